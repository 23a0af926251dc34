import type { Note } from '#reports/contents.ts'
import { formatMoment, formatNight } from '#reports/format.ts'
import { categoryWord } from '#reports/sentence.ts'
import type { Draft } from './draft.ts'
import { LEFT, WIDTH } from './page.ts'
import { paragraph, section } from './section.ts'
import { TYPE } from './style.ts'
import { named } from './words.ts'

/** Longer lines are hard to read. */
const MEASURE = WIDTH * 0.82
const KEEP = 3 * TYPE.text.leading + TYPE.small.leading

/** What staff wrote for the owner: of the month first, then of nights and cases in their order. */
export function drawNotes(draft: Draft) {
  const { paper, contents, words, locale } = draft
  if (contents.notes.length === 0) return
  const notes = [...contents.notes].sort((a, b) => rank(a) - rank(b))
  section(paper, named(contents, words.notes.title), null, KEEP)
  for (const note of notes) {
    paper.ensure(KEEP)
    paragraph(paper, note.text.trim(), TYPE.text, { x: LEFT, width: MEASURE })
    const [day = ''] = formatMoment(note.written_at, contents.timezone, locale).split(', ')
    const about = aboutOf(draft, note)
    const by = words.notes.by(note.author, day)
    paragraph(paper, about === null ? by : `${by} · ${about}`, TYPE.small, { x: LEFT, width: MEASURE })
    paper.y += 12
  }
  paper.y -= 12
}

const rank = ({ about_kind }: Note) => (about_kind === 'report' ? 0 : 1)

function aboutOf({ contents, words, locale }: Draft, { about_kind, about }: Note): string | null {
  if (about_kind === 'night') return words.notes.night(formatNight(about, locale, 'dates'))
  const about_case = contents.cases.find(
    ({ incident_id }) => about_kind === 'incident_id' && incident_id === about,
  )
  if (about_case === undefined) return null
  return `${categoryWord(about_case.category, locale)}, ${about_case.home}`
}
