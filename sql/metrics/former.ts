import type { Subject } from './index.ts'

/**
 * What metrics were called before. For a year JSON and CSV answer by both names, the command `metric` and sealed months for
 * good. `part` stands in the ids of all forms of a metric, such as communication_resolution_lift_low.
 */
const FORMER: readonly { subject: Subject; part: string; now: string; until: string }[] = [
  // it counts where the guest was helped in time, not where the case was resolved
  { subject: 'reviews', part: 'resolution_lift', now: 'handled_in_time_lift', until: '2027-11-29' },
]

/** What a metric is called now, and until when it is answered by its former name; null where it never had that name. */
export function renamedTo(id: string): { id: string; until: string } | null {
  const found = FORMER.find(({ part }) => id.includes(part))
  return found === undefined ? null : { id: id.replace(found.part, found.now), until: found.until }
}

/** Former id → id, of those of a subject's ids that are still answered by both. */
export function formerIds(subject: Subject, ids: readonly string[]): Map<string, string> {
  return new Map(
    FORMER.filter((one) => one.subject === subject).flatMap(({ part, now }) =>
      ids.filter((id) => id.includes(now)).map((id): [string, string] => [id.replace(now, part), id]),
    ),
  )
}

/** A record by metric id, with the former names of what it holds beside them. */
export function withFormer<T>(subject: Subject, values: Record<string, T>): Record<string, T> {
  const former = formerIds(subject, Object.keys(values))
  if (former.size === 0) return values
  return { ...values, ...Object.fromEntries([...former].map(([then, now]) => [then, values[now] as T])) }
}

/** A record by metric id that may be of before, by the ids of now. */
export function byCurrentId<T>(subject: Subject, values: Record<string, T>): Record<string, T> {
  const current = (id: string) => {
    const found = FORMER.find((one) => one.subject === subject && id.includes(one.part))
    return found === undefined ? id : id.replace(found.part, found.now)
  }
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [current(id), value]))
}
