import { readReported, toldSince, type Reported } from './capabilities.server.ts'
import type { Database, Params } from './client.server.ts'
import { zoneOf, type Directory } from './directory.ts'
import { metricsStatement, sinceParam, type FrameRow } from './frame.ts'
import { CATALOGUE, metricsOf, type Subject } from './metrics/index.ts'
import type { Metric } from './metrics/metric.ts'
import { readNights, type NightBook } from './nights.server.ts'
import { compareBytes } from './order.ts'
import { readOwnerNights } from './owner-nights.server.ts'
import type { Night } from './nights.ts'
import { bucketsOf, type Bucket, type Period } from './period.ts'
import { requireScope, scopeParams, type Scope } from './scope.ts'
import { readShiftEvents, shiftsAt } from './shifts.server.ts'
import { DAY_MS, formatDay, localDay } from './zone.ts'

export type Values = Record<string, number | null>

/** A question: one subject, one period, one scope, at most one breakdown and one series. */
export interface Ask {
  subject: Subject
  /** ids of the subject's metrics: these alone are read and answered, in a fraction of the time; absent: all */
  metrics?: readonly string[]
  period: Period
  /** the moment the question is asked for, ms UTC */
  as_of: number
  scope: Scope
  by: string | null
  every: Bucket | null
  /** an earlier period to compare with, over before the other begins; of it the total alone is answered */
  before?: Period | undefined
  /** nights: of language_covered_share */
  language: string
  /** nights: each distinct window among the homes once */
  team: boolean
}

/** The answer, as the CLI and the API give it. */
export interface Answer {
  subject: Subject
  from: string
  until: string
  as_of: string
  property_ids: string[]
  total: Values
  not_reported: Record<string, string>
  since: Record<string, string>
  series?: ({ from: string } & Values)[]
  by?: ({ key: string | null } & Values)[]
  /** of the period that it is compared with */
  before?: Values
}

interface Told {
  /** first local date (in days) that the metric looks at; Infinity: never */
  day: number
  reason: string | null
}

/**
 * Answers a question about one subject by its catalogue entries.
 * @throws TypeError where the question names a metric that the subject does not have, or comes without a scope
 */
export async function readMetrics(db: Database, directory: Directory, ask: Ask): Promise<Answer> {
  requireScope(ask.scope)
  const metrics: Record<string, Metric> = asked(metricsOf(ask.subject), ask)
  const reported = await readReported(db, directory)
  const told = toldOf(metrics, reported, ask, directory.default_timezone)
  return answerOf(ask, metrics, told, await valuesOf(db, directory, ask, reported, told))
}

/** The same for nights, with the nights of the period themselves: they are read once. */
export async function readNightMetrics(
  db: Database,
  directory: Directory,
  ask: Ask & { subject: 'nights' },
): Promise<{ answer: Answer; nights: Night[] }> {
  requireScope(ask.scope)
  const metrics = asked(CATALOGUE.nights, ask)
  const reported = await readReported(db, directory)
  const told = toldOf(metrics, reported, ask, directory.default_timezone)
  const book = await readNights(db, directory, { ...ask, period: wholeOf(ask), clock_since: reported.clock })
  const found = datedValues(metrics, ask, told, nightRows(book))
  return {
    answer: answerOf(ask, metrics, told, found),
    nights: book.nights.filter(({ date }) => date >= ask.period.from && date < ask.period.until),
  }
}

/** The period and the one that it is compared with, and what lies between them. */
function wholeOf({ period, before }: Pick<Ask, 'period' | 'before'>): Period {
  return before === undefined ? period : { from: before.from, until: period.until }
}

function answerOf(
  ask: Ask,
  metrics: Record<string, Metric>,
  told: Record<string, Told>,
  found: Found,
): Answer {
  const { period } = ask
  const answer: Answer = {
    subject: ask.subject,
    from: formatDay(period.from),
    until: formatDay(period.until),
    as_of: new Date(ask.as_of).toISOString(),
    property_ids: [...new Set(ask.scope.homes.map((home) => home.property_id))].sort(compareBytes),
    total: shown(metrics, told, period.until, found.total),
    not_reported: {},
    since: {},
  }
  for (const [id, { day, reason }] of Object.entries(told)) {
    if (day >= period.until && reason !== null) answer.not_reported[id] = reason
    else if (day > period.from) answer.since[id] = formatDay(day)
  }
  if (ask.before !== undefined) answer.before = shown(metrics, told, ask.before.until, found.before)
  if (ask.every !== null) {
    answer.series = bucketsOf(period, ask.every).map(
      ({ from, until }) =>
        ({
          from: formatDay(from),
          ...shown(metrics, told, until, found.buckets.get(from)),
        }) as { from: string } & Values,
    )
  }
  if (ask.by !== null) {
    answer.by = [...found.slices]
      .sort(([a], [b]) =>
        a === null || b === null ? Number(a === null) - Number(b === null) : compareBytes(a, b),
      )
      .map(
        ([key, values]) =>
          ({ key, ...shown(metrics, told, period.until, values) }) as { key: string | null } & Values,
      )
  }
  return answer
}

