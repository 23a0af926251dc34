import { readBenefit } from './benefit/benefit.server.ts'
import { readReported, sinceDate, reportedSince, type Reported } from './capabilities.server.ts'
import type { Database, Params } from './db/client.server.ts'
import {
  datedRows,
  datedValues,
  figuresOf,
  firstDay,
  type Dated,
  type Figures,
  type Found,
  type Fractions,
  type Availability,
  type Values,
} from './aggregate.ts'
import type { Directory } from './directory/directory.ts'
import { metricsStatement, sinceParam, type FrameRow } from './frame.ts'
import { CATALOGUE, metricsOf, type Subject } from './metrics/index.ts'
import type { Metric, Telling } from './metrics/metric.ts'
import { readNights, type NightSet } from './nights/nights.server.ts'
import { compareBytes } from './order.ts'
import { readReviews } from './reviews/reviews.server.ts'
import { stayParams } from './metrics/incident-rows.ts'
import { reviewKey } from './metrics/reviews.ts'
import type { Night } from './nights/nights.ts'
import { bucketsOf, type Bucket, type Period } from './time/period.ts'
import { scopeParams } from './directory/gate.ts'
import { requireScope, type Scope } from './directory/scope.ts'
import { creditParams } from './nights/shift-credit.server.ts'
import { formatDay, localDay } from './time/zone.ts'
import { isUneven, wholeDay, wholeFrom, wholeParams, type WholeFrom } from './wholeness.ts'

/** A question: one subject, one period, one scope, at most one breakdown and one series. */
export interface MetricsQuery {
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
  /** share → its part and its whole: cases of cases, or seconds of seconds; none where it is not told */
  of: Fractions
  /** metric → the capability that is missing: why it is null */
  not_reported: Record<string, string>
  /** metric → why else its total is null: of what there is nothing to count */
  nothing_to_count: Record<string, string>
  since: Record<string, string>
  /** ratio → at how many of the homes it counts, where of others not all is told (docs/rules.md#told-in-part) */
  counted_at?: Record<string, readonly [homes: number, of: number]>
  /** each with its own `of`: fractionsOf() */
  series?: ({ from: string } & Values)[]
  by?: ({ key: string | null } & Values)[]
  /** of the period that it is compared with */
  before?: Values
  before_of?: Fractions
}

/**
 * Answers a question about one subject by its catalogue entries.
 * @throws TypeError where the question names a metric that the subject does not have, or comes without a scope
 */
export async function readMetrics(db: Database, directory: Directory, query: MetricsQuery): Promise<Answer> {
  requireScope(query.scope)
  const metrics: Record<string, Metric> = selectMetrics(metricsOf(query.subject), query)
  const reported = await readReported(db, directory)
  const availability = availabilityOf(metrics, reported, query, directory.default_timezone)
  return answerOf(query, metrics, availability, await foundOf(db, directory, query, reported, availability))
}

/** The same for nights, with the nights of the period themselves: they are read once. */
export async function readNightMetrics(
  db: Database,
  directory: Directory,
  query: MetricsQuery & { subject: 'nights' },
): Promise<{ answer: Answer; nights: Night[] }> {
  requireScope(query.scope)
  const metrics = selectMetrics(CATALOGUE.nights, query)
  const reported = await readReported(db, directory)
  const availability = availabilityOf(metrics, reported, query, directory.default_timezone)
  const book = await readNights(db, directory, {
    ...query,
    period: wholeOf(query),
    clock_since: reported.clock,
  })
  const found = datedValues(metrics, query, availability, nightInputs(book, query.period))
  return {
    answer: answerOf(query, metrics, availability, found),
    nights: book.nights.filter(({ date }) => date >= query.period.from && date < query.period.until),
  }
}

/** The period and the one that it is compared with, and what lies between them. */
function wholeOf({ period, before }: Pick<MetricsQuery, 'period' | 'before'>): Period {
  return before === undefined ? period : { from: before.from, until: period.until }
}

