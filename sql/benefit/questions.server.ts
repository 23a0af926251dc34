import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { turnRows } from '../metrics/turn-rows.ts'
import type { Period } from '../time/period.ts'
import { SCOPE_SQL, scopeParams } from '../directory/gate.ts'
import type { Scope } from '../directory/scope.ts'
import { uncredited } from '../nights/shift-credit.server.ts'
import { IS_WHOLE, isUneven, wholeParams, type WholeFrom } from '../wholeness.ts'

/** Turns of one local date under one key of a breakdown, the dismissed ones left out. */
export interface Questions {
  /** local date to which they belong, and that on which they opened, days since 1970-01-01 */
  date: number
  happened_on: number
  /** null: without a breakdown, or of no key */
  key: string | null
  /** this and the next three: of homes and days of which messages and stays are told whole */
  turns: number
  /** of stays that were sent check-in instructions, and of those that were not */
  instructed: number
  uninstructed: number
  /** on topics that the instructions cover, opened after they were sent */
  covered: number
  /** answered by the manager's side, people or bot */
  night_answered: number
  off_hours_answered: number
  /** answered by its people */
  people_day: number
  people_night: number
}

/** Breakdown → the key of a turn; template: each that its stay had been sent when it opened. */
const KEYS: Record<string, string> = {
  property: '[property_id]',
  channel: '[channel]',
  topic: '[topic]',
  template: "if(empty(sent), [''], sent)",
}

/** Of turns. */
const COLUMNS = `property_id, thread_group, date, happened_on, opened_at, channel, topic, is_turn, is_answered, answered_role, is_night,
    is_off_hours`

/** The turns of the period, homes and dates of the scope, counted by date and key. */
export async function readQuestions(
  db: Database,
  directory: Directory,
  query: { period: Period; scope: Scope; as_of: number; by: string | null; told_whole: WholeFrom },
): Promise<Questions[]> {
  const { period, scope, as_of, by, told_whole } = query
  const whole = isUneven(told_whole) ? ` and ${IS_WHOLE}` : ''
  // in the session of pages, so that stays can be read meanwhile in the other one
  return db.read<Questions>(
    `select
        date,
        happened_on,
        nullIf(of, '') as key,
        countIf(true${whole}) as turns,
        countIf(instructed_at > 0${whole}) as instructed,
        countIf(startsWith(thread_group, 'stay:') and instructed_at = 0${whole}) as uninstructed,
        countIf(instructed_at > 0 and opened_at > instructed_at and has({covered_topics:Array(String)}, topic)${whole}) as covered,
        countIf(is_answered and answered_role in ('manager', 'bot') and is_night) as night_answered,
        countIf(is_answered and answered_role in ('manager', 'bot') and is_off_hours) as off_hours_answered,
        countIf(is_answered and answered_role = 'manager' and not is_night) as people_day,
        countIf(is_answered and answered_role = 'manager' and is_night) as people_night
    from
    (
        select
            *,
            arrayFirst((at, name) -> name = 'checkin_instructions' and at <= {as_of:Int64}, template_at, template) as instructed_at,
            arrayDistinct(arrayFilter((name, at) -> at < opened_at, template, template_at)) as sent
        from (${turnRows(SCOPE_SQL, new Set(), { wanted: COLUMNS })}) as turns
        left join
        (
            select property_id, concat('stay:', stay_id) as thread_group, template, template_at
            from service_facts final
            where ${SCOPE_SQL.homes} and notEmpty(template) and stay_id in
            (
                select substring(thread_group, 6)
                from turn_facts
                where ${SCOPE_SQL.homes} and ${SCOPE_SQL.months} and startsWith(thread_group, 'stay:')
            )
        ) as service using (property_id, thread_group)
    )
    array join ${by === null ? "['']" : (KEYS[by] ?? "['']")} as of
    where is_turn
    group by date, happened_on, of`,
    {
      ...scopeParams(scope, directory, period.from, period.until),
      as_of,
      covered_topics: directory.assumptions.covered_topics,
      ...uncredited(directory),
      ...(isUneven(told_whole) ? wholeParams(told_whole) : {}),
    },
  )
}
