import { readReported } from '../capabilities.server.ts'
import type { Database } from '../client.server.ts'
import type { Directory } from '../directory.ts'
import { turnRows } from '../metrics/turn-rows.ts'
import type { Period } from '../period.ts'
import { creditParams } from '../read.server.ts'
import { SCOPE_SQL, scopeParams, type Scope } from '../scope.ts'

/** Turns of one local date under one key of a breakdown, the dismissed ones left out. */
export interface Questions {
  /** local date on which they opened, days since 1970-01-01 */
  date: number
  /** null: without a breakdown, or of no key */
  key: string | null
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

/** The turns of the period, homes and dates of the scope, counted by date and key. */
export async function readQuestions(
  db: Database,
  directory: Directory,
  ask: { period: Period; scope: Scope; as_of: number; by: string | null },
): Promise<Questions[]> {
  const { period, scope, as_of, by } = ask
  const reported = await readReported(db, directory)
  const rows = await db.readBulk<[number, string, ...number[]]>(
    `select
        date, key,
        count(),
        countIf(instructed_at > 0),
        countIf(startsWith(unit, 'stay:') and instructed_at = 0),
        countIf(instructed_at > 0 and opened_at > instructed_at and has({covered_topics:Array(String)}, topic)),
        countIf(is_answered and answered_role in ('manager', 'bot') and is_night),
        countIf(is_answered and answered_role in ('manager', 'bot') and is_off_hours),
        countIf(is_answered and answered_role = 'manager' and not is_night),
        countIf(is_answered and answered_role = 'manager' and is_night)
    from
    (
        select
            *,
            arrayFirst((at, name) -> name = 'checkin_instructions' and at <= {as_of:Int64}, template_at, template) as instructed_at,
            arrayDistinct(arrayFilter((name, at) -> at < opened_at, template, template_at)) as sent
        from (${turnRows(SCOPE_SQL, new Set())}) as turns
        left join
        (
            select property_id, concat('stay:', stay_id) as unit, template, template_at
            from service_facts final
            where ${SCOPE_SQL.homes} and notEmpty(template) and stay_id in
            (
                select substring(unit, 6)
                from turn_facts
                where ${SCOPE_SQL.homes} and ${SCOPE_SQL.months} and startsWith(unit, 'stay:')
            )
        ) as service using (property_id, unit)
    )
    array join ${by === null ? "['']" : (KEYS[by] ?? "['']")} as key
    where is_turn
    group by date, key`,
    {
      ...scopeParams(scope, directory, period.from, period.until),
      ...{ as_of, covered_topics: directory.assumptions.covered_topics },
      ...(await creditParams(db, directory, { ...ask, by: null }, reported)),
    },
  )
  return rows.map(([date, key, ...counts]) => {
    const [turns, instructed, uninstructed, covered, ...answered] = counts
    const [night_answered, off_hours_answered, people_day, people_night] = answered
    return {
      ...{ date, key: key === '' ? null : key },
      ...{ turns: turns ?? 0, instructed: instructed ?? 0 },
      ...{ uninstructed: uninstructed ?? 0, covered: covered ?? 0 },
      ...{ night_answered: night_answered ?? 0, off_hours_answered: off_hours_answered ?? 0 },
      ...{ people_day: people_day ?? 0, people_night: people_night ?? 0 },
    }
  })
}
