import type { Run } from './lines.ts'
import { drawMark, MARK_WIDTH, type Mark } from './marks.ts'
import { LEFT, WIDTH, type Element, type Paper } from './page.ts'
import { BAR_SPACE, drawBar } from './section.ts'
import { INK, TYPE } from './style.ts'
import { block, drawBlock, inkWidth, type Block } from './text.ts'

export interface Column {
  title: string
  /** pt, with the space before the next column */
  width: number
  align?: 'left' | 'right'
}

export interface Cell {
  text: readonly Run[] | string
  /** below the text, smaller */
  small?: readonly Run[] | string
  mark?: Mark
  /** before the smaller text */
  smallMark?: Mark
  /** below all text, across the column; or so far to the right of its first line */
  picture?: {
    beside?: number
    height: number
    draw: (paper: Paper, x: number, y: number, width: number) => void
  }
}

/** Where on the page a table stands. */
export interface Area {
  x: number
  width: number
}

export const WHOLE: Area = { x: LEFT, width: WIDTH }

/** Said of a row, below it and across the table. */
export interface RowNote {
  text: string
  by: string
}

export interface Row {
  cells: readonly Cell[]
  notes?: readonly RowNote[]
  /** found from the outline by this name */
  place?: string
}

const GAP = 14
const PADDING = 5
const HEADER_PADDING = 5
/** Longer texts are cut, so that a row always fits a page. */
const MOST_LINES = 6

interface LaidCell {
  cell: Cell
  text: Block
  small: Block | null
  height: number
}

/** Height of a table's header with its first rows: what should stand below a heading. */
export function headHeight(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly Row[],
  area: Area = WHOLE,
): number {
  const header = headerHeight(headerBlocks(paper, columns, area))
  return rows.slice(0, 2).reduce((sum, row) => sum + laid(paper, columns, row, area).height, header)
}

/** Height of a whole table that stands on one page. */
export function wholeHeight(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly Row[],
  area: Area,
): number {
  const header = headerHeight(headerBlocks(paper, columns, area))
  return rows.reduce((sum, row) => sum + laid(paper, columns, row, area).height, header)
}

/** Rows of cells with hairlines. The first cell of a row is its head; the header stands again on each page. */
export function drawTable(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly Row[],
  area: Area = WHOLE,
) {
  const table = paper.branch(paper.root, 'Table')
  drawHeader(paper, columns, table, area)
  rows.forEach((row, index) => {
    const own = laid(paper, columns, row, area)
    // the last row never stands alone on a page
    const isLastButOne = index === rows.length - 2
    const next = isLastButOne ? laid(paper, columns, rows[index + 1] ?? { cells: [] }, area).height : 0
    if (paper.ensure(own.height + next)) drawHeader(paper, columns, null, area)
    paper.hairline(paper.y, area.x, area.width)
    if (row.place !== undefined) paper.mark(row.place, { isInside: true })
    drawRow(paper, columns, own, table, area)
    paper.y += own.height
  })
  paper.hairline(paper.y, area.x, area.width)
  table.end()
}

/** @param table null: the header again, which a reader of the tags has heard already */
function drawHeader(paper: Paper, columns: readonly Column[], table: Element | null, area: Area) {
  const row = table === null ? null : paper.branch(table, 'TR')
  const blocks = headerBlocks(paper, columns, area)
  const height = headerHeight(blocks)
  eachColumn(columns, area, ({ align }, x, _, index) => {
    const text = blocks[index]
    if (text === undefined) return
    const draw = () => {
      drawBlock(paper, text, x, paper.y + height - HEADER_PADDING - text.height, { align })
    }
    if (row === null) paper.artifact(draw, 'Pagination')
    else paper.tagged(row, 'TH', draw, { scope: 'Column' })
  })
  row?.end()
  paper.y += height
}

function headerBlocks(paper: Paper, columns: readonly Column[], area: Area): Block[] {
  const blocks: Block[] = []
  eachColumn(columns, area, ({ title }, _, width) => {
    blocks.push(block(paper, title, TYPE.small, width, { maxLines: 2 }))
  })
  return blocks
}

const headerHeight = (blocks: readonly Block[]) =>
  Math.max(...blocks.map(({ height }) => height)) + HEADER_PADDING

interface LaidRow {
  cells: LaidCell[]
  notes: { text: Block; by: Block }[]
  /** of the cells alone, with the space above and below them */
  cellsHeight: number
  height: number
}