function answerOf(
  query: MetricsQuery,
  metrics: Record<string, Metric>,
  availability: Record<string, Availability>,
  found: Found,
): Answer {
  const { period } = query
  const answer: Answer = {
    subject: query.subject,
    from: formatDay(period.from),
    until: formatDay(period.until),
    as_of: new Date(query.as_of).toISOString(),
    property_ids: [...new Set(query.scope.homes.map((home) => home.property_id))].sort(compareBytes),
    ...shown(metrics, availability, period.until, found.total),
    not_reported: {},
    nothing_to_count: {},
    since: {},
  }
  for (const [id, { day, reason, counted_at }] of Object.entries(availability)) {
    if (day >= period.until && reason !== null) answer.not_reported[id] = reason
    else {
      if (day > firstDay(metrics[id] ?? {}, period)) answer.since[id] = formatDay(day)
      if (counted_at !== null) answer.counted_at = { ...answer.counted_at, [id]: counted_at }
    }
  }
  for (const [id, value] of Object.entries(answer.total)) {
    if (value === null && answer.not_reported[id] === undefined)
      answer.nothing_to_count[id] = metrics[id]?.none?.en ?? ''
  }
  if (query.before !== undefined) {
    const before = shown(metrics, availability, query.before.until, found.before)
    answer.before = before.total
    answer.before_of = before.of
  }
  if (query.every !== null) {
    answer.series = bucketsOf(period, query.every).map(
      ({ from, until }) =>
        ({
          from: formatDay(from),
          ...flat(shown(metrics, availability, until, found.buckets.get(from))),
        }) as unknown as { from: string } & Values,
    )
  }
  if (query.by !== null) {
    answer.by = [...found.slices]
      .sort(([a], [b]) =>
        a === null || b === null ? Number(a === null) - Number(b === null) : compareBytes(a, b),
      )
      .map(
        ([key, values]) =>
          ({ key, ...flat(shown(metrics, availability, period.until, values)) }) as unknown as {
            key: string | null
          } & Values,
      )
  }
  return answer
}

