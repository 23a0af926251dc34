import { sinceDate, type Reported } from '../capabilities.server.ts'
import type { Params } from '../db/client.server.ts'
import { zoneOf, type Directory } from '../directory/directory.ts'
import type { ScopeSql } from '../directory/gate.ts'
import { localDay } from '../time/zone.ts'
import { IS_WHOLE } from '../wholeness.ts'
import type { Beside } from './metric.ts'
import { blank, namedIn, written, type Columns, type NamedColumn } from './named-columns.ts'

/** What an incident is, as it stood at as_of; a column may name those above it, and those of its steps. */
const INCIDENT: Columns = {
  kind: "'incident'",
  property_id: 'property_id',
  incident_id: 'incident_id',
  date: 'date',
  happened_on: 'date',
  category: 'category',
  severity: 'severity',
  playbook: 'playbook',
  own_cause: 'own_cause',
  own_playbook: 'own_playbook',
  is_night: 'is_night',
  is_request: 'is_request',
  is_cancelled: 'is_cancelled',
  is_incident: 'is_incident',
  opened_at: 'opened_at',
  reported_at: 'reported_at',
  acknowledged_at: 'acknowledged_at',
  handled_at: 'handled_at',
  resolved_at: 'resolved_at',
  due_at: 'due_at',
  is_reopened: "has(action, 'reopened')",
  is_escalated: "has(action, 'escalated')",
  is_escalated_within_30m:
    "is_escalated and arrayFirst((at, step) -> step = 'escalated', at, action) <= reported_at + 1800000",
  is_owner_notified: "has(action, 'owner_notified')",
  is_own_notified: 'is_own_notified',
  acknowledge_s: 'least(2592000000, acknowledged_at - reported_at) / 1000',
  handling_is_due: 'is_incident and (handled_at > 0 or {as_of:Int64} > due_at)',
  handled_in_time: 'is_incident and handled_at between 1 and due_at',
  handle_s: 'least(2592000000, if(handled_at > 0, handled_at, {as_of:Int64}) - reported_at) / 1000',
  resolving_is_due: 'is_incident and (resolved_at > 0 or {as_of:Int64} > due_at)',
  resolved_in_time: 'is_incident and resolved_at between 1 and due_at',
  resolve_s: 'least(2592000000, if(resolved_at > 0, resolved_at, {as_of:Int64}) - reported_at) / 1000',
  is_logged_late:
    'opened_at - reported_at > 900000 or (resolved_at > 0 and resolved_at - opened_at <= 120000)',
  is_repeated: `arrayExists(
            (id, at) -> id != incident_id and at <= opened_at and opened_at - at <= 259200000, other_ids, other_times
        )`,
}

/** The same where nobody asked whether another was resolved before. */
const UNREPEATED: Columns = { ...INCIDENT, is_repeated: 'false' }

/** The steps of an incident that had been taken at as_of, from its facts. */
const steps = ({ at }: ScopeSql): Columns => ({
  property_id: 'property_id',
  incident_id: 'incident_id',
  date: 'intDiv(local_hour, 24)',
  category: 'category',
  severity: 'severity',
  is_night: 'is_night',
  opened_at: 'opened_at',
  reported_at: 'reported_at',
  is_request: 'toBool(is_request)',
  due_at: 'reported_at + 1000 * resolve_within_s',
  // what was seen at as_of is the beginning of what followed
  seen: 'arrayCount(at -> at <= {as_of:Int64}, step_at)',
  at: 'arraySlice(step_at, 1, seen)',
  action: 'arraySlice(step_action, 1, seen)',
  reopening: "arrayLastIndex(step -> step = 'reopened', action)",
  last_at: 'arraySlice(at, reopening + 1)',
  last_action: 'arraySlice(action, reopening + 1)',
  is_cancelled: "has(action, 'cancelled')",
  is_incident: 'not is_cancelled and not is_request',
  playbook: "arrayLast(name -> name != '', arraySlice(step_playbook, 1, seen))",
  own_playbook: `arrayLast((name, at) -> name != '' and ${at('at')}, arraySlice(step_playbook, 1, seen), at)`,
  own_cause: `arrayLast((name, at) -> name != '' and ${at('at')}, arraySlice(step_cause, 1, seen), at)`,
  is_own_notified: `arrayExists((at, step) -> step = 'owner_notified' and ${at('at')}, at, action)`,
  acknowledged_at: "arrayFirst((at, step) -> step in ('acknowledged', 'mitigated', 'resolved'), at, action)",
  handled_at: "arrayFirst((at, step) -> step in ('mitigated', 'resolved'), last_at, last_action)",
  resolved_at: "arrayLast((at, step) -> step = 'resolved', last_at, last_action)",
  other_ids: 'other_ids',
  other_times: 'other_times',
})

/** What a row that is no incident has of that; all else is nothing (blank). */
const OTHER = new Set(['kind', 'property_id', 'date', 'happened_on', 'category', 'is_night'])

/**
 * The rows that the metrics of incidents count, as they stood at as_of, of the homes and dates asked for: incidents, and
 * where `also` names them turns about trouble beside which no incident stands (unlogged), and nights stayed (stayed). Only
 * with `resolvings` it is known whether one is repeated, and only in a breakdown all nights stand in each row. Figures use
 * all that followed; what is told in words (own_…) is what was told on the days of the owner asked for.
 * @param wanted SQL: of the columns those that it names
 * @param isUneven homes differ in the day from which all is told of them: nights count from there on
 */
