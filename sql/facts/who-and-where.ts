/** Who wrote a message, and what its chat is about: looked up in the directory as it is today (docs/rules.md#who-and-where). */
import { accountKey, zoneOf, type AccountIs, type ChatIs, type Directory } from '../directory/directory.ts'
import { localDay } from '../time/zone.ts'
import type { Mark, Message } from './message.ts'

/** What is looked up of a message. */
type Open = Pick<Message, 'conversation_id' | 'channel' | 'account' | 'at'>

/** The message as the directory says it is; itself where that says nothing of it. */
export function lookedUp<M extends Message>(message: M, directory: Directory): M {
  const chat = directory.chats.get(message.conversation_id)
  if (message.account === '' && chat === undefined) return message
  const found = { ...message }
  const account = accountAt(directory, message)
  if (account !== undefined) {
    found.role = account.role
    found.author_id = account.id
  }
  if (message.account !== '') keepWhatItMeans(found)
  if (chat === undefined) return found
  if (chat.kind === 'ignore') found.role = 'ignore'
  const about = latestAt(chat.versions, (one) => localDay(zoneOf(directory, one.property_id), message.at))
  if (about !== undefined) {
    found.property_id = about.property_id || found.property_id
    found.stay_id = about.stay_id || found.stay_id
  }
  return found
}

/** The role that a message has today; its own where the directory says nothing of its account. */
export function roleOf(message: Open & Pick<Message, 'role'>, directory: Directory): string {
  if (directory.chats.get(message.conversation_id)?.kind === 'ignore') return 'ignore'
  return accountAt(directory, message)?.role ?? message.role
}

/** Whose message it is or, by anything that was ever said of its account, can have been. */
export function everyAuthor(message: Message, directory: Directory): { role: string; author_id: string }[] {
  const said =
    message.account === '' ? undefined : directory.accounts.get(accountKey(message.channel, message.account))
  return [message, ...(said ?? []).map(({ role, id }) => ({ role, author_id: id }))]
}

/** The homes, or stays, that were ever said of a chat. */
export function everySaid(
  directory: Directory,
  conversation_id: string,
  member: 'property_id' | 'stay_id',
): string[] {
  const versions = directory.chats.get(conversation_id)?.versions ?? []
  return versions.map((one) => one[member]).filter((id) => id !== '')
}

/** Chats of which it was ever said that they are about one of these. */
export function chatsAbout(
  directory: Directory,
  member: 'property_id' | 'stay_id',
  ids: ReadonlySet<string>,
): string[] {
  return [...directory.chats]
    .filter(([, { versions }]) => versions.some((one) => ids.has(one[member])))
    .map(([conversation]) => conversation)
}

/** Whether a chat is a guest's, as far as the directory says. */
export function isGuests(directory: Directory, conversation_id: string): boolean {
  return (directory.chats.get(conversation_id)?.kind ?? 'guest') === 'guest'
}

/** Marks without those of chats that count nowhere. */
export function marksThatCount(marks: readonly Mark[], directory: Directory): Mark[] {
  return marks.filter(({ conversation_id }) => directory.chats.get(conversation_id)?.kind !== 'ignore')
}

function accountAt(directory: Directory, message: Open): AccountIs | undefined {
  const said =
    message.account === '' ? undefined : directory.accounts.get(accountKey(message.channel, message.account))
  return said && latestAt(said, () => localDay(directory.default_timezone, message.at))
}

/** The one that began last, not after the day; of equal ones the one said last. */
function latestAt<One extends AccountIs | ChatIs>(
  said: readonly One[],
  dayOf: (one: One) => number,
): One | undefined {
  let found: One | undefined
  for (const one of said) {
    if (found !== undefined && one.since < found.since) continue
    if (one.since <= dayOf(one)) found = one
  }
  return found
}

/** As at the door (pipelines/events/message.ts): what is said of others than this author has no meaning. */
function keepWhatItMeans(message: Message): void {
  const { role } = message
  message.handoff &&= role === 'bot'
  message.holding &&= role === 'manager' || role === 'owner'
  message.needs_reply &&= role === 'guest'
  if (role !== 'automation') message.template = ''
  if (role === 'guest') message.author_id = ''
}