/** Those of the subject's metrics that the question names; all where it names none. */
function selectMetrics<M extends Metric>(
  metrics: Record<string, M>,
  { subject, metrics: ids }: Pick<MetricsQuery, 'subject' | 'metrics'>,
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

/** From which day on each metric that needs something looks. Not told by as_of's date: never. */
function availabilityOf(
  metrics: Record<string, Metric>,
  reported: Reported,
  query: MetricsQuery,
  default_timezone: string,
): Record<string, Availability> {
  const today = localDay(default_timezone, query.as_of)
  return Object.fromEntries(
    Object.entries(metrics).map(([id, { needs, ratio_of }]) => {
      const { day, missing } = reportedSince(needs, reported)
      const told = { day: day > today ? Infinity : day, reason: missing, counted_at: null }
      return [id, ratio_of === undefined ? told : wholeOnly(told, ratio_of, reported, { ...query, today })]
    }),
  )
}

/** The same of a ratio, which looks at homes and days alone of which all is told. */
function wholeOnly(
  told: Availability,
  ratio_of: readonly Telling[],
  { wholeness }: Reported,
  { scope, period: { until }, today }: Pick<MetricsQuery, 'scope' | 'period'> & { today: number },
): Availability {
  if (told.day >= until) return told
  const homes = [...new Set(scope.homes.map(({ property_id }) => property_id))]
  const places = scope.unassigned ? [...homes, ''] : homes
  const firstOf = (from: WholeFrom) => Math.min(...places.map((home) => wholeDay(from, home)))
  const from = wholeFrom(wholeness, ratio_of)
  const counted = homes.filter((home) => wholeDay(from, home) < until).length
  const first = firstOf(from)
  if (first < until && first <= today)
    return {
      ...told,
      day: Math.max(told.day, first),
      counted_at: counted < homes.length ? [counted, homes.length] : null,
    }
  const lacking = ratio_of.find((what) => firstOf(wholeness[what]) >= until) ?? ratio_of.at(-1)
  return { day: Infinity, reason: `whole ${lacking}`, counted_at: null }
}

/** From when on is told whole what the ratios among the metrics are of: those of a subject are of the same two. */
function toldWhole(metrics: Record<string, Metric>, { wholeness }: Reported): WholeFrom {
  const ratio = Object.values(metrics).find(({ ratio_of }) => ratio_of !== undefined)
  return wholeFrom(wholeness, ratio?.ratio_of ?? [])
}

/** All values of a row, null where they are not told before its end, and what "nothing to count" is where it has none. */
function shown(
  metrics: Record<string, Metric>,
  availability: Record<string, Availability>,
  until: number,
  figures: Figures | undefined,
): { total: Values; of: Fractions } {
  const shown: { total: Values; of: Fractions } = { total: {}, of: {} }
  for (const [id, { empty, unit, measures }] of Object.entries(metrics)) {
    const isAvailable = (availability[id]?.day ?? -Infinity) < until
    shown.total[id] = !isAvailable ? null : figures === undefined ? empty : (figures.values[id] ?? null)
    const isFraction = unit === 'share' && measures !== 'ratio'
    // where there is no row at all it is nothing of nothing
    const fraction = figures === undefined && isFraction ? ([0, 0] as const) : figures?.of[id]
    if (isAvailable && fraction !== undefined) shown.of[id] = fraction
  }
  return shown
}

function flat({ total, of }: { total: Values; of: Fractions }) {
  return { ...total, of }
}

/** Part and whole of the shares of a row of a series or a breakdown. */
export function fractionsOf(row: object): Fractions {
  return (row as { of?: Fractions }).of ?? {}
}

/** The values of such a row, without what it is of. */
export function valuesOf(row: Values): Values {
  return Object.fromEntries(
    Object.entries(row).filter(([id]) => id !== 'key' && id !== 'from' && id !== 'of'),
  )
}

async function foundOf(
  db: Database,
  directory: Directory,
  query: MetricsQuery,
  reported: Reported,
  availability: Record<string, Availability>,
): Promise<Found> {
  switch (query.subject) {
    case 'nights': {
      const whole = { ...query, period: wholeOf(query), clock_since: reported.clock }
      const book = await readNights(db, directory, whole)
      return datedValues(
        selectMetrics(CATALOGUE.nights, query),
        query,
        availability,
        nightInputs(book, query.period),
      )
    }
    case 'reviews':
      return reviewValues(db, directory, query, availability)
    case 'automation': {
      const metrics = selectMetrics(CATALOGUE.automation, query)
      const inputs = await readBenefit(db, directory, metrics, {
        ...query,
        whole: wholeOf(query),
        told_whole: toldWhole(metrics, reported),
      })
      return datedValues(metrics, query, availability, inputs)
    }
    default:
      return sqlValues(db, directory, query.subject, query, reported)
  }
}

function nightInputs(book: NightSet, period: Period): Dated<readonly Night[]> {
  const all = datedRows(book.nights, period, (night) => night.property_ids)
  const nightsOf = (person: string) => datedRows(book.nightsOf(person), period, () => []).within
  return {
    within: all.within,
    slices: (by) =>
      by === 'person' ? new Map(book.persons().map((person) => [person, nightsOf(person)])) : all.slices(by),
  }
}

/** Reviews are read back to where the first of the periods that a metric looks at begins. */
async function reviewValues(
  db: Database,
  directory: Directory,
  query: MetricsQuery,
  availability: Record<string, Availability>,
): Promise<Found> {
  const metrics = selectMetrics(CATALOGUE.reviews, query)
  const whole = wholeOf(query)
  const first =
    query.every === null && query.before === undefined ? query.period : { ...whole, until: whole.from }
  const from = Object.values(metrics).reduce(
    (earliest, metric) => Math.min(earliest, firstDay(metric, first)),
    whole.from,
  )
  const reviews = await readReviews(db, directory, {
    ...query,
    period: { from: Math.max(0, from), until: whole.until },
    withLater: Object.values(metrics).some(({ also }) => also === 'later'),
  })
  const inputs = datedRows(reviews, query.period, (review, by) => [reviewKey(review, by)])
  return datedValues(metrics, query, availability, inputs)
}

async function sqlValues(
  db: Database,
  directory: Directory,
  subject: 'turns' | 'incidents',
  query: MetricsQuery,
  reported: Reported,
): Promise<Found> {
  const metrics = selectMetrics(CATALOGUE[subject], query)
  const params: Params = {
    ...scopeParams(query.scope, directory, wholeOf(query).from, query.period.until),
    as_of: query.as_of,
    ...(query.before === undefined
      ? {}
      : { period_from: query.period.from, before_until: query.before.until }),
    ...(subject === 'turns'
      ? await creditParams(db, directory, query)
      : stayParams(directory, query, reported)),
  }
  for (const { needs } of Object.values(metrics)) {
    if (needs.length > 0) params[sinceParam(needs)] = sinceDate(needs, reported)
  }
  if (query.before !== undefined && Object.values(metrics).some(({ also }) => also?.includes('stayed')))
    throw new TypeError('nights stayed are counted over one period: ask for the other one by itself')
  const told_whole = toldWhole(metrics, reported)
  if (isUneven(told_whole)) Object.assign(params, wholeParams(told_whole))
  const statement = metricsStatement(subject, metrics, {
    ...query,
    isCompared: query.before !== undefined,
    isUneven: isUneven(told_whole),
  })
  const rows = await db.read<FrameRow>(statement, params)
  const found: Found = { total: undefined, before: undefined, buckets: new Map(), slices: new Map() }
  for (const row of rows) {
    const numberIn = (column: string) => (row[column] === null ? null : Number(row[column]))
    const figures = figuresOf(metrics, (id) =>
      `${id}_whole` in row
        ? { part: numberIn(`${id}_part`) ?? 0, whole: numberIn(`${id}_whole`) ?? 0 }
        : numberIn(id),
    )
    if (row.is_before === 1) {
      if (row.is_bucket === 0 && row.is_slice === 0) found.before = figures
    } else if (row.is_bucket === 1) found.buckets.set(row.bucket, figures)
    else if (row.is_slice === 0) found.total = figures
    else if (row.rows > 0) found.slices.set(row.slice, figures)
  }
  return found
}
