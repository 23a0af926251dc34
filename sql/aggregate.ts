import type { Fraction, Metric } from './metrics/metric.ts'
import { bucketsOf, type Bucket, type Period } from './time/period.ts'

export type Values = Record<string, number | null>

/** Part and whole of shares, by metric: cases of cases, seconds of seconds. */
export type Fractions = Record<string, readonly [part: number, whole: number]>

/** The values of metrics, and of those that are fractions what they are of. */
export interface Figures {
  values: Values
  of: Fractions
}

/** The figures of every part of an answer. */
export interface Found {
  total: Figures | undefined
  before: Figures | undefined
  buckets: Map<number, Figures>
  slices: Map<string | null, Figures>
}

/** What metrics came to, each a value or a fraction; a fraction over nothing has no value. */
export function figuresOf(
  metrics: Record<string, Metric>,
  found: (id: string) => number | null | Fraction,
): Figures {
  const figures: Figures = { values: {}, of: {} }
  for (const [id, { measures }] of Object.entries(metrics)) {
    const value = found(id)
    if (value === null || typeof value === 'number') figures.values[id] = value
    else {
      const { part, whole } = value
      figures.values[id] = whole === 0 ? null : part / whole
      figures.of[id] = measures === 'time' ? [part / 1000, whole / 1000] : [part, whole]
    }
  }
  return figures
}

export interface Availability {
  /** first local date (in days) that the metric looks at; Infinity: never */
  day: number
  reason: string | null
  /** at how many of the homes it counts, where of others not all is told; null: at all */
  counted_at: readonly [homes: number, of: number] | null
}

/**
 * What belongs to the local dates [from, until), in days, and happened on `since` or later: a turn of the small hours belongs
 * to the evening before.
 */
export type Within<Inputs> = (from: number, until: number, since: number) => Inputs

/** What metrics without a statement are read over: something that can be cut by local dates, and its slices. */
export interface Dated<Inputs> {
  within: Within<Inputs>
  slices: (by: string) => ReadonlyMap<string | null, Within<Inputs>>
}

/**
 * Rows that belong to a local date, and happened on another where they say so. `keysOf`: under which keys of a breakdown a
 * row stands.
 */
export function datedRows<Row extends { date: number; happened_on?: number }>(
  rows: readonly Row[],
  period: Period,
  keysOf: (row: Row, by: string) => readonly (string | null)[],
): Dated<readonly Row[]> {
  const cut =
    (some: readonly Row[]): Within<readonly Row[]> =>
    (from, until, since) =>
      some.filter((row) => row.date >= from && row.date < until && (row.happened_on ?? row.date) >= since)
  return {
    within: cut(rows),
    slices: (by) => {
      const keys = new Set(cut(rows)(period.from, period.until, -Infinity).flatMap((row) => keysOf(row, by)))
      return new Map([...keys].map((key) => [key, cut(rows.filter((row) => keysOf(row, by).includes(key)))]))
    },
  }
}

/** First local date (in days) that a metric over `days` looks at: that of the period, or so many before its end. */
export function firstDay({ days }: Pick<Metric, 'days'>, { from, until }: Period): number {
  return days === undefined ? from : until - days
}

/** Each metric over what happened from the day on which what it needs is told. */
export function datedValues<Inputs>(
  metrics: Record<string, Metric & { value: (inputs: Inputs) => number | null | Fraction }>,
  query: { period: Period; before?: Period | undefined; by: string | null; every: Bucket | null },
  availability: Record<string, Availability>,
  dated: Dated<Inputs>,
): Found {
  const over = (within: Within<Inputs>, period: Period): Figures => {
    const inputs = new Map<string, Inputs>()
    const cutAt = (from: number, since: number): Inputs => {
      const key = `${from} ${since}`
      let cut = inputs.get(key)
      if (cut === undefined) inputs.set(key, (cut = within(from, period.until, since)))
      return cut
    }
    return figuresOf(metrics, (id) => {
      const metric = metrics[id]
      return metric?.value(cutAt(firstDay(metric, period), availability[id]?.day ?? -Infinity)) ?? null
    })
  }
  const found: Found = {
    total: over(dated.within, query.period),
    before: query.before === undefined ? undefined : over(dated.within, query.before),
    buckets: new Map(),
    slices: new Map(),
  }
  if (query.every !== null)
    for (const bucket of bucketsOf(query.period, query.every))
      found.buckets.set(bucket.from, over(dated.within, bucket))
  if (query.by !== null)
    for (const [key, within] of dated.slices(query.by)) found.slices.set(key, over(within, query.period))
  return found
}
