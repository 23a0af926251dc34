import { formatDay as dateOf, localDay } from '#sql/time/zone.ts'
import { byClock } from './clocks.ts'
import type { Silence } from './contents.ts'
import { formatDay, formatTime } from './format.ts'
import { isolated } from './names.ts'
import type { Context } from './sentence-context.ts'
import { upperFirst, type Segment } from './words/marked.ts'
import { spokenNumber } from './words/spoken.ts'

const MOST_SILENCES = 3

/** What is missing of the data: a sentence a silence of a source, the longest of them. */
export function missingOf(context: Context): Segment[][] {
  const { t, locale, contents } = context
  const { silences } = contents
  const length = ({ from_at, until_at }: Silence) =>
    Date.parse(until_at ?? contents.as_of) - Date.parse(from_at)
  const longest = silences.toSorted((a, b) => length(b) - length(a)).slice(0, MOST_SILENCES)
  const sentences = silences
    .filter((silence) => longest.includes(silence))
    .map((one) => silenceOf(context, one))
  const count = silences.length - sentences.length
  if (count > 0) sentences.push(upperFirst(t('missing.more', { count, n: spokenNumber(count, 'm', locale) })))
  // a source's name is anybody's text: not looked through for marks
  return sentences.map((text) => [{ text }])
}

function silenceOf({ t, locale, contents }: Context, { source: name, from_at, until_at }: Silence): string {
  const source = isolated(name)
  const { timezone } = contents
  const dayAt = (iso: string) => dateOf(localDay(timezone, Date.parse(iso)))
  const moment = (iso: string) =>
    t('missing.moment', { time: formatTime(iso, timezone, locale), day: formatDay(dayAt(iso), locale) })
  const by = byClock(contents, '', locale)
  if (until_at === null) return t('missing.open', { source, from: moment(from_at) + by })
  if (dayAt(from_at) !== dayAt(until_at)) {
    return t('missing.between', { source, from: moment(from_at), until: moment(until_at) + by })
  }
  return t('missing.same_day', {
    source,
    day: formatDay(dayAt(from_at), locale),
    from: formatTime(from_at, timezone, locale),
    until: formatTime(until_at, timezone, locale) + by,
  })
}
