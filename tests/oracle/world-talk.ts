/** What is said in an invented world: conversations, messages, marks. */
import fc from 'fast-check'
import type { Teller } from './world.ts'
import { focusOf, oneOf, pick, rawTime, sometimes, timeIn, within2025 } from './world-times.ts'
import { DAY, HOUR, MINUTE, SECOND } from './zone.ts'

/** How often the messages of a conversation carry something: each, some, the last alone, none. */
const carried = oneOf('some', 'each', 'last', 'none')

const conversation = fc.record({
  channel: oneOf('telegram', 'avito', 'booking', 'airbnb', 'sutochno'),
  home: fc.nat(9),
  homeBy: carried,
  stay: fc.nat(5),
  stayBy: carried,
  guest: fc.nat(2),
  guestBy: carried,
  listing: sometimes(2, fc.nat(3)),
})

const flag = (share: number) => sometimes(share, fc.constant(true))

/** From the message of the same conversation that was told before. */
const soonAfter = fc.oneof(
  { weight: 3, arbitrary: oneOf(MINUTE, 4 * MINUTE, 9 * MINUTE, 12 * MINUTE, 25 * MINUTE, 50 * MINUTE) },
  { weight: 2, arbitrary: oneOf(0, 1, 5 * SECOND, 5 * SECOND + 1, 20 * SECOND) },
  { weight: 2, arbitrary: oneOf(10 * MINUTE, 10 * MINUTE + 1, 15 * MINUTE, 15 * MINUTE + 1) },
  { weight: 2, arbitrary: oneOf(30 * MINUTE, 30 * MINUTE + 1, HOUR, HOUR + 1, DAY, 30 * DAY, 30 * DAY + 1) },
)

const message = fc.record({
  at: rawTime,
  after: sometimes(6, soonAfter),
  conversation: fc.nat(4),
  role: fc.oneof(
    { weight: 9, arbitrary: fc.constant('guest') },
    { weight: 6, arbitrary: fc.constant('manager') },
    { weight: 2, arbitrary: oneOf('bot', 'owner', 'automation') },
  ),
  author: sometimes(8, fc.nat(2)),
  /** The source's own key for who wrote; whether the source says itself who it is. */
  account: sometimes(1, fc.nat(2)),
  isUnknown: fc.boolean(),
  kind: fc.oneof(
    { weight: 14, arbitrary: fc.constant(undefined) },
    { weight: 5, arbitrary: oneOf('text', 'note', 'voice', 'reaction', 'call', 'missed_call') },
  ),
  delivered: sometimes(1, fc.boolean()),
  handoff: flag(5),
  holding: flag(2),
  needs_reply: sometimes(2, fc.boolean()),
  language: sometimes(4, oneOf('en', 'ru', 'en-GB')),
  template: sometimes(
    7,
    oneOf('checkin_instructions', 'midstay_check', 'review_request', 'booking_confirmation', 'welcome_book'),
  ),
  topic: sometimes(6, oneOf('lock', 'wifi', 'heating', 'noise', 'check_in')),
  carriesHome: fc.boolean(),
  carriesStay: fc.boolean(),
  carriesGuest: fc.boolean(),
  /** Whom the contact card knows now, and another stay than the chat's. */
  otherGuest: sometimes(1, fc.nat(2)),
  otherStay: sometimes(1, fc.nat(4)),
  phone: sometimes(2, fc.constant(true)),
  offset: sometimes(1, oneOf(180, -300, 345)),
})

const mark = fc.record({
  at: rawTime,
  conversation: fc.nat(4),
  mark: fc.oneof(
    {
      weight: 8,
      arbitrary: oneOf('taken', 'answered_elsewhere', 'no_reply_needed', 'undelivered', 'deleted'),
    },
    { weight: 1, arbitrary: fc.constant('not_a_guest') },
  ),
  message: sometimes(7, fc.nat(40)),
  /** This word instead, about the first promise of an answer. */
  ofPromise: sometimes(8, oneOf('answered_elsewhere', 'answered_elsewhere', 'taken', 'no_reply_needed')),
  /** It is about the message, but names none. */
  isNameless: fc.boolean(),
  /** So long after the message that it is about: at once, about the deadline and the end of a promise, at last. */
  soon: sometimes(8, oneOf(MINUTE, 0, 1, 10 * MINUTE, 10 * MINUTE + 1, 25 * MINUTE, HOUR, DAY, DAY + 1, -1)),
  actor: oneOf(undefined, 'manager', 'manager', 'nobody', 'owner', 'bot'),
  person: fc.nat(2),
})

