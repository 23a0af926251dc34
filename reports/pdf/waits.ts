import type { Trend } from '#reports/month/contents.ts'
import { formatDuration, formatWait } from '#reports/month/format.ts'
import { AROUND_CHART, dotsChart, linesChart } from './chart.ts'
import type { Draft } from './draft.ts'
import { LEFT, WIDTH } from './page.ts'
import { paragraph, section } from './section.ts'
import { INK, TYPE } from './style.ts'
import { drawTable, type Column } from './table.ts'
import { waitRows } from './wait-rows.ts'

const HEIGHT = 128
const WIDTHS = [62, 76, 92, 84, 84]

/** How long guests waited over the days: each wait a dot, or a value a day where they are many; the promise dashed. */
export function drawWaits(draft: Draft, title: string) {
  const { paper, contents, t } = draft
  const { trend } = contents
  const isNothing =
    trend.kind === 'dots' ? trend.dots.length === 0 : trend.days.every(({ turns }) => turns === 0)
  if (isNothing) {
    const isKnown = (contents.figures.turns['turns'] ?? null) !== null
    if (isKnown) section(paper, title, null, 0)
    return
  }
  const { above, left, below } = AROUND_CHART
  const height = above + HEIGHT + below
  section(paper, title, promiseOf(draft), 90 + height)
  drawRows(draft)
  paper.y += 12
  paragraph(paper, noteOf(trend, t), TYPE.small)
  paper.y += 2
  const box = { x: LEFT + left, y: paper.y + above, width: WIDTH - left, height: HEIGHT }
  paper.tagged(
    paper.root,
    'Figure',
    () => {
      if (trend.kind === 'dots') dotsChart(draft, trend.dots, box)
      else linesChart(draft, trend.days, box)
    },
    { alt: altOf(draft), bbox: [LEFT, paper.y, LEFT + WIDTH, paper.y + height] },
  )
  paper.y += height
}

/** What was promised, as the figures below are measured. */
function promiseOf({ contents, t, locale }: Draft): string {
  const { answer_within_s, night_answer_within_s } = contents.promise
  const [day, night] = [answer_within_s, night_answer_within_s].map((s) => formatDuration(s, locale).text)
  return day === night
    ? t('pdf.waits.promisedSame', { duration: day ?? '' })
    : t('pdf.waits.promisedBoth', { day: day ?? '', night: night ?? '' })
}

function drawRows(draft: Draft) {
  const { paper, t } = draft
  const rows = waitRows(draft)
  const [first] = rows
  if (first === undefined) return
  const columns: Column[] = [
    { title: t('pdf.waits.row'), width: 0 },
    ...first.cells.map(({ label }, index): Column => ({
      title: label,
      width: WIDTHS[index] ?? 80,
      align: 'right',
    })),
  ]
  drawTable(
    paper,
    columns,
    rows.map(({ label, cells }) => ({
      cells: [
        { text: label },
        ...cells.map(({ value, isBad }) => ({ text: [{ text: value, color: isBad ? INK.bad : INK.ink }] })),
      ],
    })),
  )
}

function noteOf(trend: Trend, t: Draft['t']): string {
  if (trend.kind === 'lines') return t('pdf.waits.lines')
  const dots = t('pdf.waits.dots')
  return trend.dots.some(({ is_bot }) => is_bot) ? `${dots} ${t('pdf.waits.hollow')}` : dots
}

function altOf({ contents, t, locale }: Draft): string {
  const { trend } = contents
  const longestOf = (waits_s: readonly number[]) => formatWait(Math.max(0, ...waits_s), locale).text
  if (trend.kind === 'dots') {
    return t('pdf.waits.altDots', {
      waits: trend.dots.length,
      late: trend.dots.filter(({ is_late }) => is_late).length,
      longest: longestOf(trend.dots.map(({ wait_s }) => wait_s)),
    })
  }
  return t('pdf.waits.altLines', {
    days: trend.days.filter(({ turns }) => turns > 0).length,
    longest: longestOf(trend.days.map(({ wait_p50_s }) => wait_p50_s ?? 0)),
  })
}
