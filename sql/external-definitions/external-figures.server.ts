import type { Database } from '../db/client.server.ts'
import { zoneOf, type Directory } from '../directory/directory.ts'
import { roleOf } from '../facts/who-and-where.ts'
import type { ListQuery } from '../lists/list-query.ts'
import { SCOPE_SQL, scopeParams } from '../directory/gate.ts'
import { requireScope } from '../directory/scope.ts'
import { firstInstant, localHourOf } from '../time/zone.ts'
import { countedAs, type Asked, type Counted } from './count.ts'
import { RULES, UNPUBLISHED, type Platform } from './rules.ts'
import { withStands } from '../standing.ts'

/** What others would say of the same period. */
export interface ExternalFigures {
  /** the platforms in whose channel a guest of these homes asked in the period */
  platforms: ({ platform: Platform } & Counted)[]
  /** names of booking sites without a published rule whose channel appears */
  unpublished: string[]
}

/** How far back the last ten messages are looked for, days. */
const LOOK_BACK_DAYS = 365

/** Counts the period as booking sites do, from what each sees: its own channel. */
export async function readExternalFigures(
  db: Database,
  directory: Directory,
  { period, scope, as_of }: Pick<ListQuery, 'period' | 'scope' | 'as_of'>,
): Promise<ExternalFigures> {
  requireScope(scope)
  const platforms = Object.keys(RULES) as Platform[]
  const rows = await db.readBulk<
    [string, string, number, number, string, number, number, number, LookedUp[]]
  >(
    `select
        channel, conversation_id, opened_at, dismissed_at between 1 and {as_of:Int64}, property_id,
        arrayFirst(at -> at >= opened_at, replies), first_at, date, looked_up
    from
    (
        select property_id, date, conversation_id, opened_at, dismissed_at, channel
        from turn_facts final
        array join date, conversation_id, opened_at, dismissed_at, channel
        where ${SCOPE_SQL.homes} and ${SCOPE_SQL.months} and ${SCOPE_SQL.dates} and opened_at <= {as_of:Int64}
            and channel in {channels:Array(String)}
    ) as turns
    left join
    (
        select
            conversation_id,
            toUnixTimestamp64Milli(minIf(at, account = '' and role = 'guest' and kind not in ('reaction', 'note'))) as first_at,
            arraySort(groupArrayIf(
                toUnixTimestamp64Milli(at),
                account = '' and role in ('manager', 'owner', 'bot') and delivered and kind not in ('reaction', 'missed_call', 'note')
                    and at <= fromUnixTimestamp64Milli({as_of:Int64})
            )) as replies,
            groupArrayIf((toUnixTimestamp64Milli(at), channel, account, role, kind, toUInt8(delivered)), account != '') as looked_up
        from ${withStands(
          'message_events',
          '*',
          `conversation_id in
        (
            select arrayJoin(conversation_id)
            from turn_facts final
            where ${SCOPE_SQL.homes} and ${SCOPE_SQL.months} and hasAny(channel, {channels:Array(String)})
        )`,
        )}
        where stands
        group by conversation_id
    ) as chats using (conversation_id)
    order by opened_at, conversation_id`,
    {
      ...scopeParams(scope, directory, period.from - LOOK_BACK_DAYS, period.until),
      as_of,
      channels: [...platforms, ...Object.keys(UNPUBLISHED)],
    },
  )
  const zone = directory.default_timezone
  const until_at = Math.min(as_of, firstInstant(zone, period.until, 0))
  const asked = new Map<string, Asked[]>()
  const inPeriod = new Set<string>()
  for (const [channel, chat, at, is_dismissed, home, replied, first, date, looked_up] of rows) {
    const is_in_period = date >= period.from
    const found = inLookedUp(looked_up, { directory, chat, at, as_of })
    const replied_at = earliest(replied, found.replied)
    if (is_in_period) inPeriod.add(channel)
    const one = {
      at,
      replied_at: replied_at === 0 ? null : replied_at,
      is_dismissed: is_dismissed === 1,
      is_first: at === earliest(first, found.first),
      is_in_period,
      is_working_hours: isWorkingHours(localHourOf(zoneOf(directory, home), at)),
    }
    const list = asked.get(channel)
    if (list === undefined) asked.set(channel, [one])
    else list.push(one)
  }
  return {
    platforms: platforms
      .filter((platform) => inPeriod.has(platform))
      .map((platform) => ({
        platform,
        ...countedAs(platform, asked.get(platform) ?? [], { until_at, as_of }),
      })),
    unpublished: Object.entries(UNPUBLISHED).flatMap(([channel, name]) =>
      inPeriod.has(channel) ? [name] : [],
    ),
  }
}

/** A message whose author the directory tells: at, channel, account, role, kind, delivered. */
type LookedUp = [number, string, string, string, string, number]

/** Of the chat's first question and of the first reply after one of them, those among its looked-up messages; 0: none. */
function inLookedUp(
  messages: readonly LookedUp[],
  { directory, chat, at, as_of }: { directory: Directory; chat: string; at: number; as_of: number },
): { first: number; replied: number } {
  const found = { first: 0, replied: 0 }
  for (const [sent_at, channel, account, own, kind, delivered] of messages) {
    const role = roleOf({ conversation_id: chat, channel, account, at: sent_at, role: own }, directory)
    if (kind === 'reaction' || kind === 'note') continue
    if (role === 'guest') found.first = earliest(found.first, sent_at)
    const isReply = ['manager', 'owner', 'bot'].includes(role) && kind !== 'missed_call' && delivered === 1
    if (isReply && sent_at >= at && sent_at <= as_of) found.replied = earliest(found.replied, sent_at)
  }
  return found
}

/** 0: there is none. */
function earliest(a: number, b: number): number {
  return a === 0 || b === 0 ? Math.max(a, b) : Math.min(a, b)
}

/** Monday to Friday, 09:00–18:00. */
function isWorkingHours(local_hour: number): boolean {
  const day = Math.floor(local_hour / 24)
  const hour = local_hour - day * 24
  return (day + 3) % 7 < 5 && hour >= 9 && hour < 18
}

/** Mean time to the first reply over the answered alone, seconds, as help desks count; null without one. */
export function meanOfAnswered(
  waits: readonly { opened_at: number; answered_at: number | null }[],
): number | null {
  const answered = waits.flatMap(({ opened_at, answered_at }) =>
    answered_at === null ? [] : [answered_at - opened_at],
  )
  if (answered.length === 0) return null
  return answered.reduce((sum, wait) => sum + wait, 0) / answered.length / 1000
}
