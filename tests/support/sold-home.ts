/**
 * Owner A's months, with and without owner B's data. A sells `sold` to B on 15 March 2025 and buys `bought` from him on the
 * 20th. Every string of B begins with zzb. What A's figures rest on by docs/rules.md stands in both: the sales, the answer and
 * the help that came after the sale, B's hours of the morning after A's last night; there only names and words differ.
 */
import {
  bot,
  everythingReported,
  guest,
  incident,
  lead,
  manager,
  mark,
  message,
  moment,
  note,
  owner,
  planned,
  policy,
  property,
  review,
  shift,
  stay,
  type TestEvent,
} from './events.ts'
import { randomOf } from './questions.ts'

export const A = 'yya-owner'
export const B = 'zzb-owner'
export const SENTINEL = 'zzb'
/** until when A had the one, from when he has the other */
export const SALE = '2025-03-15'
export const PURCHASE = '2025-03-20'

const managed = { managed_from: '2025-02-01' }
const home = (id: string, data = {}, time?: string) =>
  property({ property_id: id, name: `Home ${id}`, ...managed, ...data }, time)
const by = (id: string) => ({ actor: { role: 'manager', id } })

/** Two months of an owner's guests: chats, bots, calls, stays, reviews. @param hours in which guests write, by day and at night */
function guests(of: {
  side: 'yya' | 'zzb'
  home: string
  /** local dates, half-open */
  days: [from: string, until: string]
  hours: readonly string[]
  random: () => number
}): TestEvent[] {
  const { side, home: property_id, hours, random } = of
  const [from = 0, until = 0] = of.days.map((day) => Date.parse(day) / 86_400_000)
  const events: TestEvent[] = []
  const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
  for (let day = from; day + 4 < until; day += 5) {
    const stay_id = `${side}-${property_id}-${day}`
    const of_stay = {
      property_id,
      stay_id,
      conversation_id: `${side}-${property_id}-c${day}`,
      guest_id: `${side}-g${day % 3}-${property_id}`,
    }
    events.push(
      stay(dateOf(day), dateOf(day + 4), {
        ...of_stay,
        platform: `${side}_site`,
        conversation_id: undefined,
      }),
      message('automation', `${dateOf(day)} 09:00`, { ...of_stay, template: 'checkin_instructions' }),
    )
    for (const hour of hours) {
      if (random() < 0.5) continue
      const date = dateOf(day + Math.floor(random() * 4))
      const minute = Math.floor(random() * 20)
      const clock = (more: number) => moment(`${date} ${hour}:${String(minute + more).padStart(2, '0')}`)
      const topic = random() < 0.4 ? 'lock' : `${side}_topic`
      const asked = {
        ...of_stay,
        topic,
        channel: random() < 0.5 ? 'avito' : `${side}_chat`,
        language: side === 'yya' ? 'ru' : 'de',
      }
      const answered = { ...of_stay, channel: asked.channel }
      const how = random()
      events.push(guest(clock(0), { ...asked, ...(how < 0.1 ? { kind: 'missed_call' } : {}) }))
      if (how > 0.7)
        events.push(bot(clock(1), { ...answered, author_id: `${side}-bot`, handoff: how > 0.85 }))
      events.push(
        manager(clock(2 + Math.floor(random() * 35)), { ...answered, author_id: `${side}-manager` }),
      )
    }
    events.push(
      review(`${dateOf(day + 4)} 20:00`, 3 + Math.floor(random() * 3), {
        review_id: stay_id,
        property_id,
        stay_id,
        platform: `${side}_site`,
      }),
    )
  }
  return events
}

/** A shift every evening, for these homes. */
function shifts(
  side: 'yya' | 'zzb',
  from: string,
  until: string,
  property_ids: readonly string[],
): TestEvent[] {
  const events: TestEvent[] = []
  for (let at = Date.parse(from); at < Date.parse(until); at += 86_400_000) {
    const [date, next] = [at, at + 86_400_000].map((day) => new Date(day).toISOString().slice(0, 10))
    const of = { shift_id: `${side}-${String(date)}`, manager_id: `${side}-manager`, property_ids }
    events.push(
      planned(`${from} 09:00`, `${String(date)} 22:00`, `${String(next)} 08:00`, of),
      shift('started', `${String(date)} 22:05`, of),
      shift('ended', `${String(next)} 08:00`, of),
    )
  }
  return events
}

