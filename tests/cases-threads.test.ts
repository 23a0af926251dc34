/** The cases of metrics.md that concern threads, homes, dates and promises, by their numbers. */
import { describe, expect } from 'vitest'
import { caseBook } from './support/cases.ts'
import { guest, manager, message, moment, policy, property, shift, stay } from './support/events.ts'

const { story, toldAgain } = caseBook()
const day = '2025-03-04'

describe('threads, stays, homes', () => {
  story(
    '17: the answer comes in another channel of the same stay',
    [
      guest(`${day} 10:00`, { stay_id: 'S', channel: 'booking' }),
      manager(`${day} 10:07`, { conversation_id: 'd', stay_id: 'S', channel: 'whatsapp' }),
    ],
    async ({ answer }) => {
      const { total, by } = await answer('turns', { by: 'channel' })
      expect(total).toMatchObject({ turns: 1, in_time: 1, wait_max_s: 420 })
      expect(by).toMatchObject([{ key: 'booking', turns: 1, answered: 1 }])
    },
  )

  const nowhere = { property_id: undefined, guest_id: 'g' }
  story(
    "24: WhatsApp by guest_id, the answer in Avito's chat",
    [
      property(),
      property({ property_id: 'M' }),
      stay('2025-03-01', '2025-03-10', { guest_id: 'g', property_id: 'M' }),
      guest(`${day} 10:00`, { ...nowhere, channel: 'whatsapp' }),
      manager(`${day} 10:07`, { ...nowhere, conversation_id: 'd', channel: 'avito' }),
    ],
    async ({ answer }) => {
      const { by } = await answer('turns', { by: 'property' })
      expect(by).toMatchObject([{ key: 'M', turns: 1, in_time: 1, wait_max_s: 420, guest_messages: 1 }])
    },
  )

  story(
    '25: one chat, a stay in June and one in December',
    [
      property(),
      property({ property_id: 'M' }),
      stay('2025-06-01', '2025-06-05', { guest_id: 'g' }),
      stay('2025-12-01', '2025-12-05', { guest_id: 'g', stay_id: 'D', property_id: 'M' }),
      ...['2025-06-02 10:00', '2025-11-20 10:00', '2025-12-02 10:00'].map((time) => guest(time, nowhere)),
    ],
    async ({ list, answer }) => {
      expect(
        (await list('turns')).map(({ property_id, stay_id, stage, guest }) => [
          property_id,
          stay_id,
          stage,
          guest,
        ]),
      ).toEqual([
        ['N', 'S', 'stay', 'new'],
        // the question of 2 December is asked while that of 20 November still waits
        ['M', 'D', 'before', 'returning'],
      ])
      expect((await answer('turns', { by: 'property' })).by).toMatchObject([
        { key: 'M', turns: 1, guest_messages: 2 },
        { key: 'N', turns: 1, guest_messages: 1 },
      ])
    },
  )

  story(
    '36: the stay is named only by a later message of each chat',
    [
      guest(`${day} 10:00`),
      manager(`${day} 10:20`, { conversation_id: 'd' }),
      message('automation', `${day} 18:00`, { stay_id: 'S' }),
      message('automation', `${day} 18:00`, { conversation_id: 'd', stay_id: 'S' }),
    ],
    async ({ total }) => {
      expect(await total('turns', { as_of: `${day} 12:00` })).toMatchObject({
        turns: 1,
        late: 1,
        wait_max_s: 1200,
      })
    },
  )

  const sameId = guest(`${day} 10:00`)
  story(
    '39: the same id from two sources',
    [sameId, { ...sameId, source: 'crm://other' }],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({ guest_messages: 2, turns: 1 })
    },
  )

  const listed = { property_id: undefined, listing_id: 'L' }
  story(
    '42: listings that are left out later take nothing back',
    [
      property({ property_id: 'M', listings: [{ channel: 'avito', id: 'L' }] }),
      guest(`${day} 10:00`, listed),
      property({ property_id: 'M' }, '2025-06-01 00:00'),
      guest('2025-07-01 10:00', { ...listed, conversation_id: 'd' }),
    ],
    async ({ answer, take }) => {
      expect((await answer('turns', { by: 'property' })).by).toMatchObject([{ key: 'M', turns: 2 }])
      await take([property({ property_id: 'M', name: 'Without listings' }, '2025-08-01 00:00')])
      expect((await answer('turns', { by: 'property' })).by).toMatchObject([{ key: 'M', turns: 2 }])
    },
  )
})

