/** "Who and where": messages and marks as the directory, as it is known today, says that they are. */
import { zoneOf, type Directory } from './directory.ts'
import type { AccountEvent, ChatEvent, Facts, Message } from './events.ts'
import { inOrder } from './order.ts'
import { localDate } from './zone.ts'

/** "the last said of those whose since is the latest not after the message's local date (absent: always)" */
function inForce<Event extends AccountEvent | ChatEvent>(
  said: readonly Event[],
  dateIn: (event: Event) => string,
): Event | undefined {
  const begun = said.filter((event) => event.data.since === undefined || event.data.since <= dateIn(event))
  const latest = begun
    .map(({ data }) => data.since ?? '')
    .sort()
    .at(-1)
  return begun.findLast(({ data }) => (data.since ?? '') === latest)
}

/** "the last that was said of it, whatever its since": guest where nothing was. */
export function kindOfChat(facts: Facts, conversation_id: string): string {
  const said = facts.chats.filter(({ data }) => data.conversation_id === conversation_id)
  return said.at(-1)?.data.kind ?? 'guest'
}

function lookUp(facts: Facts, directory: Directory, message: Message): Message {
  const { time } = message
  const data = { ...message.data, author: { ...message.data.author } }
  const ofAccount = facts.accounts.filter(
    (event) => event.data.channel === data.channel && event.data.account === data.account,
  )
  const account = inForce(ofAccount, () => localDate(directory.default_timezone, time))
  if (account !== undefined) {
    const { is, id, shared } = account.data
    const isNamed = (is === 'manager' || is === 'bot') && shared !== true
    data.author = isNamed && id !== undefined ? { role: is, id } : { role: is }
  }
  if (data.account !== undefined) {
    const { role } = data.author
    if (role !== 'bot') delete data.handoff
    if (role !== 'manager' && role !== 'owner') delete data.holding
    if (role !== 'guest') delete data.needs_reply
    if (role !== 'automation') delete data.template
    if (role === 'guest') data.author = { role }
  }
  if (kindOfChat(facts, data.conversation_id) === 'ignore') data.author = { role: 'ignore' }
  const ofChat = facts.chats.filter((event) => event.data.conversation_id === data.conversation_id)
  const chat = inForce(ofChat, (event) => localDate(zoneOf(directory, event.data.property_id ?? null), time))
  if (chat?.data.property_id !== undefined) data.property_id = chat.data.property_id
  if (chat?.data.stay_id !== undefined) data.stay_id = chat.data.stay_id
  return { ...message, data }
}

/** Everything after this reads messages that are looked up; what is reported is read from what the events say themselves. */
export function lookedUp(facts: Facts, directory: Directory): Facts {
  return {
    ...facts,
    messages: facts.messages.map((message) => lookUp(facts, directory, message)).sort(inOrder),
    marks: facts.marks.filter(({ data }) => kindOfChat(facts, data.conversation_id) !== 'ignore'),
  }
}