/** Somebody who writes at even distances in a conversation of its own, where nobody asks. */
const busy = fc.record({
  person: oneOf(0, 0, 1),
  home: fc.nat(8),
  every: oneOf(25, 29, 30, 61),
  hours: oneOf(11, 11, 3, 1),
})

export const talk = fc.record({
  conversations: fc.array(conversation, { minLength: 1, maxLength: 5 }),
  messages: fc.array(message, { minLength: 5, maxLength: 40, size: 'max' }),
  marks: fc.array(mark, { maxLength: 6, size: 'max' }),
  busy: sometimes(5, busy),
})
type Talk = typeof talk extends fc.Arbitrary<infer T> ? T : never

export function tellTalk(teller: Teller, raw: Talk): void {
  const { scene, name, tell } = teller
  const last = new Map(raw.messages.map((one, i) => [one.conversation % raw.conversations.length, i]))
  const previous = new Map<number, number>()
  const sent: { source: string; id: string; time: number; conversation: number; isPromise: boolean }[] = []
  raw.messages.forEach((one, i) => {
    const c = one.conversation % raw.conversations.length
    const chat = pick(raw.conversations, c)
    if (chat === undefined) return
    const carries = (by: string, often: boolean) =>
      by === 'each' || (by === 'some' && often) || (by === 'last' && last.get(c) === i)
    const stay =
      one.otherStay ?? (carries(chat.stayBy, one.carriesStay) && chat.stay < 5 ? chat.stay : undefined)
    const guest = one.otherGuest ?? (carries(chat.guestBy, one.carriesGuest) ? chat.guest : undefined)
    const staff = one.role === 'manager' || one.role === 'owner'
    const isOpen = one.account !== undefined
    const author = one.role === 'manager' || one.role === 'bot' ? one.author : undefined
    const before = previous.get(c)
    const time =
      before !== undefined && one.after !== undefined ? within2025(before + one.after) : timeIn(scene, one.at)
    previous.set(c, time)
    const members = {
      conversation_id: name('c', c),
      // 9: no home at all
      property_id:
        carries(chat.homeBy, one.carriesHome) && chat.home < 9 ? teller.home(chat.home) : undefined,
      // stay 4 is one that no stay event knows, 5 none at all
      stay_id: stay === undefined ? undefined : name('stay', stay),
      guest_id: guest === undefined ? undefined : name('guest', guest),
      listing_id: chat.listing === undefined ? undefined : name('listing', chat.listing),
      channel: chat.channel,
      author: {
        role: isOpen && one.isUnknown ? 'unknown' : one.role,
        id: author === undefined ? undefined : name(one.role === 'bot' ? 'bot' : 'm', author),
      },
      account: one.account === undefined ? undefined : name('account', one.account),
      kind: one.kind,
      delivered: one.delivered,
      handoff: isOpen || one.role === 'bot' ? one.handoff : undefined,
      holding: isOpen || staff ? one.holding : undefined,
      needs_reply: isOpen || one.role === 'guest' ? one.needs_reply : undefined,
      language: one.language,
      topic: one.topic,
      template: isOpen || one.role === 'automation' ? one.template : undefined,
    }
    const origin = one.phone === true ? 'phone' : 'crm'
    const isPromise = staff && one.holding === true
    sent.push({ ...tell('message', time, members, origin, one.offset), time, conversation: c, isPromise })
  })
  const { person, home, every, hours } = raw.busy ?? { person: 0, home: 0, every: 60, hours: 0 }
  for (let minutes = 0; minutes < hours * 60; minutes += every) {
    tell('message', within2025(focusOf(scene) + minutes * MINUTE), {
      conversation_id: name('c', 9),
      property_id: teller.home(home),
      channel: 'telegram',
      author: { role: 'manager', id: name('m', person) },
    })
  }
  raw.marks.forEach((one) => {
    const promise = one.ofPromise === undefined ? undefined : sent.find(({ isPromise }) => isPromise)
    const about = promise ?? (one.message === undefined ? undefined : pick(sent, one.message))
    const never = one.message === 40 ? { source: name('crm', 0), id: name('never', 0) } : undefined
    const named = about === undefined || one.isNameless ? undefined : { source: about.source, id: about.id }
    const soon = about !== undefined && one.soon !== undefined ? about.time + one.soon : undefined
    const id = one.actor === 'manager' ? name('m', one.person) : undefined
    const role = one.actor === 'nobody' ? 'manager' : one.actor
    const conversation = one.isNameless && about !== undefined ? about.conversation : one.conversation
    tell('mark', soon ?? timeIn(scene, one.at), {
      conversation_id: name('c', conversation % raw.conversations.length),
      mark: promise === undefined ? one.mark : one.ofPromise,
      message: never ?? named,
      actor: role === undefined ? undefined : { role, id },
    })
  })
}
