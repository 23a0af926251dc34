import { zoneIn, type Clocks } from './clocks.ts'
import type { Case, Home, Note } from './contents.ts'
import { formatMoment, formatNight, type Locale } from './format.ts'
import { isolated } from './names.ts'
import { categoryWord } from './single-words.ts'
import { translator } from './words/translate.ts'

/** What stands beside a note already, so that it need not say it. */
export interface Beside {
  night?: string
  home?: string
  incident?: string
}

/** What of a month, or of a night, its notes are told by. */
export interface NotedIn extends Clocks {
  homes: readonly Pick<Home, 'property_id' | 'name'>[]
  cases: readonly Case[]
}

/** «Ольга, 3 ноября · Невский, 24 · о ночи с 13 на 14 октября»: who wrote it, when, and about which home, night or case. */
export function noteBy(
  contents: NotedIn,
  note: Note,
  { locale, author = note.author, beside = {} }: { locale: Locale; author?: string; beside?: Beside },
): string {
  const { property_id = '', written_at } = note
  const [day = ''] = formatMoment(written_at, zoneIn(contents, property_id), locale).split(', ')
  const who = [isolated(author), day].filter((part) => part !== '').join(', ')
  return [who, ...aboutOf(contents, note, locale, beside)].join('\u00a0· ')
}

function aboutOf(
  { homes, cases }: NotedIn,
  { about_kind, about, property_id = '' }: Note,
  locale: Locale,
  beside: Beside,
): string[] {
  const one =
    about_kind === 'incident_id' ? cases.find(({ incident_id }) => incident_id === about) : undefined
  if (one !== undefined)
    return beside.incident === about ? [] : [categoryWord(one.category, locale), one.home]
  // of one home everything is about it
  const home = homes.length > 1 ? homes.find((own) => own.property_id === property_id) : undefined
  return [
    ...(home === undefined || beside.home === property_id ? [] : [home.name]),
    ...(about_kind === 'night' && beside.night !== about
      ? [translator(locale)('notes.night', { night: formatNight(about, locale, 'dates') })]
      : []),
  ]
}
