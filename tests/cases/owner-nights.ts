/** Nights in which an owner was left in peace, and in which he was not. */
import { guest, incident, manager, mark, message, policy, property, stay } from '../support/events.ts'
import { answer, exactly, later, total, type Case, type Otherwise, type Step } from './case.ts'

/** The nights of 1 to 10 March. */
const ten = { from: '2025-03-01', until: '2025-03-11' }
const march = { from: '2025-03-01', until: '2025-04-01' }
const managed = (property_id: string, data = {}) =>
  property({ property_id, managed_from: '2025-03-01', ...data })
const owner = (time: string, data = {}) => message('owner', time, data)
const byOwner = { actor: { role: 'owner' } }
const atM = { property_id: 'M' }
const nowhere = { property_id: undefined }
const ids = ({ source, id }: { source: string; id: string }) => ({ source, id })
const nights = (undisturbed_nights: number, disturbed_nights: number) => ({
  undisturbed_nights,
  disturbed_nights,
})

const count = (undisturbed: number, disturbed: number, query: Otherwise = {}) =>
  total('automation', nights(undisturbed, disturbed), { ...ten, ...query })
const byHome = (homes: Record<string, readonly [number, number]>, query: Otherwise = {}): Step =>
  answer(
    'automation',
    { by: Object.entries(homes).map(([key, [no, yes]]) => ({ key, ...nights(no, yes) })) },
    { ...ten, by: 'property', ...query },
  )
/** One a day: whether he was disturbed in the night that begins on it. */
const byDay = (...disturbed: number[]) =>
  answer(
    'automation',
    { series: disturbed.map((times) => ({ disturbed_nights: times })) },
    { ...ten, every: 'day' },
  )

const undelivered = owner('2025-03-03 23:00')
const what: Case[] = [
  {
    title: 'a call about an incident, whatever becomes of it; by day it does not disturb',
    events: [
      managed('N'),
      incident('opened', '2025-03-02 23:00'),
      incident('owner_notified', '2025-03-02 23:05', { how: 'call' }),
      incident('owner_notified', '2025-03-03 12:00', { how: 'message' }),
      // cancelled, a request, and one that nobody opened
      incident('opened', '2025-03-04 23:00', { incident_id: 'j' }),
      incident('owner_notified', '2025-03-04 23:01', { incident_id: 'j' }),
      incident('cancelled', '2025-03-04 23:02', { incident_id: 'j' }),
      incident('opened', '2025-03-05 23:00', { incident_id: 'k', category: 'extend_stay' }),
      incident('owner_notified', '2025-03-05 23:01', { incident_id: 'k', category: 'extend_stay' }),
      incident('owner_notified', '2025-03-06 23:01', { incident_id: 'l' }),
      // what he does about one himself is not asked about
      incident('resolved', '2025-03-08 23:30', byOwner),
      // nor what others do
      ...[guest('2025-03-09 23:00'), manager('2025-03-09 23:01'), message('bot', '2025-03-09 23:02')],
      mark('taken', '2025-03-09 23:03', { actor: { role: 'manager', id: 'anna' } }),
    ],
    steps: [count(6, 4), byDay(0, 1, 0, 1, 1, 1, 0, 0, 0, 0)],
  },
  {
    title: 'a message of his in the window, from its first instant to before its last',
    events: [
      managed('N'),
      ...['2025-03-01 12:00', '2025-03-02 21:59:59.999', '2025-03-03 08:00'].map((time) => owner(time)),
      ...['2025-03-04 22:00', '2025-03-06 07:59:59.999', '2025-03-08 23:00'].map((time) => owner(time)),
    ],
    steps: [
      count(7, 3),
      answer(
        'automation',
        {
          series: [
            { from: '2025-03-01', ...nights(2, 0) },
            { from: '2025-03-03', ...nights(4, 3) },
            { from: '2025-03-10', ...nights(1, 0) },
          ],
        },
        { ...ten, every: 'week' },
      ),
    ],
  },
  {
    title: 'whatever its kind, delivered or not, in a chat that is not a guest’s, too; marks as well',
    events: [
      managed('N'),
      owner('2025-03-02 23:00', { kind: 'reaction' }),
      ...[undelivered, mark('undelivered', '2025-03-03 12:00', { message: ids(undelivered) })],
      owner('2025-03-04 23:00', { delivered: false }),
      owner('2025-03-05 23:00', { conversation_id: 'cleaners', kind: 'call' }),
      mark('not_a_guest', '2025-03-01 12:00', { conversation_id: 'cleaners', ...byOwner }),
      mark('taken', '2025-03-06 23:00', byOwner),
      mark('not_a_guest', '2025-03-07 23:00', { conversation_id: 'cleaners', ...byOwner }),
    ],
    steps: [count(4, 6)],
  },
]