const DAY_HOURS = ['09', '12', '15', '18']
/** A's guests wait at other hours of the night than those in which B's people write: a ledger asks whether anybody wrote. */
const NIGHT_HOURS = { yya: ['00', '23'], zzb: ['04', '05'] }

/** @param withB whether owner B is there */
export function soldHome(withB: boolean, seed: number): TestEvent[] {
  const random = { yya: randomOf(seed), zzb: randomOf(seed + 1) }
  const guestsOf = (side: 'yya' | 'zzb', id: string, days: [string, string]) =>
    guests({ side, home: id, days, hours: [...DAY_HOURS, ...NIGHT_HOURS[side]], random: random[side] })
  const a = [
    everythingReported(),
    owner({ owner_id: A, name: 'Yya Owner', email: 'a@example.test' }),
    lead({ email: 'anna@example.test' }),
    lead({ manager_id: 'yya-manager', name: 'Yya Manager', role: 'manager' }),
    home('yya-home', { owner_id: A }),
    home('sold', { owner_id: A }),
    home('sold', { owner_id: B, owner_from: SALE }, '2025-03-14 12:00'),
    home('bought', { owner_id: B }),
    home('bought', { owner_id: A, owner_from: PURCHASE }, '2025-03-18 12:00'),
    policy('2025-01-01 00:00', { policy_id: 'yya', property_id: 'sold', answer_within_s: 720 }),
    ...guestsOf('yya', 'yya-home', ['2025-02-01', '2025-04-18']),
    ...guestsOf('yya', 'sold', ['2025-02-02', '2025-03-14']),
    ...guestsOf('yya', 'bought', ['2025-03-20', '2025-04-18']),
    ...shifts('yya', '2025-02-01', '2025-03-14', ['yya-home', 'sold']),
    ...shifts('yya', '2025-03-21', '2025-04-18', ['yya-home', 'bought']),
    ...overTheSale(withB),
  ]
  const b = withB
    ? [
        owner({ owner_id: B, name: 'zzb Owner', email: 'zzb@example.test' }),
        lead({ manager_id: 'zzb-manager', name: 'zzb Manager', role: 'manager' }),
        home('zzb-home', { owner_id: B, group: 'zzb' }),
        policy('2025-03-16 00:00', { policy_id: 'zzb-1', property_id: 'sold', answer_within_s: 60 }),
        policy('2025-02-01 00:00', { policy_id: 'zzb-2', property_id: 'zzb-home', answer_within_s: 61 }),
        ...guestsOf('zzb', 'zzb-home', ['2025-02-01', '2025-04-18']),
        ...guestsOf('zzb', 'sold', ['2025-03-16', '2025-04-18']),
        ...guestsOf('zzb', 'bought', ['2025-02-01', '2025-03-18']),
        ...shifts('zzb', '2025-02-01', '2025-03-14', ['zzb-home', 'bought']),
        ...shifts('zzb', '2025-03-16', '2025-04-18', ['zzb-home', 'sold']),
        ...ofTheOther(),
      ]
    : []
  const named = (side: string, events: readonly TestEvent[]) =>
    events.map((event, index) => ({ ...event, id: `${side}${String(index).padStart(5, '0')}` }))
  return [...named('a', a), ...named('b', b)]
}

const heater = { property_id: 'sold', incident_id: 'heater', category: 'heating' }
const leak = { property_id: 'bought', incident_id: 'leak', category: 'leak' }
const chat = { property_id: 'sold', conversation_id: 'chat' }
const late = { property_id: 'sold', conversation_id: 'late' }

