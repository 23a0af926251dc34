import { withFormer } from './metrics/former.ts'
import { fractionsOf, type Answer } from './read.server.ts'

/** An answer as it goes out as JSON: metrics that were renamed within the year by both names. */
export function byBothNames(answer: Answer): Answer {
  const both = <T>(values: Record<string, T>) => withFormer(answer.subject, values)
  const row = <R extends object>(one: R): R =>
    ({ ...both(one as Record<string, unknown>), of: both(fractionsOf(one)) }) as unknown as R
  return {
    ...answer,
    total: both(answer.total),
    of: both(answer.of),
    not_reported: both(answer.not_reported),
    nothing_to_count: both(answer.nothing_to_count),
    since: both(answer.since),
    ...(answer.series === undefined ? {} : { series: answer.series.map(row) }),
    ...(answer.by === undefined ? {} : { by: answer.by.map(row) }),
    ...(answer.before === undefined ? {} : { before: both(answer.before) }),
  }
}