const there = guest('2025-03-01 12:00', { conversation_id: 'there', ...atM })
const lost = guest('2025-03-01 12:00', { conversation_id: 'nowhere', ...nowhere })
const at = (named: { source: string; id: string }) => ({ message: ids(named), ...byOwner })
const atWhichHome: Case[] = [
  {
    title: 'two homes on the same night count once; each home has its own',
    events: [
      ...[managed('N'), managed('M', { managed_from: '2025-03-05' })],
      ...[owner('2025-03-02 23:00'), owner('2025-03-06 23:00'), owner('2025-03-06 23:30', atM)],
      owner('2025-03-08 23:30', atM),
    ],
    steps: [count(7, 3), byHome({ M: [4, 2], N: [8, 2] }), count(7, 3, { owner: 'olga' })],
  },
  {
    title: 'each home’s window is its own',
    events: [
      ...[managed('N'), managed('M')],
      policy('2025-01-01 00:00', { ...atM, policy_id: 'm', night_from: '00:00', night_to: '06:00' }),
      ...[owner('2025-03-02 23:00', atM), owner('2025-03-04 07:00', atM), owner('2025-03-05 23:00')],
      // of midnight on the night is that of its own date
      owner('2025-03-08 00:00', atM),
    ],
    steps: [count(8, 2), byDay(0, 0, 0, 0, 1, 0, 0, 1, 0, 0)],
  },
  {
    title: 'only on the dates on which it is his',
    events: [
      ...[managed('N'), managed('M')],
      property({ ...atM, managed_from: '2025-03-01', owner_id: 'pavel', owner_from: '2025-03-05' }),
      ...[owner('2025-03-03 23:00', atM), owner('2025-03-05 23:00', atM), owner('2025-03-05 02:00', atM)],
    ],
    steps: [
      // the night of the 4th, that ended on the 5th, was hers
      count(8, 2, { owner: 'olga' }),
      count(5, 1, { owner: 'pavel' }),
      byHome({ M: [5, 1] }, { owner: 'pavel' }),
    ],
  },
  {
    title:
      'a message is at its own, else that of its listing, its stay, its conversation; without one nowhere',
    events: [
      managed('N'),
      managed('M', { listings: [{ channel: 'avito', id: 'M-listing' }] }),
      owner('2025-03-01 23:00', { ...nowhere, listing_id: 'M-listing', conversation_id: 'a' }),
      stay('2025-03-01', '2025-03-08', { stay_id: 'S', ...atM }),
      owner('2025-03-02 23:00', { ...nowhere, stay_id: 'S', conversation_id: 'b' }),
      owner('2025-03-03 23:00', { ...nowhere, conversation_id: 'd' }),
      guest('2025-03-09 12:00', { ...atM, conversation_id: 'd' }),
      owner('2025-03-04 23:00', { ...nowhere, conversation_id: 'nowhere' }),
      owner('2025-03-05 23:00', { property_id: 'never announced', conversation_id: 'e' }),
    ],
    steps: [byHome({ M: [7, 3], N: [10, 0] }, { homes: ['M', 'N'] })],
  },
  {
    title: 'a mark is at that of its message, else of the conversation’s latest message before it',
    events: [
      ...[managed('N'), managed('M'), there, lost, guest('2025-03-01 12:00')],
      mark('taken', '2025-03-02 23:00', at(there)),
      mark('taken', '2025-03-03 23:00', byOwner),
      mark('taken', '2025-03-04 23:00', at({ source: 'crm://test', id: 'never came' })),
      mark('taken', '2025-03-05 23:00', at(lost)),
      mark('taken', '2025-03-06 23:00', { conversation_id: 'nowhere', ...byOwner }),
      mark('taken', '2025-03-07 23:00', { conversation_id: 'silence', ...byOwner }),
      // before the first message of its conversation
      mark('taken', '2025-03-08 23:00', { conversation_id: 'later', ...byOwner }),
      guest('2025-03-09 12:00', { conversation_id: 'later' }),
    ],
    steps: [byHome({ M: [9, 1], N: [7, 3] })],
  },
  {
    title: 'an owner_notified is at that of its incident',
    events: [
      ...[managed('N'), managed('M'), incident('owner_notified', '2025-03-02 23:10')],
      incident('opened', '2025-03-02 23:20', atM),
    ],
    steps: [byHome({ M: [9, 1], N: [10, 0] })],
  },
]