/** Those of the subject's metrics that the question names; all where it names none. */
function asked<M extends Metric>(
  metrics: Record<string, M>,
  { subject, metrics: ids }: Pick<Ask, 'subject' | 'metrics'>,
): Record<string, M> {
  if (ids === undefined) return metrics
  return Object.fromEntries(
    ids.map((id) => {
      const metric = Object.hasOwn(metrics, id) ? metrics[id] : undefined
      if (metric === undefined) throw new TypeError(`${subject} have no metric ${id}`)
      return [id, metric]
    }),
  )
}

interface Found {
  total: Values | undefined
  before: Values | undefined
  buckets: Map<number, Values>
  slices: Map<string | null, Values>
}

/** From which day on each metric that needs something looks. Not told by as_of's date: never. */
function toldOf(
  metrics: Record<string, Metric>,
  reported: Reported,
  ask: Ask,
  default_timezone: string,
): Record<string, Told> {
  const today = localDay(default_timezone, ask.as_of)
  return Object.fromEntries(
    Object.entries(metrics).map(([id, { needs }]) => {
      const { day, missing } = toldSince(needs, reported)
      return [id, { day: day > today ? Infinity : day, reason: missing }]
    }),
  )
}

/** All values of a row, null where they are not told before its end, and what "nothing to count" is where it has none. */
function shown(
  metrics: Record<string, Metric>,
  told: Record<string, Told>,
  until: number,
  values: Values | undefined,
): Values {
  return Object.fromEntries(
    Object.entries(metrics).map(([id, { empty }]) => {
      if ((told[id]?.day ?? -Infinity) >= until) return [id, null]
      return [id, values === undefined ? empty : (values[id] ?? null)]
    }),
  )
}

async function valuesOf(
  db: Database,
  directory: Directory,
  ask: Ask,
  reported: Reported,
  told: Record<string, Told>,
): Promise<Found> {
  switch (ask.subject) {
    case 'nights': {
      const whole = { ...ask, period: wholeOf(ask), clock_since: reported.clock }
      return datedValues(
        asked(CATALOGUE.nights, ask),
        ask,
        told,
        nightRows(await readNights(db, directory, whole)),
      )
    }
    case 'automation':
      return datedValues(asked(CATALOGUE.automation, ask), ask, told, {
        rows: await readOwnerNights(db, directory, { ...ask, period: wholeOf(ask) }),
        homesOf: (night) => [night.property_id],
        persons: new Map(),
      })
    default:
      return sqlValues(db, directory, ask.subject, ask, reported)
  }
}

function nightRows(book: NightBook): Dated<Night> {
  return {
    rows: book.nights,
    homesOf: (night) => night.property_ids,
    persons: new Map(book.persons.map((person) => [person, () => book.nightsOf(person)])),
  }
}

const NEVER = 1_000_000

async function sqlValues(
  db: Database,
  directory: Directory,
  subject: 'turns' | 'incidents',
  ask: Ask,
  reported: Reported,
): Promise<Found> {
  const metrics = asked(CATALOGUE[subject], ask)
  const params: Params = {
    ...scopeParams(ask.scope, directory, wholeOf(ask).from, ask.period.until),
    as_of: ask.as_of,
    ...(ask.before === undefined ? {} : { period_from: ask.period.from, before_until: ask.before.until }),
    ...(subject === 'turns'
      ? await creditParams(db, directory, ask, reported)
      : stayParams(directory, ask, reported)),
  }
  for (const { needs } of Object.values(metrics)) {
    if (needs.length > 0)
      params[sinceParam(needs)] = Math.min(NEVER, Math.max(0, toldSince(needs, reported).day))
  }
  if (ask.before !== undefined && Object.values(metrics).some(({ also }) => also?.includes('stayed')))
    throw new TypeError('nights stayed are counted over one period: ask for the other one by itself')
  const statement = metricsStatement(subject, metrics, { ...ask, isCompared: ask.before !== undefined })
  const rows = await db.read<FrameRow>(statement, params)
  const found: Found = { total: undefined, before: undefined, buckets: new Map(), slices: new Map() }
  for (const row of rows) {
    const values: Values = Object.fromEntries(
      Object.keys(metrics).map((id) => [id, row[id] === null ? null : Number(row[id])]),
    )
    if (row.is_before === 1) {
      if (row.is_bucket === 0 && row.is_slice === 0) found.before = values
    } else if (row.is_bucket === 1) found.buckets.set(row.bucket, values)
    else if (row.is_slice === 0) found.total = values
    else if (row.rows > 0) found.slices.set(row.slice, values)
  }
  return found
}

