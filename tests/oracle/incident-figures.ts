/** The table of "Incidents: how long trouble lasts". */
import { zoneOf } from './directory.ts'
import { readIncidents, type Incident } from './incidents.ts'
import { percentile, share } from './numbers.ts'
import { groupBy } from './order.ts'
import type { Known } from './placed.ts'
import type { Period, Values } from './scope.ts'
import { isWithin } from './scope.ts'
import { readTurns, type Dimensions, type Turn } from './turns.ts'
import { addDays, DAY, HOUR, localDate, MINUTE } from './zone.ts'

export interface IncidentSet {
  as_of: number
  /** Of the homes and dates asked for. */
  incidents: Incident[]
  /** Turns on trouble topics that no incident stands beside. */
  unlogged: { property_id: string | null; date: string; opened_on: string; by: Dimensions }[]
  /** Home and local date, each once. */
  nightsStayed: { property_id: string; date: string }[]
  /** Incidents with an earlier one of the same home and category. */
  repeated: ReadonlySet<Incident>
}

const TROUBLE = ['lock', 'hot_water', 'heating', 'power', 'leak', 'noise']

/**
 * "turns (not dismissed) with a home on a trouble topic …, without an incident of that home, of whatever category
 * but no request and not cancelled, whose reported_at or opened_at lies within 2 h before or after the turn's
 * opening"
 */
function isUnlogged(turn: Turn, ofHome: ReadonlyMap<string, Incident[]>): boolean {
  if (turn.state === 'dismissed' || turn.property_id === null) return false
  if (turn.by.topic == null || !TROUBLE.includes(turn.by.topic)) return false
  const near = (at: number) => Math.abs(at - turn.opened_at) <= 2 * HOUR
  return !(ofHome.get(turn.property_id) ?? []).some(
    (incident) =>
      !incident.request && !incident.cancelled && (near(incident.reported_at) || near(incident.opened_at)),
  )
}

/**
 * "incidents of whose home and category another, of any time and not cancelled, has a resolved (also one that was
 * reopened later) in the 72 h up to opened_at"
 */
function isRepeated(incident: Incident, ofHome: ReadonlyMap<string, Incident[]>): boolean {
  return (ofHome.get(incident.property_id) ?? []).some(
    (other) =>
      other !== incident &&
      other.category === incident.category &&
      !other.cancelled &&
      other.resolutions.some((at) => at <= incident.opened_at && incident.opened_at - at <= 3 * DAY),
  )
}

/**
 * "nights stayed: pairs of home and local date d …, not after as_of's, with check_in's date ≤ d < check_out's date
 * of a stay neither cancelled nor no_show, each pair once"
 */
function nightsStayed(known: Known, as_of: number): { property_id: string; date: string }[] {
  const pairs = new Map<string, { property_id: string; date: string }>()
  for (const { property_id, status, check_in_date, check_out_date } of known.stays.values()) {
    if (status === 'cancelled' || status === 'no_show') continue
    const last = localDate(zoneOf(known.directory, property_id), as_of)
    for (let date = check_in_date; date < check_out_date && date <= last; date = addDays(date, 1)) {
      pairs.set(JSON.stringify([property_id, date]), { property_id, date })
    }
  }
  return [...pairs.values()]
}

export function readIncidentBook(known: Known, as_of: number): IncidentSet {
  const incidents = readIncidents(known, as_of)
  const ofHome = groupBy(incidents, ({ property_id }) => property_id)
  return {
    as_of,
    incidents,
    unlogged: readTurns(known, as_of)
      .filter((turn) => isUnlogged(turn, ofHome))
      .map((turn) => ({
        ...turn,
        by: {
          property: turn.property_id,
          category: turn.by.topic ?? null,
          time_of_day: turn.night ? 'night' : 'day',
        },
      })),
    nightsStayed: nightsStayed(known, as_of),
    repeated: new Set(incidents.filter((incident) => isRepeated(incident, ofHome))),
  }
}