const ofB = (from: string, until: string): Otherwise => ({ from, until, homes: ['B'] })
const empty = { from: '2025-03-08', until: '2025-03-11' }
const whichNights: Case[] = [
  {
    title: 'none that begins at as_of or later; what comes after as_of is unseen',
    events: [managed('N'), owner('2025-03-03 23:00'), owner('2025-03-05 23:00')],
    steps: [
      count(0, 0, { as_of: '2025-03-01 22:00' }),
      count(1, 0, { as_of: '2025-03-01 22:00:00.001' }),
      count(3, 0, { as_of: '2025-03-03 22:59' }),
      count(2, 1, { as_of: '2025-03-03 23:00:00.001' }),
      count(3, 1, { as_of: '2025-03-05 21:00' }),
    ],
  },
  {
    title: 'those on which clocks change, in their whole length',
    events: [
      property({ property_id: 'B', timezone: 'Europe/Berlin', managed_from: '2025-03-01' }),
      // the last minute of 9 hours, and the minute after; the same of 11
      ...['2025-03-30T05:59:00Z', '2025-03-31T06:00:00Z', '2025-10-26T06:59:00Z', '2025-10-28T07:00:00Z'].map(
        (time) => owner(time, { property_id: 'B' }),
      ),
    ],
    steps: [
      count(0, 1, ofB('2025-03-29', '2025-03-30')),
      count(1, 0, ofB('2025-03-30', '2025-03-31')),
      count(0, 1, ofB('2025-10-25', '2025-10-26')),
      count(3, 0, ofB('2025-10-26', '2025-10-29')),
    ],
  },
  {
    title: 'none before the home is managed, and none without a home',
    events: [
      managed('N', { managed_from: '2025-03-05', managed_until: '2025-03-08' }),
      owner('2025-03-03 23:00'),
    ],
    steps: [
      count(3, 0),
      answer(
        'automation',
        {
          total: nights(0, 0),
          series: [{ from: '2025-03-08', ...nights(0, 0) }],
          by: [],
          not_reported: exactly({}),
        },
        { ...empty, by: 'property', every: 'month' },
      ),
      count(0, 0, { homes: [] }),
    ],
  },
]

const late = owner('2025-03-31 23:30', { ...nowhere, conversation_id: 'late', guest_id: 'g' })
const moved = stay('2025-03-25', '2025-04-02', { property_id: 'O', guest_id: 'g', status: 'changed' })
const named = guest('2025-03-05 12:00', { conversation_id: 'other', ...atM })
const nothingStaysBehind: Case[] = [
  {
    title: 'nothing stays behind of a message that moves to another stay and home, or comes again',
    events: [managed('N'), managed('M'), managed('O'), late],
    steps: [
      byHome({ M: [31, 0], N: [31, 0], O: [31, 0] }, march),
      later(guest('2025-03-31 12:00', { conversation_id: 'late' })),
      byHome({ M: [31, 0], N: [30, 1], O: [31, 0] }, march),
      later(stay('2025-03-25', '2025-04-02', { ...atM, guest_id: 'g' })),
      byHome({ M: [30, 1], N: [31, 0], O: [31, 0] }, march),
      later(late, late),
      byHome({ M: [30, 1], N: [31, 0], O: [31, 0] }, march),
      later({ ...moved, time: '2025-01-02T00:00:00Z' }),
      byHome({ M: [31, 0], N: [31, 0], O: [30, 1] }, march),
    ],
  },
  {
    title: 'nothing stays behind of a mark whose message comes late, from another home',
    events: [
      ...[managed('N'), managed('M'), guest('2025-03-01 12:00')],
      mark('taken', '2025-03-05 23:00', { message: ids(named), ...byOwner }),
    ],
    steps: [
      byHome({ M: [31, 0], N: [30, 1] }, march),
      later(named),
      byHome({ M: [30, 1], N: [31, 0] }, march),
      later(named),
      byHome({ M: [30, 1], N: [31, 0] }, march),
    ],
  },
]

export const ownerNights: Case[] = [...what, ...atWhichHome, ...whichNights, ...nothingStaysBehind]