describe('dates and promises', () => {
  story(
    '12: a month ends at 00:30 local while UTC is still yesterday',
    [guest('2025-03-31T21:30:00Z'), guest('2025-03-31T20:30:00Z', { conversation_id: 'd' })],
    async ({ answer, list }) => {
      expect(
        (await answer('turns', { every: 'month', from: '2025-03-01', until: '2025-05-01' })).series,
      ).toMatchObject([
        { from: '2025-03-01', turns: 1, guest_messages: 1 },
        { from: '2025-04-01', turns: 1, guest_messages: 1 },
      ])
      expect(await list('turns', { from: '2025-04-01', until: '2025-05-01' })).toMatchObject([
        { date: '2025-04-01', opened_at: '2025-03-31T21:30:00.000Z' },
      ])
    },
  )

  story(
    '20: 07:59:59 is night, 08:00:00 is day',
    [guest(`${day} 07:59:59`), guest(`${day} 08:00:00`, { conversation_id: 'd' })],
    async ({ total, list }) => {
      expect(await total('turns')).toMatchObject({ turns: 2, night_turns: 1 })
      expect((await list('turns')).map(({ is_night }) => is_night)).toEqual([true, false])
    },
  )

  const softer = {
    property_id: 'N',
    valid_from: moment('2025-02-01 00:00'),
    answer_within_s: 3600,
    resolve_within_s: 7200,
  }
  story(
    '15: a manager leaves, a home is renamed, the promise grows softer',
    [
      ...[property(), policy('2025-02-01 00:00', { property_id: 'N' })],
      ...[guest(`${day} 10:00`), manager(`${day} 10:20`), guest(`${day} 23:00`), manager(`${day} 23:05`)],
      ...[guest('2025-07-01 10:00'), manager('2025-07-01 10:20')],
    ],
    async ({ answer, list, take }) => {
      const march = { from: '2025-03-01', until: '2025-04-01', by: 'person' }
      const before = [await answer('turns', march), await answer('nights', march), await list('turns', march)]
      expect(before[0]).toMatchObject({
        total: { turns: 2, late: 1, in_time: 1, wait_max_s: 1200 },
        by: [{ key: 'anna', turns: 2 }, {}],
      })
      await take([
        property({ name: 'Another name' }, '2025-06-01 00:00'),
        policy('2025-06-01 00:00', softer),
        {
          ...shift('planned', '2025-06-01 00:00'),
          type: 'butler.manager.v1',
          data: { manager_id: 'anna', name: 'Anna (left)', role: 'manager' },
        },
      ])
      expect([
        await answer('turns', march),
        await answer('nights', march),
        await list('turns', march),
      ]).toEqual(before)
      const july = { from: '2025-07-01', until: '2025-08-01' }
      expect((await answer('turns', july)).total).toMatchObject({ turns: 1, in_time: 1, wait_max_s: 1200 })
    },
  )

  story(
    '34: a home sold on the 15th',
    [
      property(),
      guest('2025-03-14 23:59'),
      guest('2025-03-15 00:00', { conversation_id: 'd' }),
      property({ owner_id: 'pavel', owner_from: '2025-03-15' }, '2025-03-20 12:00'),
    ],
    async ({ total, list }) => {
      expect(await total('turns', { owner: 'olga' })).toMatchObject({ turns: 1, guest_messages: 1 })
      expect(await total('turns', { owner: 'pavel' })).toMatchObject({ turns: 1, guest_messages: 1 })
      expect(await list('turns', { owner: 'olga' })).toMatchObject([
        { date: '2025-03-14', conversation_id: 'c' },
      ])
      expect(await list('turns', { owner: 'pavel' })).toMatchObject([
        { date: '2025-03-15', conversation_id: 'd' },
      ])
    },
  )
})

toldAgain('13: the same events three times, and in reverse order')