/** Who was on shift when: for the answers of managers that name nobody. Asked for only where persons are. */
export async function creditParams(
  db: Database,
  directory: Directory,
  ask: Pick<Ask, 'by' | 'period' | 'as_of' | 'scope'>,
  reported: Reported,
): Promise<Params> {
  const spans: { person: string; from_at: number; until_at: number; is_planned: number; homes: string[] }[] =
    []
  if (ask.by === 'person') {
    const homes = ask.scope.unassigned ? null : ask.scope.homes.map((home) => home.property_id)
    const stretch = {
      from_at: (ask.period.from - 2) * DAY_MS,
      until_at: Math.min(ask.as_of, (ask.period.until + 400) * DAY_MS) + 1,
    }
    for (const shift of shiftsAt(await readShiftEvents(db, stretch, homes), directory, ask.as_of)) {
      const add = (span: { from_at: number; until_at: number } | null, is_planned: number) => {
        if (span !== null)
          spans.push({ ...span, person: shift.manager_id, is_planned, homes: shift.property_ids })
      }
      add(shift.planned, 1)
      for (const span of shift.clocked) add(span, 0)
    }
  }
  return {
    clock_since: reported.clock ?? NEVER,
    shift_person: spans.map(({ person }) => person),
    shift_from: spans.map(({ from_at }) => from_at),
    shift_until: spans.map(({ until_at }) => until_at),
    shift_is_planned: spans.map(({ is_planned }) => is_planned),
    shift_homes: spans.map(({ homes }) => homes),
  }
}

/** Up to which local date nights stayed count at each home: as_of's. */
export function stayParams(directory: Directory, ask: Pick<Ask, 'by' | 'as_of'>, reported: Reported): Params {
  const homes = [...directory.properties.keys()]
  return {
    nights_are_shared: ask.by !== null && ask.by !== 'property',
    nights_since: Math.min(NEVER, Math.max(0, toldSince(['incidents', 'stays'], reported).day)),
    dated_homes: homes,
    // one more, first: for homes that nobody has announced
    last_dates: ['', ...homes].map((home) => localDay(zoneOf(directory, home), ask.as_of)),
  }
}

/** What metrics without a statement are read over: rows with the local date (in days) to which they belong. */
interface Dated<Row> {
  rows: readonly Row[]
  homesOf: (row: Row) => readonly string[]
  /** the rows of each person's breakdown */
  persons: ReadonlyMap<string, () => readonly Row[]>
}

/** Each metric over the rows from the day on which what it needs is told. */
function datedValues<Row extends { date: number }>(
  metrics: Record<string, Metric & { value: (rows: readonly Row[]) => number | null }>,
  ask: Ask,
  told: Record<string, Told>,
  { rows: all, homesOf, persons }: Dated<Row>,
): Found {
  const within = ({ from, until }: Period) => all.filter((row) => row.date >= from && row.date < until)
  const rows = ask.before === undefined ? all : within(ask.period)
  const over = (some: readonly Row[]): Values =>
    Object.fromEntries(
      Object.entries(metrics).map(([id, { value, needs }]) => {
        const day = told[id]?.day ?? -Infinity
        return [id, value(needs.length === 0 ? some : some.filter((row) => row.date >= day))]
      }),
    )
  const found: Found = {
    total: over(rows),
    before: ask.before === undefined ? undefined : over(within(ask.before)),
    buckets: new Map(),
    slices: new Map(),
  }
  if (ask.every !== null) {
    for (const { from, until } of bucketsOf(ask.period, ask.every))
      found.buckets.set(from, over(rows.filter((row) => row.date >= from && row.date < until)))
  }
  if (ask.by === 'property') {
    for (const home of new Set(rows.flatMap(homesOf)))
      found.slices.set(home, over(rows.filter((row) => homesOf(row).includes(home))))
  }
  if (ask.by === 'person') for (const [person, own] of persons) found.slices.set(person, over(own()))
  return found
}
