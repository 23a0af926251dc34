import type { BlockOptions, Run } from './lines.ts'
import { LEFT, WIDTH, type Paper } from './page.ts'
import { TYPE, type TextStyle } from './style.ts'
import { block, drawBlock } from './text.ts'

/** Between two parts of the report. */
const SPACE = 28
/** Between a heading and what it is about. */
const UNDER = 8

/** A part's heading with its note; on the next page unless `keep` of what follows fits below it. */
export function section(paper: Paper, title: readonly Run[] | string, note: string | null, keep: number) {
  const heading = block(paper, title, TYPE.section, WIDTH, { isPretty: true })
  const below = note === null ? null : block(paper, note, TYPE.note, WIDTH, { isPretty: true })
  const height = heading.height + (below === null ? 0 : below.height + 2) + UNDER
  if (!paper.isFresh) paper.y += SPACE
  paper.ensure(height + Math.min(keep, paper.whole - height))
  paper.mark(typeof title === 'string' ? title : title.map(({ text }) => text).join(''))
  paper.tagged(paper.root, 'H2', () => {
    drawBlock(paper, heading, LEFT, paper.y)
  })
  if (below !== null) {
    paper.tagged(paper.root, 'P', () => {
      drawBlock(paper, below, LEFT, paper.y + heading.height + 2)
    })
  }
  paper.y += height
}

/** Between a bar and the words beside it. */
export const BAR_SPACE = 11

/** A coloured line beside what somebody said. */
export function drawBar(paper: Paper, color: string, x: number, y: number, height: number) {
  paper.artifact(() => {
    paper.doc.rect(x, y, 1.6, height).fill(color)
  })
}

interface ParagraphOptions extends BlockOptions {
  x?: number
  width?: number
  tag?: 'P' | 'BlockQuote'
  /** colour of a line beside it */
  bar?: string
}

/** Text across the page that goes on over pages, at least two lines on each. */
export function paragraph(
  paper: Paper,
  text: readonly Run[] | string,
  style: TextStyle,
  { x = LEFT, width = LEFT + WIDTH - x, tag = 'P', bar, ...options }: ParagraphOptions = {},
) {
  const body = block(paper, text, style, width, options)
  const element = paper.branch(paper.root, tag)
  const count = body.lines.length
  let from = 0
  while (from < count) {
    paper.ensure(Math.min(2, count - from) * style.leading)
    let until = Math.min(count, from + Math.floor(paper.room / style.leading))
    if (until === count - 1 && until - from > 2) until -= 1
    const [first, last] = [from, Math.max(until, from + 1)]
    paper.paint(element, tag, () => {
      drawBlock(paper, body, x, paper.y, { from: first, until: last })
    })
    if (bar !== undefined) drawBar(paper, bar, x - BAR_SPACE, paper.y, (last - first) * style.leading)
    paper.y += (last - first) * style.leading
    from = last
  }
  element.end()
}
