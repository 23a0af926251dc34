import { readReported } from '#sql/capabilities.server.ts'
import type { Database } from '#sql/db/client.server.ts'
import { policyAt, zoneOf, type Directory } from '#sql/directory/directory.ts'
import { readList, type ListRow } from '#sql/lists.server.ts'
import type { Subject } from '#sql/metrics/index.ts'
import type { Night } from '#sql/nights/nights.ts'
import { readNights, type NightQuery } from '#sql/nights/nights.server.ts'
import type { Shift } from '#sql/nights/shifts.ts'
import { compareBytes } from '#sql/order.ts'
import { parsePeriod, type Period } from '#sql/time/period.ts'
import { oneReading } from '#sql/db/reading.ts'
import { fractionsOf, readMetrics, readNightMetrics, valuesOf, type Answer } from '#sql/read.server.ts'
import type { Scope } from '#sql/directory/scope.ts'
import { readSilences } from '#sql/silences.server.ts'
import { readWaits, type Wait } from '#sql/waits.server.ts'
import { DAY_MS, firstInstant, formatDay, localDay, parseDay } from '#sql/time/zone.ts'
import { clocksIn, zonesOf } from './clocks.ts'
import type { Case, Home, MonthContents, MonthPeriod, SlaTarget } from './contents.ts'
import { readReportedAsOf } from './data-as-of.server.ts'
import { definitionsNow } from './definitions.ts'
import { fewWaits, lateWaits, longestOf, trendOf } from './month-waits.ts'
import { homeName } from './names.ts'
import { isRunning, nightColumns } from './night-columns.ts'
import { readNotes } from './notes.server.ts'
import type { Months } from './period.ts'
import { readsAsTeam } from './team.ts'

export interface MonthQuery extends Months {
  audience: 'owner' | 'management'
  /** null: management */
  owner: MonthContents['owner']
  scope: Scope
  as_of: number
  /** something is told of the month before; false: there is nothing to compare with */
  hasBefore: boolean
}

const PEOPLE = [
  'people_turns',
  'people_in_time_share',
  'people_in_time_strict_share',
  'people_wait_p50_s',
  'people_wait_max_s',
  'waiting',
] as const
/** What marks closed: it stands beside the share. */
const MARKED = ['dismissed', 'dismissed_late', 'answered_by_mark'] as const
type Shown = Exclude<Subject, 'reviews'>

/** The metrics that a month's page and report show, by subject. */
export const SHOWN: Record<Shown, readonly string[]> = {
  turns: [
    ...['turns', 'night_turns', 'late', 'overdue', 'night_late', 'night_overdue', 'owner_answered'],
    ...PEOPLE,
    ...MARKED,
    ...[...PEOPLE, ...MARKED].map((id) => `night_${id}`),
  ],
  nights: [
    ...['nights', 'covered_share', 'attended_share', 'planned_share', 'gaps', 'gap_max_s', 'covered_nights'],
    ...['no_shows', 'late_starts', 'late_nights', 'silent_nights', 'overloaded_nights'],
  ],
  incidents: ['incidents', 'handled_in_time_share'],
  automation: ['undisturbed_nights', 'disturbed_nights'],
}

/** Reads a month: numbers and plain facts for page, PDF, JSON and CSV. */
export async function readMonth(
  db: Database,
  directory: Directory,
  query: MonthQuery,
): Promise<MonthContents> {
  return (await readMonthRows(db, directory, query)).contents
}

/** The rows that a month was made from. */
export interface MonthRows {
  contents: MonthContents
  /** of the period's local dates, in order of opening */
  waits: readonly Wait[]
  /** also those of the last night's morning */
  nightWaits: readonly Wait[]
  /** one a home and date; of management of several homes one of all */
  nights: readonly Night[]
}

