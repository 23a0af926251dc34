/** What the directory is to say: the accounts that wrote and the chats that there are, with what is said of them already. */
import type { Database } from '../db/client.server.ts'
import { accountKey, type AccountIs, type Chat, type Directory } from './directory.ts'

/** An account that messages came from; times in ms UTC. `said`: what is said of it, the last one last. */
export interface AccountToPlace {
  channel: string
  account: string
  messages: number
  conversations: number
  first_at: number
  last_at: number
  /** roles that its messages tell themselves */
  roles: string[]
  said: readonly AccountIs[]
}

/** A chat of which some messages carry an account, or of which something is said. */
export interface ChatToPlace {
  conversation_id: string
  channel: string
  messages: number
  first_at: number
  last_at: number
  /** homes that its turns have today, '' among them where they have none */
  homes: string[]
  said: Chat | undefined
}

/** Whether its messages count nowhere: nobody said whose it is, and some of them don't say it themselves. */
export function isLeftToPlace({ said, roles }: AccountToPlace): boolean {
  return said.length === 0 && roles.includes('unknown')
}

/** A chat of a guest that has no home, and of which nobody said anything. */
export function isHomeless({ said, homes }: ChatToPlace): boolean {
  return said === undefined && homes.includes('')
}

/** The accounts that are left to place. Costs next to nothing where no message is of somebody unknown. */
export async function accountsLeftToPlace(db: Database, directory: Directory): Promise<AccountToPlace[]> {
  const [any] = await db.readBulk<[number]>(
    "select 1 from message_events where role = 'unknown' and account != '' limit 1",
  )
  return any === undefined ? [] : (await readAccounts(db, directory)).filter(isLeftToPlace)
}

/** Those of which nothing is said first, of them those that wrote most. */
export async function readAccounts(db: Database, directory: Directory): Promise<AccountToPlace[]> {
  const rows = await db.readBulk<[string, string, number, number, number, number, string[]]>(
    `select
        channel, account, toUInt32(uniqExact(conversation_id, source, id)), toUInt32(uniqExact(conversation_id)),
        toUnixTimestamp64Milli(min(at)), toUnixTimestamp64Milli(max(at)), groupUniqArray(role)
    from message_events
    where account != ''
    group by channel, account`,
  )
  return rows
    .map(([channel, account, messages, conversations, first_at, last_at, roles]) => ({
      channel,
      account,
      messages,
      conversations,
      first_at,
      last_at,
      roles: roles.sort(),
      said: directory.accounts.get(accountKey(channel, account)) ?? [],
    }))
    .sort((a, b) => Math.min(1, a.said.length) - Math.min(1, b.said.length) || b.messages - a.messages)
}

/** Those without a home first, of them those with most messages. */
export async function readChats(db: Database, directory: Directory): Promise<ChatToPlace[]> {
  const rows = await db.readBulk<[string, string, number, number, number, string[]]>(
    `select
        conversation_id, any(channel), toUInt32(uniqExact(source, id)), toUnixTimestamp64Milli(min(at)), toUnixTimestamp64Milli(max(at)),
        any(homes)
    from message_events
    left join
    (
        select conversation_id, groupUniqArray(property_id) as homes
        from turn_facts final
        array join conversation_id
        group by conversation_id
    ) as placed using (conversation_id)
    where conversation_id in (select conversation_id from message_events where account != '')
        or conversation_id in {said:Array(String)}
    group by conversation_id`,
    { said: [...directory.chats.keys()] },
  )
  const isPlaced = ({ homes, said }: ChatToPlace) =>
    said !== undefined || (homes.length > 0 && !homes.includes('')) ? 1 : 0
  return rows
    .map(([conversation_id, channel, messages, first_at, last_at, homes]) => ({
      conversation_id,
      channel,
      messages,
      first_at,
      last_at,
      homes: homes.sort(),
      said: directory.chats.get(conversation_id),
    }))
    .sort((a, b) => isPlaced(a) - isPlaced(b) || b.messages - a.messages)
}

/** How an account writes, beside what AccountToPlace says: what a suggestion may rest on. */
export interface Habits {
  /** chats in which it wrote before anybody else */
  began: number
  /** chats of its channel in which somebody wrote from an account */
  channel_conversations: number
}

/** By accountKey(). */
export async function readHabits(db: Database): Promise<ReadonlyMap<string, Habits>> {
  const rows = await db.readBulk<[string, string, number, number]>(
    `select
        channel, account, toUInt32(uniqExactIf(conversation_id, account = first_account)), any(conversations)
    from message_events
    inner join
    (
        select conversation_id, argMin(account, (at, id)) as first_account from message_events group by conversation_id
    ) as firsts using (conversation_id)
    inner join
    (
        select channel, toUInt32(uniqExactIf(conversation_id, account != '')) as conversations
        from message_events
        group by channel
    ) as channels using (channel)
    where account != ''
    group by channel, account`,
  )
  return new Map(
    rows.map(([channel, account, began, channel_conversations]) => [
      accountKey(channel, account),
      { began, channel_conversations },
    ]),
  )
}