function drawRow(paper: Paper, columns: readonly Column[], laidRow: LaidRow, table: Element, area: Area) {
  const row = paper.branch(table, 'TR')
  const top = paper.y + PADDING
  eachColumn(columns, area, ({ align = 'left' }, x, width, index) => {
    const own = laidRow.cells[index]
    if (own === undefined) return
    const { cell, text, small } = own
    const shift = align === 'left' ? widthBefore(cell.mark) : 0
    const smallTop = top + text.height
    const smallShift = align === 'left' ? Math.max(shift, widthBefore(cell.smallMark)) : 0
    const draw = () => {
      drawBlock(paper, text, x + shift, top, { align })
      if (small !== null) drawBlock(paper, small, x + smallShift, smallTop, { align })
      if (index === 0) drawNotes(paper, laidRow, area)
    }
    if (index === 0) paper.tagged(row, 'TH', draw, { scope: 'Row' })
    else paper.tagged(row, 'TD', draw)
    if (cell.mark === undefined && cell.smallMark === undefined && cell.picture === undefined) return
    paper.artifact(() => {
      const left = align === 'left' ? x : x + width - inkWidth(text) - MARK_WIDTH
      if (cell.mark !== undefined) drawMark(paper, cell.mark, left, top + text.style.leading / 2)
      if (cell.smallMark !== undefined && small !== null)
        drawMark(paper, cell.smallMark, left, smallTop + small.style.leading / 2)
      const { picture } = cell
      if (picture === undefined) return
      const indent = picture.beside ?? shift
      const y =
        picture.beside === undefined
          ? smallTop + (small?.height ?? 0) + 3
          : top + (text.style.leading - picture.height) / 2
      picture.draw(paper, x + indent, y, width - indent)
    })
  })
  row.end()
  if (laidRow.notes.length > 0) {
    const y = paper.y + laidRow.cellsHeight
    drawBar(paper, INK.night, area.x, y, laidRow.height - laidRow.cellsHeight - NOTE_BELOW)
  }
}

function drawNotes(paper: Paper, { notes, cellsHeight }: LaidRow, area: Area) {
  let y = paper.y + cellsHeight
  for (const { text, by } of notes) {
    drawBlock(paper, text, area.x + BAR_SPACE, y)
    drawBlock(paper, by, area.x + BAR_SPACE, y + text.height)
    y += text.height + by.height + NOTE_SPACE
  }
}

const NOTE_SPACE = 6
const NOTE_BELOW = 8

const widthBefore = (mark: Mark | undefined) => (mark === undefined ? 0 : MARK_WIDTH)

function laid(
  paper: Paper,
  columns: readonly Column[],
  { cells: given, notes = [] }: Row,
  area: Area,
): LaidRow {
  const cells: LaidCell[] = []
  eachColumn(columns, area, (_, __, width, index) => {
    const cell = given[index] ?? { text: '' }
    const shift = widthBefore(cell.mark)
    const style = index === 0 ? TYPE.cellStrong : TYPE.cell
    const text = block(paper, cell.text, style, width - shift, { maxLines: MOST_LINES })
    const room = width - Math.max(shift, widthBefore(cell.smallMark))
    const hasSmall = cell.small !== undefined && cell.small.length > 0
    const small = hasSmall ? block(paper, cell.small ?? '', TYPE.small, room, { maxLines: MOST_LINES }) : null
    const isBelow = cell.picture !== undefined && cell.picture.beside === undefined
    const picture = isBelow ? (cell.picture?.height ?? 0) + 3 : 0
    cells.push({ cell, text, small, height: text.height + (small?.height ?? 0) + picture })
  })
  const width = area.width - BAR_SPACE
  const laidNotes = notes.map(({ text, by }) => ({
    text: block(paper, text, TYPE.said, width, { isPretty: true }),
    by: block(paper, by, TYPE.small, width),
  }))
  const cellsHeight = Math.max(...cells.map(({ height }) => height)) + 2 * PADDING
  const below = laidNotes.reduce((sum, { text, by }) => sum + text.height + by.height + NOTE_SPACE, 0)
  return {
    cells,
    notes: laidNotes,
    cellsHeight,
    height: cellsHeight + (below === 0 ? 0 : below - NOTE_SPACE + NOTE_BELOW),
  }
}

/** Columns as wide as told; the first takes what is left. */
function eachColumn(
  columns: readonly Column[],
  area: Area,
  visit: (column: Column, x: number, width: number, index: number) => void,
) {
  const others = columns.slice(1).reduce((sum, { width }) => sum + width, 0)
  let { x } = area
  columns.forEach((column, index) => {
    const whole = index === 0 ? area.width - others : column.width
    visit(column, x, whole - (index === columns.length - 1 ? 0 : GAP), index)
    x += whole
  })
}