/** A month with the rows behind it: the report tells more of them. */
export async function readMonthRows(
  database: Database,
  directory: Directory,
  query: MonthQuery,
): Promise<MonthRows> {
  const db = oneReading(database)
  const { scope, as_of } = query
  const period = parsePeriod(query.period.from, query.period.until)
  const before = parsePeriod(query.before.from, query.before.until)
  const reported = await readReported(db, directory)
  const clocks = clocksIn(directory, scope, period)
  const whole = { period, as_of, scope, language: 'en', team: false }
  const team = readsAsTeam(query.audience, scope, period)
  const stretch = {
    from_at: Math.min(...zonesOf(clocks).map((zone) => firstInstant(zone, period.from, 0))),
    // the last night ends on the morning after
    until_at: Math.max(...zonesOf(clocks).map((zone) => firstInstant(zone, period.until, DAY_MS / 2))),
  }
  const questionOf = <S extends Shown>(subject: S) => ({
    ...whole,
    subject,
    before,
    every: null,
    metrics: SHOWN[subject],
    by: subject === 'turns' || subject === 'incidents' ? 'property' : null,
  })
  // two ways into the database at the same time: see sql/db/client.server.ts
  const [counted, listed] = await Promise.all([
    sequentially({
      turns: () => readMetrics(db, directory, questionOf('turns')),
      incidents: () => readMetrics(db, directory, questionOf('incidents')),
      incidentRows: () => readList(db, directory, 'incidents', whole),
    }),
    sequentially({
      nights: () => readNightMetrics(db, directory, { ...questionOf('nights'), team }),
      automation: () => readMetrics(db, directory, questionOf('automation')),
      // the last night ends on the morning after
      waits: () => readWaits(db, directory, { ...whole, period: { ...period, until: period.until + 1 } }),
      silences: () => readSilences(db, directory, stretch, as_of),
      data_as_of: () => readReportedAsOf(db, directory, query),
      notes: () => readNotes(db, directory, query, period, as_of),
    }),
  ])
  const { turns, incidents, incidentRows } = counted
  const { automation, silences, data_as_of, notes } = listed
  const waits = listed.waits.filter(({ date }) => date < period.until)
  const { answer: nights, nights: book } = listed.nights
  const answers = { turns, nights, incidents, automation }
  const contents: MonthContents = {
    audience: query.audience,
    owner: query.owner,
    ...clocks,
    period: query.period,
    before: query.before,
    as_of: new Date(as_of).toISOString(),
    data_as_of: data_as_of === null ? null : new Date(data_as_of).toISOString(),
    promise: promiseOf(directory, scope, period, as_of),
    homes: homesOf(directory, scope, period, turns, incidents),
    figures: eachOf(answers, ({ total }) => total),
    figures_before: eachOf(answers, ({ before }) => (query.hasBefore ? (before ?? {}) : {})),
    fractions: eachOf(answers, ({ of }) => of),
    fractions_before: eachOf(answers, ({ before_of }) => (query.hasBefore ? (before_of ?? {}) : {})),
    not_reported: merged(Object.values(answers).map((answer) => answer.not_reported)),
    since: merged(Object.values(answers).map((answer) => answer.since)),
    people_waits_s: fewWaits(waits),
    late_waits: lateWaits(waits),
    longest: longestOf(waits),
    nights: nightColumns({
      directory,
      clocks,
      nights: book,
      waits: listed.waits,
      silences,
      as_of,
      data_as_of,
      shifts: await shiftsAround(db, directory, book, { ...whole, team, clock_since: reported.clock }),
      known_from: reported['clock or plans'],
    }),
    trend: trendOf(waits, period, clocks, query.audience),
    cases: incidentRows.flatMap((row) => caseOf(row, directory)).sort(worstFirst),
    silences: silences.map(({ name, from_at, until_at }) => ({
      source: name,
      from_at: new Date(from_at).toISOString(),
      until_at: until_at === null ? null : new Date(until_at).toISOString(),
    })),
    notes,
    definitions: definitionsNow(),
  }
  return { contents, waits, nightWaits: listed.waits, nights: book }
}

function eachOf<T>(answers: Record<Shown, Answer>, of: (answer: Answer) => T): Record<Shown, T> {
  const { turns, nights, incidents, automation } = answers
  return { turns: of(turns), nights: of(nights), incidents: of(incidents), automation: of(automation) }
}

function merged(all: readonly Record<string, string>[]): Record<string, string> {
  return Object.assign({}, ...all) as Record<string, string>
}

/** Of nights that are not over by as_of the shifts: what they plan is still to come. */
async function shiftsAround(
  db: Database,
  directory: Directory,
  nights: readonly Night[],
  query: NightQuery,
): Promise<readonly Shift[]> {
  const running = nights.filter((night) => isRunning(directory, [night], query.as_of))
  if (running.length === 0) return []
  const dates = running.map(({ date }) => date)
  const period = { from: Math.min(...dates), until: Math.max(...dates) + 1 }
  return (await readNights(db, directory, { ...query, period })).shifts
}

/** Asks one after the other. */
async function sequentially<T extends Record<string, () => Promise<unknown>>>(questions: T) {
  const answers: Record<string, unknown> = {}
  for (const [name, read] of Object.entries(questions)) answers[name] = await read()
  return answers as { [K in keyof T]: Awaited<ReturnType<T[K]>> }
}