export function incidentRows(
  scope: ScopeSql,
  also: ReadonlySet<Beside>,
  {
    wanted,
    isBrokenDown = false,
    isUneven = false,
  }: { wanted: string; isBrokenDown?: boolean; isUneven?: boolean },
): string {
  const { homes, months, dates } = scope
  const isShared = isBrokenDown && also.has('stayed')
  const isRepeatedWanted = also.has('resolvings')
  const columns = namedIn(
    isRepeatedWanted ? INCIDENT : UNREPEATED,
    `${wanted} kind ${isShared ? 'property_id' : ''}`,
  )
  const own = namedIn(steps(scope), `${columns.map(([, formula]) => formula).join(' ')} opened_at date`)
  const others = [
    ...(also.has('unlogged') ? [unlogged({ homes, months, dates })] : []),
    ...(also.has('stayed') ? [stayed({ homes, dates })] : []),
  ]
  return `
    select
        *,
        ${isShared ? `uniqExactIf((property_id, date), kind = 'stayed' and date >= {nights_since:Int32}${isUneven ? ` and ${IS_WHOLE}` : ''}) over ()` : '0'} as nights_stayed
    from
    (
        select
            ${columns.map(written).join(',\n            ')}
        from
        (
            select
                ${own.map(written).join(',\n                ')}
            from incident_facts final
            ${isRepeatedWanted ? `left join (${resolvings(homes)}) as others using (property_id, category)` : ''}
            where ${homes} and ${months} and ${dates} and opened_at <= {as_of:Int64}
        )
        ${others.length === 0 ? '' : otherRows(columns, others)}
    )`
}

/** Rows that are no incidents, in the columns of those. */
function otherRows(columns: readonly NamedColumn[], others: readonly string[]): string {
  return `
        union all
        select
            ${columns.map(([name]) => written([name, OTHER.has(name) ? name : blank(name)])).join(',\n            ')}
        from (${others.join(' union all ')})`
}

/** Every resolving of the homes' incidents that are not cancelled, by home and category. */
function resolvings(homes: string): string {
  return `
    select property_id, category, groupArray(incident_id) as other_ids, groupArray(at) as other_times
    from
    (
        select property_id, category, incident_id, step_at, step_action
        from incident_facts final
        where ${homes}
            and not arrayExists((at, step) -> step = 'cancelled' and at <= {as_of:Int64}, step_at, step_action)
    )
    array join step_at as at, step_action as action
    where action = 'resolved' and at between ({from:Int32} - 5) * 86400000 and ({until:Int32} + 2) * 86400000
    group by property_id, category`
}

/** Turns on a trouble topic beside which, two hours before or after, no incident of the home stands. */
function unlogged({ homes, months, dates }: Omit<ScopeSql, 'at'>): string {
  return `
    select 'unlogged' as kind, property_id, date, happened_on, topic as category, is_night
    from
    (
        select property_id, date, intDiv(local_hour, 24) as happened_on, topic, opened_at, is_night
        from turn_facts final
        array join date, local_hour, topic, opened_at, is_night, dismissed_at
        where ${homes} and ${months} and ${dates} and property_id != '' and opened_at <= {as_of:Int64}
            and topic in ('lock', 'hot_water', 'heating', 'power', 'leak', 'noise')
            and not (dismissed_at between 1 and {as_of:Int64})
    ) as turns
    left join
    (
        select property_id, groupArray(reported_at) as reported, groupArray(opened_at) as opened
        from incident_facts final
        where ${homes}
            and not is_request and opened_at <= {as_of:Int64}
            and not arrayExists((at, step) -> step = 'cancelled' and at <= {as_of:Int64}, step_at, step_action)
        group by property_id
    ) as incidents using (property_id)
    where not arrayExists(at -> abs(at - opened_at) <= 7200000, arrayConcat(reported, opened))`
}

/** Each home and local date on which someone stayed, not after as_of's date there. */
function stayed({ homes, dates }: Pick<ScopeSql, 'homes' | 'dates'>): string {
  return `
    select distinct 'stayed' as kind, property_id, date, date as happened_on, '' as category, 0 as is_night
    from
    (
        select
            property_id,
            arrayJoin(range(
                greatest(check_in_date, {from:Int32}),
                greatest(check_in_date, {from:Int32}, least(check_out_date, {until:Int32}, last_date + 1))
            )) as date,
            {last_dates:Array(Int32)}[indexOf({dated_homes:Array(String)}, property_id) + 1] as last_date
        from stay_facts final
        where ${homes} and status not in ('cancelled', 'no_show')
    )
    where ${dates}`
}

/** Parameters of the rows above: up to which local date nights stayed count at each home, as_of's, and since when they do. */
export function stayParams(
  directory: Directory,
  query: { by: string | null; as_of: number },
  reported: Reported,
): Params {
  const homes = [...directory.properties.keys()]
  return {
    nights_are_shared: query.by !== null && query.by !== 'property',
    nights_since: sinceDate(['incidents', 'stays'], reported),
    dated_homes: homes,
    // one more, first: for homes that nobody has announced
    last_dates: ['', ...homes].map((home) => localDay(zoneOf(directory, home), query.as_of)),
  }
}

/** Dimension → column of the rows above. */
export const INCIDENT_DIMENSIONS = {
  property: 'property_id',
  category: 'category',
  severity: 'severity',
  cause: 'own_cause',
  playbook: 'own_playbook',
  time_of_day: "multiIf(kind = 'stayed', '', is_night = 1, 'night', 'day')",
} as const
