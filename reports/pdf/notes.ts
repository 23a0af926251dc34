import { audienceKey, type Draft } from './draft.ts'
import { LEFT } from './page.ts'
import { BAR_SPACE, paragraph, section } from './section.ts'
import { INK, TYPE } from './style.ts'
import type { RowNote } from './table.ts'

const KEEP = 3 * TYPE.said.leading + TYPE.small.leading
/** Longer ones are set line after line: nobody sees their last line. */
const LONG = 700

/** What somebody of the company wrote, with a line beside it. */
export function drawSaid({ paper }: Draft, { text, by }: RowNote, x = LEFT) {
  paper.ensure(Math.min(KEEP, paper.whole))
  paragraph(paper, text, TYPE.said, {
    x: x + BAR_SPACE,
    tag: 'BlockQuote',
    bar: INK.night,
    isPretty: text.length < LONG,
  })
  paragraph(paper, by, TYPE.small, { x: x + BAR_SPACE, bar: INK.night })
}

/** Comments that stand beside nothing else: of nights and cases that are not told of, and long ones. */
export function drawOtherNotes(draft: Draft) {
  const { paper, contents, t, notes } = draft
  const left = notes.rest()
  if (left.length === 0) return
  section(paper, t(`pdf.notes.title.${audienceKey(contents)}`), null, KEEP)
  left.forEach((note, index) => {
    if (index > 0) paper.y += 12
    drawSaid(draft, { text: note.text.trim(), by: notes.by(note) })
  })
}
