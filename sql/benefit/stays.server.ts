import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { LAST_DAY, type Period } from '../time/period.ts'
import { homeAndStay, readLinked, SURVEY } from '../reviews/reviews.server.ts'
import { SCOPE_SQL, scopeParams } from '../directory/gate.ts'
import { atAnyDate, type Scope } from '../directory/scope.ts'

/** A stay that was neither cancelled nor a no-show, with what the automation sent. */
export interface BenefitStay {
  property_id: string
  stay_id: string
  /** local date of its check_out, days since 1970-01-01 */
  date: number
  check_in_at: number
  check_out_at: number
  nights: number
  platform: string
  /** whether its guest had an earlier stay; null where no guest_id is told */
  is_return: boolean | null
  /** delivered automation messages that name a template, up to as_of, in order */
  sent: readonly { template: string; at: number; channel: string }[]
  /** channels in which its guest asked or was sent something, up to as_of */
  channels: readonly string[]
  /** of the stay at its home, the dismissed ones left out */
  turns: number
  /** whether its guest answered the survey; null: not read */
  is_surveyed: boolean | null
}

/** The same, and whether it belongs to a home and day of which messages and stays are told whole. */
export type CountedStay = BenefitStay & { is_whole: boolean }

export interface StayQuery {
  period: Period
  scope: Scope
  as_of: number
  /** whether to read is_surveyed, too: the reviews of the homes */
  withSurveys: boolean
}

/** The stays of the homes and dates of the scope whose check_out lies in the period, in order of check-out. */
export async function readBenefitStays(
  db: Database,
  directory: Directory,
  query: StayQuery,
): Promise<BenefitStay[]> {
  const { period, scope, as_of } = query
  const rows = await db.readBulk<
    [
      string,
      string,
      number,
      number,
      number,
      number,
      string,
      string,
      number,
      string[],
      number[],
      string[],
      string[],
      number,
    ]
  >(
    `select
        property_id, stay_id, check_out_date as date, check_in_at, check_out_at, check_out_date - check_in_date, platform,
        guest_id, is_return,
        arrayFilter((one, at) -> at <= {as_of:Int64}, template, template_at),
        arrayFilter(at -> at <= {as_of:Int64}, template_at),
        arrayFilter((one, at) -> at <= {as_of:Int64}, template_channel, template_at),
        arrayFilter((one, at) -> at <= {as_of:Int64}, channel, opened_at),
        toInt32(arrayCount(
            (opened, dismissed) -> opened <= {as_of:Int64} and not (dismissed between 1 and {as_of:Int64}), opened_at, dismissed_at
        ))
    from stay_facts final
    left join (select * from service_facts final where ${SCOPE_SQL.homes} and stay_id in (${STAY_IDS})) as service
        using (property_id, stay_id)
    where ${SCOPE_SQL.homes} and ${SCOPE_SQL.dates} and status not in ('cancelled', 'no_show')
    order by check_out_at, property_id, stay_id`,
    { ...scopeParams(scope, directory, period.from, period.until), as_of },
  )
  const surveyed = query.withSurveys ? await readSurveyed(db, directory, query) : null
  return rows.map(
    ([
      property_id,
      stay_id,
      date,
      check_in_at,
      check_out_at,
      nights,
      platform,
      guest_id,
      is_return,
      ...arrays
    ]) => {
      const [templates, times, channels, asked, turns] = arrays
      return {
        property_id,
        stay_id,
        date,
        check_in_at,
        check_out_at,
        nights,
        platform,
        is_return: guest_id === '' ? null : is_return === 1,
        sent: templates.map((template, index) => ({
          template,
          at: times[index] ?? 0,
          channel: channels[index] ?? '',
        })),
        channels: [...new Set([...channels, ...asked])],
        turns,
        is_surveyed: surveyed?.has(homeAndStay(property_id, stay_id)) ?? null,
      }
    },
  )
}

const STAY_IDS = `
            select stay_id
            from stay_facts
            where ${SCOPE_SQL.homes} and check_out_date >= {from:Int32} and check_out_date < {until:Int32}`

/** Stays of which a survey was answered, whenever, at their own home: homeAndStay(). */
async function readSurveyed(
  db: Database,
  directory: Directory,
  { scope, as_of }: StayQuery,
): Promise<Set<string>> {
  const { stayOf } = await readLinked(db, directory, {
    period: { from: 0, until: LAST_DAY },
    scope: atAnyDate(scope),
    as_of,
    platform: SURVEY,
  })
  return new Set(
    [...stayOf].flatMap(([{ property_id }, stay]) => (stay === null ? [] : [homeAndStay(property_id, stay)])),
  )
}
