import type { FigureRow } from '#reports/month/figure-rows.ts'
import { formatMonth } from '#reports/month/format.ts'
import type { Draft } from './draft.ts'
import { LEFT, WIDTH } from './page.ts'
import { FONT, INK } from './style.ts'
import { drawTable, wholeHeight, type Area, type Column, type Row } from './table.ts'

const BETWEEN = 26
const HALF = (WIDTH - BETWEEN) / 2

/** Nothing is known of it in either month, and nothing says why. */
const isNothing = ({ value, before, remark }: FigureRow) => value === '–' && before === '–' && remark === ''

export interface FigureTable {
  title: string
  rows: readonly FigureRow[]
}

/** Tables of figures one below the other in two columns; this month beside the one before. */
export function drawFigureColumns(draft: Draft, columns: readonly (readonly FigureTable[])[]) {
  const { paper } = draft
  const areas: Area[] = columns.map((_, index) => ({ x: LEFT + index * (HALF + BETWEEN), width: HALF }))
  paper.ensure(figuresHeight(draft, columns))
  const top = paper.y
  let end = top
  columns.forEach((tables, index) => {
    const area = areas[index]
    if (area === undefined) return
    paper.y = top
    tables.forEach((table, at) => {
      if (at > 0) paper.y += TABLE_SPACE
      drawTable(paper, columnsOf(draft, table), rowsOf(table), area)
    })
    end = Math.max(end, paper.y)
  })
  paper.y = end
}

const TABLE_SPACE = 16

export function figuresHeight(draft: Draft, columns: readonly (readonly FigureTable[])[]): number {
  const area = { x: LEFT, width: HALF }
  return Math.max(
    ...columns.map((tables) =>
      tables.reduce(
        (sum, table) =>
          sum + wholeHeight(draft.paper, columnsOf(draft, table), rowsOf(table), area) + TABLE_SPACE,
        -TABLE_SPACE,
      ),
    ),
  )
}

function columnsOf({ contents, locale }: Draft, { title }: FigureTable): Column[] {
  // as short as it must be for a narrow column: "Sep", «Сентябрь»
  const monthOf = ({ month }: { month: string }) => {
    const name = formatMonth(month, locale, 'title').split(/\s/)[0] ?? ''
    return locale === 'en' ? name.slice(0, 3) : name
  }
  return [
    { title, width: 0 },
    { title: monthOf(contents.before), width: 54, align: 'right' },
    { title: monthOf(contents.period), width: 44, align: 'right' },
  ]
}

const rowsOf = ({ rows }: FigureTable) => rows.filter((row) => !isNothing(row)).map(rowOf)

function rowOf({ label, value, before, remark }: FigureRow): Row {
  return {
    cells: [
      { text: [{ text: label, font: FONT.regular }], ...(remark === '' ? {} : { small: remark }) },
      { text: [{ text: before, color: INK.soft }] },
      { text: value },
    ],
  }
}