function homesOf(
  directory: Directory,
  scope: Scope,
  period: Period,
  turns: Answer,
  incidents: Answer,
): Home[] {
  const byHome = (answer: Answer) => new Map(answer.by?.map((row) => [row.key, row]))
  const [turnsBy, incidentsBy] = [byHome(turns), byHome(incidents)]
  const inside = scope.homes.filter((home) => home.from < period.until && home.until > period.from)
  return [...new Set(inside.map(({ property_id }) => property_id))]
    .map((property_id) => {
      const own = inside.filter((home) => home.property_id === property_id)
      const from = Math.min(...own.map((home) => home.from))
      const until = Math.max(...own.map((home) => home.until))
      return {
        property_id,
        name: homeName(directory, property_id),
        from: from > period.from ? formatDay(from) : null,
        until: until < period.until ? formatDay(until) : null,
        turns: valuesOf(turnsBy.get(property_id) ?? {}),
        fractions: fractionsOf(turnsBy.get(property_id) ?? {}),
        incidents:
          incidentsBy.get(property_id)?.['incidents'] ?? (incidents.total['incidents'] === null ? null : 0),
      }
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'ru', { numeric: true }))
}

function promiseOf(directory: Directory, scope: Scope, period: Period, as_of: number): SlaTarget {
  // of its dates in the scope alone: what is promised on another owner's is between him and the manager
  const inside = scope.homes
    .map((home) => ({
      ...home,
      from: Math.max(home.from, period.from),
      until: Math.min(home.until, period.until),
    }))
    .filter(({ from, until }) => from < until)
    .sort((a, b) => compareBytes(a.property_id, b.property_id) || b.from - a.from)
  const { property_id: home, from, until } = inside[0] ?? { property_id: '', ...period }
  const noon = (day: number) => firstInstant(zoneOf(directory, home), day, DAY_MS / 2)
  const last = Math.max(from, Math.min(until - 1, localDay(zoneOf(directory, home), as_of)))
  const policy = policyAt(directory, home, noon(last))
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16)
  let changed: number | null = null
  for (let day = last; day > from && changed === null; day--) {
    if (policyAt(directory, home, noon(day - 1)) !== policy) changed = day
  }
  return {
    answer_within_s: policy.answer_within_s,
    night_answer_within_s: policy.night_answer_within_s,
    night_from: clock(policy.night_from_ms),
    night_to: clock(policy.night_to_ms),
    changed_on: changed === null ? null : formatDay(changed),
  }
}

/** What a row of `list incidents` says, for people; requests and cancelled ones are none. */
export function caseOf(row: ListRow, directory: Directory): Case[] {
  if (row['is_request'] === true || row['is_cancelled'] === true) return []
  const text = (key: string) => (typeof row[key] === 'string' ? row[key] : null)
  const textOrEmpty = (key: string) => text(key) ?? ''
  const flag = (key: string) => (typeof row[key] === 'boolean' ? row[key] : null)
  const property_id = textOrEmpty('property_id')
  return [
    {
      incident_id: textOrEmpty('incident_id'),
      property_id,
      home: homeName(directory, property_id),
      category: textOrEmpty('category'),
      cause: text('cause'),
      severity: textOrEmpty('severity'),
      playbook: text('playbook'),
      reported_at: textOrEmpty('reported_at'),
      opened_at: textOrEmpty('opened_at'),
      handled_at: text('handled_at'),
      resolved_at: text('resolved_at'),
      handle_s: typeof row['handle_s'] === 'number' ? row['handle_s'] : null,
      promise_s: (Date.parse(textOrEmpty('due_at')) - Date.parse(textOrEmpty('reported_at'))) / 1000,
      handled_in_time: flag('handled_in_time'),
      is_night: flag('is_night') === true,
      is_owner_notified: flag('is_owner_notified'),
      is_repeated: flag('is_repeated') === true,
      is_logged_late: flag('is_logged_late') === true,
    },
  ]
}

/** Late ones first, the longest over its promise before; then by time. */
function worstFirst(a: Case, b: Case): number {
  const over = (one: Case) => (one.handled_in_time === false ? (one.handle_s ?? 0) / one.promise_s : 0)
  return (
    over(b) - over(a) || compareBytes(a.opened_at, b.opened_at) || compareBytes(a.incident_id, b.incident_id)
  )
}

/** Local dates of a told period, in days since 1970-01-01. */
export function datesOf({ from, until }: MonthPeriod): Period {
  return { from: parseDay(from), until: parseDay(until) }
}
