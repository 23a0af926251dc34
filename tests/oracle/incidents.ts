/** "Fold an incident's events in order, from its first `opened` on". */
import { zoneOf } from './directory.ts'
import type { IncidentEvent } from './events.ts'
import { instant } from './events.ts'
import { groupBy } from './order.ts'
import type { Known } from './placed.ts'
import { isInNightHours, policyInForce, resolveWithin } from './policy.ts'
import type { Dimensions } from './turns.ts'
import { localDate, localTimeOfDay } from './zone.ts'

export interface Incident {
  /** The last that any of its events from the opening on carries, whenever; null: none does. */
  stay_id: string | null
  incident_id: string
  property_id: string
  category: string
  /** Categories extend_stay, late_check_out, early_check_in and documents. */
  request: boolean
  cancelled: boolean
  opened_at: number
  reported_at: number
  acknowledged_at: number | null
  handled_at: number | null
  resolved_at: number | null
  /** Every resolved, also one that was reopened later. */
  resolutions: number[]
  reopened: boolean
  escalated: boolean
  /** within 30 minutes of the report */
  escalatedSoon: boolean
  ownerNotified: boolean
  /** reported_at + the policy's time for the category. */
  limit: number
  /** The local date of opened_at. */
  date: string
  by: Dimensions
  /** From the opening on, in order. */
  events: readonly IncidentEvent[]
}

const REQUESTS = ['extend_stay', 'late_check_out', 'early_check_in', 'documents']

/** The last member of that name that any of the events carries; null: none does. */
function lastCarried(events: readonly IncidentEvent[], member: 'playbook' | 'cause'): string | null {
  return events.findLast(({ data }) => data[member] !== undefined)?.data[member] ?? null
}

function fold(known: Known, all: readonly IncidentEvent[]): Incident | null {
  // "what precedes it is ignored, a further `opened` changes nothing; without one the incident is not counted"
  const start = all.findIndex(({ data }) => data.action === 'opened')
  const events = all.slice(start)
  const [opened] = events
  if (start < 0 || opened === undefined) return null
  const { incident_id, property_id, category, severity, reported_at } = opened.data
  const opened_at = opened.time
  const is =
    (...actions: string[]) =>
    ({ data }: IncidentEvent) =>
      actions.includes(data.action)
  const sinceReopening = events.slice(events.findLastIndex(is('reopened')) + 1)
  const reported = reported_at === undefined ? opened_at : instant(reported_at)
  const policy = policyInForce(known.facts, property_id, opened_at)
  const later = known.facts.incidents.filter(({ data }) => data.incident_id === incident_id)
  const named = later.slice(later.indexOf(opened)).findLast(({ data }) => data.stay_id !== undefined)
  return {
    stay_id: named?.data.stay_id ?? null,
    incident_id,
    property_id,
    category,
    events,
    request: REQUESTS.includes(category),
    // "cancelled once is cancelled"
    cancelled: events.some(is('cancelled')),
    opened_at,
    // "its member of that name, else opened_at: the clock starts there"
    reported_at: reported,
    // "first acknowledged, mitigated or resolved"
    acknowledged_at: events.find(is('acknowledged', 'mitigated', 'resolved'))?.time ?? null,
    // "the first mitigated or resolved that no reopened follows"
    handled_at: sinceReopening.find(is('mitigated', 'resolved'))?.time ?? null,
    // "the last resolved that no reopened follows"
    resolved_at: sinceReopening.findLast(is('resolved'))?.time ?? null,
    resolutions: events.filter(is('resolved')).map(({ time }) => time),
    reopened: events.some(is('reopened')),
    escalated: events.some(is('escalated')),
    escalatedSoon: events.some((one) => is('escalated')(one) && one.time - reported <= 1_800_000),
    ownerNotified: events.some(is('owner_notified')),
    limit: reported + resolveWithin(policy, category),
    date: localDate(zoneOf(known.directory, property_id), opened_at),
    by: {
      property: property_id,
      category,
      severity: severity ?? 'normal',
      cause: lastCarried(events, 'cause'),
      playbook: lastCarried(events, 'playbook'),
      time_of_day: isInNightHours(policy, localTimeOfDay(zoneOf(known.directory, property_id), opened_at))
        ? 'night'
        : 'day',
    },
  }
}

/** Every incident that was opened by as_of, requests and cancelled ones too. */
export function readIncidents(known: Known, as_of: number): Incident[] {
  const seen = known.facts.incidents.filter(({ time }) => time <= as_of)
  return [...groupBy(seen, ({ data }) => data.incident_id).values()].flatMap((events) => {
    const incident = fold(known, events)
    return incident === null ? [] : [incident]
  })
}