/** What A's figures rest on, on both sides of the sale. @param withB whether it names B's people */
function overTheSale(withB: boolean): TestEvent[] {
  const who = withB ? { author_id: 'zzb-manager' } : { author_id: 'other' }
  const byOther = (words: Record<string, string>) => (withB ? { ...by('zzb-manager'), ...words } : {})
  const script = { playbook: 'zzb_script', cause: 'zzb_cause' }
  return [
    // one chat for all time; what A's guests asked in it was answered before the sale
    guest('2025-03-05 12:00', chat),
    manager('2025-03-05 12:07', { ...chat, author_id: 'yya-manager' }),
    guest('2025-03-14 21:00', chat),
    manager('2025-03-14 21:05', { ...chat, author_id: 'yya-manager' }),
    // asked on A's last evening, answered by B's people
    guest('2025-03-14 19:00', { ...late, topic: 'wifi' }),
    manager('2025-03-15 10:00', { ...late, ...who }),
    // in A's last night, on the date on which the home is B's
    guest('2025-03-15 02:00', { property_id: 'sold', conversation_id: 'yya-night' }),
    manager('2025-03-15 02:25', {
      property_id: 'sold',
      conversation_id: 'yya-night',
      author_id: 'yya-manager',
    }),
    ...[stay('2025-03-10', '2025-03-17', { stay_id: 'crossing', property_id: 'sold', platform: 'yya_site' })],
    guest('2025-03-11 12:00', { property_id: 'sold', stay_id: 'crossing', conversation_id: 'crossing' }),
    manager('2025-03-11 12:30', {
      property_id: 'sold',
      stay_id: 'crossing',
      conversation_id: 'crossing',
      author_id: 'yya-manager',
    }),
    incident('opened', '2025-03-14 18:00', {
      ...heater,
      ...by('yya-manager'),
      playbook: 'yya_script',
      cause: 'equipment',
    }),
    incident('acknowledged', '2025-03-14 18:10', {
      ...heater,
      ...by('yya-manager'),
      conversation_id: 'chat',
    }),
    incident('mitigated', '2025-03-15 12:00', { ...heater, ...byOther(script) }),
    incident('resolved', '2025-03-16 12:00', { ...heater, ...byOther(script) }),
    // B's, which went on over A's days
    incident('opened', '2025-03-18 12:00', { ...leak, ...byOther(script) }),
    incident('mitigated', '2025-03-20 12:00', { ...leak, ...by('yya-manager'), playbook: 'yya_leak' }),
    incident('resolved', '2025-03-21 12:00', { ...leak, ...by('yya-manager'), cause: 'building' }),
    incident('opened', '2025-03-06 23:30', {
      property_id: 'yya-home',
      incident_id: 'yya-i',
      category: 'lock',
      ...by('yya-manager'),
    }),
    incident('owner_notified', '2025-03-06 23:40', {
      property_id: 'yya-home',
      incident_id: 'yya-i',
      category: 'lock',
      how: 'call',
    }),
    incident('resolved', '2025-03-07 00:20', {
      property_id: 'yya-home',
      incident_id: 'yya-i',
      category: 'lock',
      ...by('yya-manager'),
    }),
    note(
      '2025-03-14 12:00',
      { night: '2025-03-13' },
      { note_id: 'n-night', property_id: 'sold', text: 'yya of a night' },
    ),
    note(
      '2025-03-14 12:00',
      { conversation_id: 'chat' },
      { note_id: 'n-chat', property_id: 'sold', text: 'yya of a chat' },
    ),
    note('2025-03-14 20:00', { incident_id: 'heater' }, { note_id: 'n-heater', text: 'yya of the heater' }),
    note('2025-03-21 20:00', { incident_id: 'leak' }, { note_id: 'n-leak', text: 'yya of the leak' }),
    note('2025-03-22 12:00', { night: '2025-03-21' }, { note_id: 'n-all', text: 'for all' }),
    note('2025-04-01 12:00', { report: '2025-03' }, { note_id: 'n-report', text: 'for all of March' }),
    note('2025-04-01 12:01', { report: `2025-03:${A}` }, { note_id: 'n-a', text: 'yya of March' }),
    note(
      '2025-04-01 12:02',
      { report: `2025-03:${A}` },
      { note_id: 'n-sold', property_id: 'sold', text: 'yya of the sold home' },
    ),
  ]
}

