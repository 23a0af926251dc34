/** Nights in which an owner was left in peace, and in which he was not: metrics.md, Automation and the owner's benefit. */
import { describe, expect } from 'vitest'
import { caseBook, type Otherwise } from './support/cases.ts'
import { guest, incident, manager, mark, message, policy, property, stay } from './support/events.ts'

const { story, toldAgain } = caseBook()
/** The nights of 1 to 10 March. */
const ten = { from: '2025-03-01', until: '2025-03-11' }
const managed = (property_id: string, data = {}) =>
  property({ property_id, managed_from: '2025-03-01', ...data })
const owner = (time: string, data = {}) => message('owner', time, data)
const byOwner = { actor: { role: 'owner' } }
const ids = ({ source, id }: { source: string; id: string }) => ({ source, id })
const nights = (undisturbed_nights: number, disturbed_nights: number) => ({
  undisturbed_nights,
  disturbed_nights,
})

describe('what disturbs', () => {
  story(
    'a call about an incident, whatever becomes of it; by day it does not',
    [
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
    async ({ answer, total }) => {
      expect(await total('automation', ten)).toMatchObject(nights(6, 4))
      const { series } = await answer('automation', { ...ten, every: 'day' })
      expect(
        series?.flatMap((day) => (day['disturbed_nights'] === 1 ? [day.from.slice(-2)] : [])),
      ).toMatchObject(['02', '04', '05', '06'])
    },
  )

  story(
    'a message of his in the window, from its first instant to before its last',
    [
      managed('N'),
      ...['2025-03-01 12:00', '2025-03-02 21:59:59.999', '2025-03-03 08:00'].map((time) => owner(time)),
      owner('2025-03-04 22:00'),
      owner('2025-03-06 07:59:59.999'),
      owner('2025-03-08 23:00'),
    ],
    async ({ answer, total }) => {
      expect(await total('automation', ten)).toMatchObject(nights(7, 3))
      const { series } = await answer('automation', { ...ten, every: 'week' })
      expect(series).toMatchObject([
        { from: '2025-03-01', ...nights(2, 0) },
        { from: '2025-03-03', ...nights(4, 3) },
        { from: '2025-03-10', ...nights(1, 0) },
      ])
    },
  )

  const undelivered = owner('2025-03-03 23:00')
  story(
    'whatever its kind, delivered or not, in a chat that is not a guest’s, too; marks as well',
    [
      managed('N'),
      owner('2025-03-02 23:00', { kind: 'reaction' }),
      ...[undelivered, mark('undelivered', '2025-03-03 12:00', { message: ids(undelivered) })],
      owner('2025-03-04 23:00', { delivered: false }),
      owner('2025-03-05 23:00', { conversation_id: 'cleaners', kind: 'call' }),
      mark('not_a_guest', '2025-03-01 12:00', { conversation_id: 'cleaners', ...byOwner }),
      mark('taken', '2025-03-06 23:00', byOwner),
      mark('not_a_guest', '2025-03-07 23:00', { conversation_id: 'cleaners', ...byOwner }),
    ],
    async ({ total }) => {
      expect(await total('automation', ten)).toMatchObject(nights(4, 6))
    },
  )
})

describe('at which home', () => {
  const atM = { property_id: 'M' }
  story(
    'two homes on the same night count once; each home has its own',
    [
      ...[managed('N'), managed('M', { managed_from: '2025-03-05' })],
      ...[owner('2025-03-02 23:00'), owner('2025-03-06 23:00'), owner('2025-03-06 23:30', atM)],
      owner('2025-03-08 23:30', atM),
    ],
    async ({ answer }) => {
      const { total, by } = await answer('automation', { ...ten, by: 'property' })
      expect(total).toMatchObject(nights(7, 3))
      expect(by).toMatchObject([
        { key: 'M', ...nights(4, 2) },
        { key: 'N', ...nights(8, 2) },
      ])
      expect((await answer('automation', { ...ten, owner: 'olga' })).total).toMatchObject(total)
    },
  )

  story(
    'each home’s window is its own',
    [
      ...[managed('N'), managed('M')],
      policy('2025-01-01 00:00', { ...atM, policy_id: 'm', night_from: '00:00', night_to: '06:00' }),
      ...[owner('2025-03-02 23:00', atM), owner('2025-03-04 07:00', atM), owner('2025-03-05 23:00')],
      // of midnight on the night is that of its own date
      owner('2025-03-08 00:00', atM),
    ],
    async ({ answer }) => {
      const { total, series } = await answer('automation', { ...ten, every: 'day' })
      expect(total).toMatchObject(nights(8, 2))
      expect(series?.[7]).toMatchObject({ from: '2025-03-08', ...nights(0, 1) })
    },
  )

  story(
    'only on the dates on which it is his',
    [
      managed('N'),
      managed('M'),
      property({ ...atM, managed_from: '2025-03-01', owner_id: 'pavel', owner_from: '2025-03-05' }),
      ...[owner('2025-03-03 23:00', atM), owner('2025-03-05 23:00', atM), owner('2025-03-05 02:00', atM)],
    ],
    async ({ total, answer }) => {
      // the night of the 4th, that ended on the 5th, was hers
      expect(await total('automation', { ...ten, owner: 'olga' })).toMatchObject(nights(8, 2))
      expect(await total('automation', { ...ten, owner: 'pavel' })).toMatchObject(nights(5, 1))
      expect((await answer('automation', { ...ten, owner: 'pavel', by: 'property' })).by).toMatchObject([
        { key: 'M', ...nights(5, 1) },
      ])
    },
  )

  story(
    'a message is at its own, else that of its listing, its stay, its conversation; without one nowhere',
    [
      managed('N'),
      managed('M', { listings: [{ channel: 'avito', id: 'M-listing' }] }),
      owner('2025-03-01 23:00', { property_id: undefined, listing_id: 'M-listing', conversation_id: 'a' }),
      stay('2025-03-01', '2025-03-08', { stay_id: 'S', ...atM }),
      owner('2025-03-02 23:00', { property_id: undefined, stay_id: 'S', conversation_id: 'b' }),
      owner('2025-03-03 23:00', { property_id: undefined, conversation_id: 'd' }),
      guest('2025-03-09 12:00', { ...atM, conversation_id: 'd' }),
      owner('2025-03-04 23:00', { property_id: undefined, conversation_id: 'nowhere' }),
      owner('2025-03-05 23:00', { property_id: 'never announced', conversation_id: 'e' }),
    ],
    async ({ answer }) => {
      const homes = ['M', 'N']
      const { by } = await answer('automation', { ...ten, homes, by: 'property' })
      expect(by).toMatchObject([
        { key: 'M', ...nights(7, 3) },
        { key: 'N', ...nights(10, 0) },
      ])
    },
  )

  const there = guest('2025-03-01 12:00', { conversation_id: 'there', ...atM })
  const nowhere = guest('2025-03-01 12:00', { conversation_id: 'nowhere', property_id: undefined })
  const at = (named: { source: string; id: string }) => ({ message: ids(named), ...byOwner })
  story(
    'a mark is at that of its message, else of the conversation’s latest message before it',
    [
      ...[managed('N'), managed('M'), there, nowhere],
      guest('2025-03-01 12:00'),
      mark('taken', '2025-03-02 23:00', at(there)),
      mark('taken', '2025-03-03 23:00', byOwner),
      mark('taken', '2025-03-04 23:00', at({ source: 'crm://test', id: 'never came' })),
      mark('taken', '2025-03-05 23:00', at(nowhere)),
      mark('taken', '2025-03-06 23:00', { conversation_id: 'nowhere', ...byOwner }),
      mark('taken', '2025-03-07 23:00', { conversation_id: 'silence', ...byOwner }),
      // before the first message of its conversation
      mark('taken', '2025-03-08 23:00', { conversation_id: 'later', ...byOwner }),
      guest('2025-03-09 12:00', { conversation_id: 'later' }),
    ],
    async ({ answer }) => {
      const { by } = await answer('automation', { ...ten, by: 'property' })
      expect(by).toMatchObject([
        { key: 'M', ...nights(9, 1) },
        { key: 'N', ...nights(7, 3) },
      ])
    },
  )

  story(
    'an owner_notified is at that of its incident',
    [
      ...[managed('N'), managed('M')],
      incident('owner_notified', '2025-03-02 23:10'),
      incident('opened', '2025-03-02 23:20', atM),
    ],
    async ({ answer }) => {
      expect((await answer('automation', { ...ten, by: 'property' })).by).toMatchObject([
        { key: 'M', ...nights(9, 1) },
        { key: 'N', ...nights(10, 0) },
      ])
    },
  )
})

describe('which nights', () => {
  story(
    'none that begins at as_of or later; what comes after as_of is unseen',
    [managed('N'), owner('2025-03-03 23:00'), owner('2025-03-05 23:00')],
    async ({ total }) => {
      const at = (as_of: string): Otherwise => ({ ...ten, as_of })
      expect(await total('automation', at('2025-03-01 22:00'))).toMatchObject(nights(0, 0))
      expect(await total('automation', at('2025-03-01 22:00:00.001'))).toMatchObject(nights(1, 0))
      expect(await total('automation', at('2025-03-03 22:59'))).toMatchObject(nights(3, 0))
      expect(await total('automation', at('2025-03-03 23:00:00.001'))).toMatchObject(nights(2, 1))
      expect(await total('automation', at('2025-03-05 21:00'))).toMatchObject(nights(3, 1))
    },
  )

  story(
    'those on which clocks change, in their whole length',
    [
      property({ property_id: 'B', timezone: 'Europe/Berlin', managed_from: '2025-03-01' }),
      // the last minute of 9 hours, and the minute after; the same of 11
      ...['2025-03-30T05:59:00Z', '2025-03-31T06:00:00Z'].map((time) => owner(time, { property_id: 'B' })),
      ...['2025-10-26T06:59:00Z', '2025-10-28T07:00:00Z'].map((time) => owner(time, { property_id: 'B' })),
    ],
    async ({ total }) => {
      const of = (from: string, until: string) => total('automation', { from, until, homes: ['B'] })
      expect(await of('2025-03-29', '2025-03-30')).toMatchObject(nights(0, 1))
      expect(await of('2025-03-30', '2025-03-31')).toMatchObject(nights(1, 0))
      expect(await of('2025-10-25', '2025-10-26')).toMatchObject(nights(0, 1))
      expect(await of('2025-10-26', '2025-10-29')).toMatchObject(nights(3, 0))
    },
  )

  story(
    'none before the home is managed, and none without a home',
    [managed('N', { managed_from: '2025-03-05', managed_until: '2025-03-08' }), owner('2025-03-03 23:00')],
    async ({ total, answer }) => {
      expect(await total('automation', ten)).toMatchObject(nights(3, 0))
      const empty = { from: '2025-03-08', until: '2025-03-11' }
      expect(await answer('automation', { ...empty, by: 'property', every: 'month' })).toMatchObject({
        total: nights(0, 0),
        series: [{ from: '2025-03-08', ...nights(0, 0) }],
        by: [],
        not_reported: {},
      })
      expect(await total('automation', { ...ten, homes: [] })).toMatchObject(nights(0, 0))
    },
  )
})

describe('nothing stays behind', () => {
  const late = owner('2025-03-31 23:30', { property_id: undefined, conversation_id: 'late', guest_id: 'g' })
  const march = { from: '2025-03-01', until: '2025-04-01' }
  story(
    'of a message that moves to another stay and home, or comes again',
    [managed('N'), managed('M'), managed('O'), late],
    async ({ answer, take }) => {
      const disturbed = async () =>
        (await answer('automation', { ...march, homes: ['M', 'N', 'O'], by: 'property' })).by?.map(
          (row) => row['disturbed_nights'],
        )
      expect(await disturbed()).toMatchObject([0, 0, 0])
      await take([guest('2025-03-31 12:00', { conversation_id: 'late' })])
      expect(await disturbed()).toMatchObject([0, 1, 0])
      await take([stay('2025-03-25', '2025-04-02', { property_id: 'M', guest_id: 'g' })])
      expect(await disturbed()).toMatchObject([1, 0, 0])
      await take([late, late])
      expect(await disturbed()).toMatchObject([1, 0, 0])
      const moved = stay('2025-03-25', '2025-04-02', { property_id: 'O', guest_id: 'g', status: 'changed' })
      await take([{ ...moved, time: '2025-01-02T00:00:00Z' }])
      expect(await disturbed()).toMatchObject([0, 0, 1])
    },
  )

  const named = guest('2025-03-05 12:00', { conversation_id: 'other', property_id: 'M' })
  story(
    'of a mark whose message comes late, from another home',
    [
      ...[managed('N'), managed('M')],
      guest('2025-03-01 12:00'),
      mark('taken', '2025-03-05 23:00', { message: ids(named), ...byOwner }),
    ],
    async ({ answer, take }) => {
      const disturbed = async () =>
        (await answer('automation', { ...march, homes: ['M', 'N'], by: 'property' })).by?.map(
          (row) => row['disturbed_nights'],
        )
      expect(await disturbed()).toMatchObject([0, 1])
      await take([named])
      expect(await disturbed()).toMatchObject([1, 0])
      await take([named])
      expect(await disturbed()).toMatchObject([1, 0])
    },
  )
})

toldAgain('the same events three times, and in reverse order')