/** "opened more than 15 minutes after reported_at, or resolved within 2 minutes of opened_at" */
function isLoggedLate({ opened_at, reported_at, resolved_at }: Incident): boolean {
  return (
    opened_at - reported_at > 15 * MINUTE || (resolved_at !== null && resolved_at - opened_at <= 2 * MINUTE)
  )
}

/** "every duration of an incident counts with at most 2 592 000 s (30 days)" */
function atMost30Days(duration: number): number {
  return Math.min(duration, 30 * DAY)
}

/**
 * handled_at (or resolved_at) − reported_at; "an unhandled one past its time counts with as_of − reported_at";
 * "handled within the policy's time for the category / (handled + unhandled past their time)".
 */
function done(incidents: readonly Incident[], moment: 'handled_at' | 'resolved_at', as_of: number) {
  const over = incidents.filter((incident) => incident[moment] !== null || as_of > incident.limit)
  const inTime = over.filter((incident) => {
    const at = incident[moment]
    return at !== null && at <= incident.limit
  })
  const durations = over.map((incident) => atMost30Days((incident[moment] ?? as_of) - incident.reported_at))
  return {
    p50: percentile(durations, 0.5),
    p90: percentile(durations, 0.9),
    inTimeShare: share(inTime.length, over.length),
  }
}

/** All metrics of the table over what is given; `nights` is what per_100_nights divides by. */
export function incidentFigures(book: IncidentSet, nights: number): Values {
  const { as_of } = book
  // "requests are in no other incident metric, `cancelled` neither"
  const requests = book.incidents.filter(({ request, cancelled }) => request && !cancelled)
  const trouble = book.incidents.filter(({ request }) => !request)
  // "Cancelled incidents are left out of all but `cancelled`."
  const incidents = trouble.filter(({ cancelled }) => !cancelled)
  const count = (fits: (incident: Incident) => boolean) => incidents.filter(fits).length
  const acknowledged = incidents.flatMap(({ acknowledged_at, reported_at }) =>
    acknowledged_at === null ? [] : [atMost30Days(acknowledged_at - reported_at)],
  )
  const handled = done(incidents, 'handled_at', as_of)
  const resolved = done(incidents, 'resolved_at', as_of)
  return {
    incidents: incidents.length,
    open: count(({ resolved_at }) => resolved_at === null),
    resolved: count(({ resolved_at }) => resolved_at !== null),
    cancelled: trouble.length - incidents.length,
    reopened: count(({ reopened }) => reopened),
    requests: requests.length,
    escalated: count(({ escalated }) => escalated),
    escalated_within_30m_share: share(
      count(({ escalatedSoon }) => escalatedSoon),
      count(({ escalated }) => escalated),
    ),
    acknowledge_p50_s: percentile(acknowledged, 0.5),
    acknowledge_p90_s: percentile(acknowledged, 0.9),
    handle_p50_s: handled.p50,
    handle_p90_s: handled.p90,
    handled_in_time_share: handled.inTimeShare,
    resolve_p50_s: resolved.p50,
    resolve_p90_s: resolved.p90,
    resolved_in_time_share: resolved.inTimeShare,
    owner_disturbed_share: share(
      count(({ ownerNotified }) => ownerNotified),
      incidents.length,
    ),
    playbook_share: share(
      count(({ by }) => by.playbook !== null),
      incidents.length,
    ),
    logged_late: count(isLoggedLate),
    unlogged_trouble: book.unlogged.length,
    repeated: count((incident) => book.repeated.has(incident)),
    per_100_nights: share(100 * incidents.length, nights),
  }
}

/** What of the book lies within the period and fits the homes asked for. */
export function incidentsWithin(
  book: IncidentSet,
  period: Period,
  fits: (home: string | null, date: string) => boolean,
): IncidentSet {
  const counts = (one: { property_id: string | null; date: string; opened_on?: string }) =>
    isWithin(period, one.date, one.opened_on) && fits(one.property_id, one.date)
  return {
    ...book,
    incidents: book.incidents.filter(counts),
    unlogged: book.unlogged.filter(counts),
    nightsStayed: book.nightsStayed.filter(counts),
  }
}
