import { DAY_MS } from '../time/zone.ts'

/** A review as it stood at as_of, with the service that its stay had got until it was written. */
export interface Review {
  review_id: string
  property_id: string
  /** local date on which it was first written, days since 1970-01-01 */
  date: number
  /** when it was first written, ms UTC */
  written_at: number
  platform: string
  /** BCP 47, '' where nobody told */
  language: string
  rating: number
  scale: number
  /** 1–5 */
  stars: number
  /** the same of the part communication; null where none is given */
  communication_stars: number | null
  /** the stay that it names, else the one it must be about; null: nobody can tell */
  stay_id: string | null
  /** null where nobody can tell the stay */
  service: Service | null
  /** median wait at its home in the 30 days after it, of other stays, seconds; null without one */
  later_wait_s: number | null
}

/** What a stay was given until a moment. */
export interface Service {
  /** turns that are not dismissed */
  turns: number
  /** over all of them but the waiting ones; null without one */
  wait_p50_s: number | null
  wait_max_s: number | null
  /** turns late or overdue, and those of them at night */
  late: number
  night_late: number
  /** neither cancelled nor requests */
  incidents: number
  /** all of them handled within the policy's time */
  handled_in_time: boolean
}

/** One turn of service_facts. Times in ms UTC, 0 where it has not happened. */
export interface ServedTurn {
  opened_at: number
  is_night: boolean
  due_at: number
  answered_at: number
  held_at: number
  dismissed_at: number
}

/** One incident of incident_facts. */
export interface MetIncident {
  opened_at: number
  due_at: number
  steps: readonly { at: number; action: string }[]
}

const seen = (time: number, at: number) => time > 0 && time <= at

/** What these turns and incidents were like at a moment (ms UTC). */
export function serviceAt(
  turns: readonly ServedTurn[],
  incidents: readonly MetIncident[],
  at: number,
): Service {
  const counted = turns.filter((turn) => turn.opened_at <= at && !seen(turn.dismissed_at, at))
  const due = counted.filter((turn) => seen(turn.answered_at, at) || at > turn.due_at)
  const waits = due.map(
    (turn) => Math.min(DAY_MS, (seen(turn.answered_at, at) ? turn.answered_at : at) - turn.opened_at) / 1000,
  )
  const late = due.filter(
    (turn) =>
      !seen(turn.answered_at, at) ||
      turn.answered_at > turn.due_at ||
      (turn.held_at > 0 && turn.held_at < at),
  )
  const met = incidents.filter((incident) => incident.opened_at <= at && !isCancelled(incident, at))
  return {
    turns: counted.length,
    wait_p50_s: median(waits),
    wait_max_s: waits.length === 0 ? null : Math.max(...waits),
    late: late.length,
    night_late: late.filter((turn) => turn.is_night).length,
    incidents: met.length,
    handled_in_time: met.every((incident) => {
      const handled_at = handledAt(incident, at)
      return handled_at > 0 && handled_at <= incident.due_at
    }),
  }
}

function isCancelled({ steps }: MetIncident, at: number): boolean {
  return steps.some((step) => step.action === 'cancelled' && step.at <= at)
}

/** The first mitigated or resolved that no reopened follows; 0 without one. */
function handledAt({ steps }: MetIncident, at: number): number {
  const happened = steps.filter((step) => step.at <= at)
  const reopening = happened.findLastIndex((step) => step.action === 'reopened')
  const handling = happened
    .slice(reopening + 1)
    .find(({ action }) => action === 'mitigated' || action === 'resolved')
  return handling?.at ?? 0
}

/** Between the two neighbours where there is no middle one; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  if (upper === undefined) return null
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper
  return lower + (upper - lower) / 2
}
