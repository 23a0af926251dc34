import type { Trend } from '#reports/contents.ts'
import { formatWait } from '#reports/format.ts'
import { AROUND_CHART, dotsChart, linesChart } from './chart.ts'
import type { Draft } from './draft.ts'
import { LEFT, WIDTH } from './page.ts'
import { section } from './section.ts'

const HEIGHT = 150

/** How long guests waited over the days: each wait a dot, or a value a day where they are many; the promise dashed. */
export function drawWaits(draft: Draft, title: string) {
  const { paper, contents, words } = draft
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
  section(paper, title, noteOf(trend, words.waits), height)
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

function noteOf(trend: Trend, words: Draft['words']['waits']): string {
  if (trend.kind === 'lines') return words.lines
  return trend.dots.some(({ is_bot }) => is_bot) ? `${words.dots} ${words.hollow}` : words.dots
}

function altOf({ contents, words, locale }: Draft): string {
  const { trend } = contents
  const longestOf = (waits_s: readonly number[]) => formatWait(Math.max(0, ...waits_s), locale).text
  if (trend.kind === 'dots') {
    return words.waits.altDots({
      waits: trend.dots.length,
      late: trend.dots.filter(({ is_late }) => is_late).length,
      longest: longestOf(trend.dots.map(({ wait_s }) => wait_s)),
    })
  }
  return words.waits.altLines({
    days: trend.days.filter(({ turns }) => turns > 0).length,
    longest: longestOf(trend.days.map(({ wait_p50_s }) => wait_p50_s ?? 0)),
  })
}