/** B's own: words, marks, messages and incidents that touch what is A's, on B's days. */
function ofTheOther(): TestEvent[] {
  const B_CHAT = { ...chat, author_id: 'zzb-manager', channel: 'zzb_chat' }
  const lock = { property_id: 'sold', incident_id: 'zzb-lock', category: 'lock' }
  const word = (time: string, about: Record<string, string>, name: string, data = {}) =>
    note(time, about, { note_id: `zzb-${name}`, text: `zzb ${name}`, ...data })
  const sold = { property_id: 'sold' }
  return [
    ...['15 09:00', '16 09:00', '20 04:30', '28 13:00'].flatMap((time) => [
      guest(`2025-03-${time}`, { ...chat, topic: 'zzb_topic' }),
      manager(moment(`2025-03-${time}`).replace(':00+', ':40+'), B_CHAT),
    ]),
    message('owner', '2025-03-17 23:00', { ...chat, author_id: B }),
    guest('2025-03-18 15:00', { ...late, topic: 'zzb_topic' }),
    manager('2025-03-18 15:04', { ...late, author_id: 'zzb-manager' }),
    mark('taken', '2025-03-16 10:00', {
      conversation_id: 'late',
      message: { source: 'crm://test', id: 'none' },
      ...by('zzb-manager'),
    }),
    // the guest of a stay over the sale stays longer, and writes on
    {
      ...stay('2025-03-10', '2025-03-19', { stay_id: 'crossing', property_id: 'sold', platform: 'zzb_site' }),
      time: moment('2025-03-16 09:00'),
    },
    guest('2025-03-16 12:00', { ...sold, stay_id: 'crossing', conversation_id: 'crossing' }),
    manager('2025-03-16 12:30', {
      ...sold,
      stay_id: 'crossing',
      conversation_id: 'crossing',
      author_id: 'zzb-manager',
    }),
    incident('acknowledged', '2025-03-15 11:00', {
      ...heater,
      ...by('zzb-manager'),
      conversation_id: 'zzb-chat',
    }),
    incident('acknowledged', '2025-03-19 11:00', {
      ...leak,
      ...by('zzb-manager'),
      conversation_id: 'zzb-chat',
    }),
    incident('opened', '2025-03-22 12:00', { ...lock, ...by('zzb-manager'), playbook: 'zzb_script' }),
    incident('owner_notified', '2025-03-22 12:05', { ...lock, ...by('zzb-manager') }),
    incident('resolved', '2025-03-23 12:00', { ...lock, ...by('zzb-manager'), cause: 'zzb_cause' }),
    word('2025-03-21 12:00', { night: '2025-03-13' }, 'of a night of A', sold),
    word('2025-03-21 12:00', { night: '2025-03-20' }, 'of a night of B', sold),
    word('2025-03-19 12:00', { night: '2025-03-21' }, 'of a night to come', { property_id: 'bought' }),
    word('2025-03-21 12:00', { conversation_id: 'chat' }, 'of the chat', sold),
    word('2025-03-16 13:00', { incident_id: 'heater' }, 'of the heater'),
    word('2025-03-18 13:00', { incident_id: 'leak' }, 'of the leak'),
    word('2025-03-22 13:00', { incident_id: 'zzb-lock' }, 'of the lock'),
    // A's own words, written anew on B's days
    note('2025-03-17 12:00', { night: '2025-03-13' }, { note_id: 'n-night', ...sold, text: 'zzb anew' }),
    note('2025-03-17 12:00', { incident_id: 'heater' }, { note_id: 'n-heater', text: 'zzb anew' }),
    word('2025-04-01 13:00', { report: `2025-03:${B}` }, 'of March'),
    word('2025-04-01 13:00', { report: `2025-03:${B}` }, 'of the home', sold),
    word('2025-04-01 13:00', { report: '2025-03' }, 'of the home, by an old way', sold),
  ]
}
