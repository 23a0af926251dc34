/** What an import came to: the last month of its file, and two nights that somebody may remember. */
import type { TFunction } from 'i18next'
import {
  formatCount,
  formatDay,
  formatDuration,
  formatNight,
  formatTime,
  formatWait,
} from '#reports/month/format.ts'
import { homeName } from '#reports/month/names.ts'
import { upperFirst } from '#reports/month/words/marked.ts'
import { countImported, importName, type Import } from '#pipelines/imports.server.ts'
import type { Database } from '#sql/db/client.server.ts'
import { zoneOf, type Directory } from '#sql/directory/directory.ts'
import { readList, type ListRow } from '#sql/lists.server.ts'
import type { Period } from '#sql/time/period.ts'
import { readMetrics } from '#sql/read.server.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { formatDay as dayOf, localDay } from '#sql/time/zone.ts'
import type { Locale } from '../i18n/locale.ts'

/** Numbers of more days would be of a time that nobody remembers. */
const MOST_DAYS = 31
const METRICS = ['night_turns', 'night_in_time', 'night_wait_p50_s', 'night_wait_max_s'] as const

interface ViewContext {
  db: Database
  directory: Directory
  as_of: number
  locale: Locale
  t: TFunction
}

export interface Outcome {
  id: string
  note: string
  /** records, where no message is among them */
  records: string | null
  numbers: { name: string; value: string; of: string }[]
  nights: NightToCheck[]
  otherwise: Otherwise[]
}

/** With which other answer the same file is to be read. */
export const AGAIN = ['zone', 'order'] as const
export type Again = (typeof AGAIN)[number]

/** What may be wrong where a night is not as it was. */
interface Otherwise {
  what: 'zone' | 'order' | 'home' | 'who'
  text: string
  /** taken back and read again; null: nothing of the file's reading would help */
  again: Again | null
  /** where it is put right */
  link: string | null
}

interface NightToCheck {
  title: string
  text: string
  thread: string
  night: string
}

/** @returns null where nothing of it is there any more */
export async function outcomeOf(one: Import, of: ViewContext): Promise<Outcome | null> {
  const { db, directory, locale, t } = of
  const counted = await countImported(db, one.import_id)
  const messages = counted.find(({ kind }) => kind === 'message')
  if (counted.length === 0) return null
  const id = importName(one.import_id)
  if (messages === undefined) {
    const records = t('connect.outcome.sheet', { count: one.accepted })
    return { id, note: one.file, records, numbers: [], nights: [], otherwise: [] }
  }
  const last = localDay(directory.default_timezone, messages.last_at)
  const first = localDay(directory.default_timezone, messages.first_at)
  const period = { from: Math.max(first, last - MOST_DAYS + 1), until: last + 1 }
  const day = (date: number) => formatDay(dayOf(date), locale, { withYear: true })
  return {
    id,
    note: t('connect.outcome.note', { file: one.file, from: day(period.from), until: day(last) }),
    records: null,
    numbers: await numbersOf(period, of),
    nights: await nightsOf(period, of),
    otherwise: otherwiseOf(one, of),
  }
}

/** Telegram tells exact times: neither its zone nor its dates can have been read in another way. */
function otherwiseOf({ reader, timezone, date_order }: Import, { t }: ViewContext): Otherwise[] {
  const isExact = reader === 'telegram'
  const order = t(date_order === '' ? 'connect.card.orderAuto' : `connect.card.orders.${date_order}`)
  const text = (key: string) => t(`connect.otherwise.${key}`, { zone: timezone, order })
  return [
    isExact
      ? { what: 'zone', text: text('zoneExact'), again: null, link: null }
      : { what: 'zone', text: text('zoneText'), again: 'zone', link: null },
    ...(isExact
      ? []
      : [{ what: 'order', text: text('orderText'), again: 'order', link: null } satisfies Otherwise]),
    { what: 'home', text: text('homeText'), again: null, link: '#homes' },
    { what: 'who', text: text('whoText'), again: null, link: '#people' },
  ]
}

async function numbersOf(
  period: Period,
  { db, directory, as_of, locale, t }: ViewContext,
): Promise<Outcome['numbers']> {
  const { total } = await readMetrics(db, directory, {
    ...{ subject: 'turns', metrics: METRICS, period, as_of },
    ...{ scope: managementScope(directory), by: null, every: null, language: 'en', team: false },
  })
  const count = (id: (typeof METRICS)[number]) => formatCount(total[id] ?? null, locale)
  return [
    { name: t('connect.outcome.night'), value: count('night_turns'), of: '' },
    {
      name: t('connect.outcome.inTime'),
      value: count('night_in_time'),
      of: t('connect.outcome.of', { count: total['night_turns'] ?? 0 }),
    },
    {
      name: t('connect.outcome.wait'),
      value: formatDuration(total['night_wait_p50_s'] ?? null, locale).text,
      of: '',
    },
    {
      name: t('connect.outcome.longest'),
      value: formatWait(total['night_wait_max_s'] ?? null, locale).text,
      of: '',
    },
  ]
}

/** The longest wait, and one in the middle on another night. */
async function nightsOf(period: Period, of: ViewContext): Promise<NightToCheck[]> {
  const { db, directory, as_of } = of
  const scope = managementScope(directory)
  const rows = await readList(db, directory, 'turns', { period, scope, as_of, language: 'en', team: false })
  const waits = rows
    .filter((row) => row['is_night'] === true && row['wait_s'] !== null && row['state'] !== 'dismissed')
    .sort((a, b) => Number(b['wait_s']) - Number(a['wait_s']))
  const [longest] = waits
  if (longest === undefined) return []
  const others = waits.filter((row) => row['date'] !== longest['date'])
  const ordinary = others[Math.floor(others.length / 2)]
  return [longest, ...(ordinary === undefined ? [] : [ordinary])].map((row) => nightToCheck(row, of))
}

function nightToCheck(row: ListRow, { directory, locale, t }: ViewContext): NightToCheck {
  const [date, opened, home] = [
    String(row['date']),
    String(row['opened_at']),
    String(row['property_id'] ?? ''),
  ]
  const isAnswered = row['answered_at'] !== null
  const month = `?month=${date.slice(0, 7)}`
  const name = homeName(directory, home)
  return {
    title: [upperFirst(formatNight(date, locale)), name].filter((part) => part !== '').join(', '),
    text: t(isAnswered ? 'connect.outcome.waited' : 'connect.outcome.unanswered', {
      asked: formatTime(opened, zoneOf(directory, home), locale),
      wait: formatWait(Number(row['wait_s']), locale).text,
    }),
    thread: `/threads/${encodeURIComponent(String(row['conversation_id']))}${month}&at=${encodeURIComponent(opened)}`,
    night: `/nights/${date}${month}`,
  }
}
