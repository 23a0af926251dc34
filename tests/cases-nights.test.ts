/**
 * The worked night and the cases of metrics.md that concern nights, by their numbers, and some beside them.
 * Case 16 needs the ledger and case 23 silent sources; 10, 21 and 22 stand in cases-reported.test.ts.
 */
import { describe, expect } from 'vitest'
import { caseBook } from './support/cases.ts'
import { bot, guest, incident, manager, planned, property, shift } from './support/events.ts'

const { story, toldAgain } = caseBook()
/** the night of 3 to 4 March */
const one = { from: '2025-03-03', until: '2025-03-04' }

describe('the worked night', () => {
  story(
    'its figures, gaps and turns',
    [
      ...[property(), property({ property_id: 'M' })],
      planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00'),
      ...[shift('started', '2025-03-03 22:06'), shift('ended', '2025-03-04 02:58')],
      ...[shift('started', '2025-03-04 04:41'), shift('ended', '2025-03-04 08:02')],
      ...[
        guest('2025-03-03 21:50', { conversation_id: 'A' }),
        manager('2025-03-03 22:12', { conversation_id: 'A' }),
      ],
      ...[
        guest('2025-03-04 01:10', { conversation_id: 'B' }),
        manager('2025-03-04 01:14', { conversation_id: 'B' }),
      ],
      ...[
        guest('2025-03-04 03:12', { conversation_id: 'C' }),
        manager('2025-03-04 04:44', { conversation_id: 'C' }),
      ],
      guest('2025-03-04 06:30', { conversation_id: 'D' }),
      bot('2025-03-04 06:30:02', { conversation_id: 'D', handoff: true }),
      manager('2025-03-04 06:35', { conversation_id: 'E', property_id: 'M' }),
      manager('2025-03-04 06:41', { conversation_id: 'D' }),
    ],
    async ({ total, list }) => {
      const ofN = { homes: ['N'] }
      expect(await total('nights', { ...one, ...ofN })).toEqual({
        ...{
          nights: 1,
          covered_share: 491 / 600,
          attended_share: 491 / 600,
          planned_share: 1,
          language_covered_share: 0,
        },
        ...{ gaps: 2, gap_max_s: 6180, covered_nights: 0, no_shows: 0, late_starts: 0 },
        ...{ late_nights: 1, silent_nights: 0, overloaded_nights: 1 },
      })
      expect(await list('gaps', { ...one, ...ofN })).toEqual([
        {
          property_id: 'N',
          night: '2025-03-03',
          from: '2025-03-03T19:00:00.000Z',
          until: '2025-03-03T19:06:00.000Z',
          gap_s: 360,
        },
        {
          property_id: 'N',
          night: '2025-03-03',
          from: '2025-03-03T23:58:00.000Z',
          until: '2025-03-04T01:41:00.000Z',
          gap_s: 6180,
        },
      ])
      expect(await list('nights', { ...one, ...ofN })).toMatchObject([
        {
          ...{
            property_id: 'N',
            night: '2025-03-03',
            from: '2025-03-03T19:00:00.000Z',
            until: '2025-03-04T05:00:00.000Z',
          },
          ...{
            window_s: 36000,
            clocked_s: 29460,
            attended_s: 29460,
            planned_s: 36000,
            gaps: 2,
            gap_max_s: 6180,
          },
          ...{ is_late: true, is_silent: false, is_overloaded: true, no_shows: 0, late_starts: 0 },
          ...{ turns: 4, late: 3, worst_wait_s: 5520, longest_silence_s: 5520, verdict: 'nobody' },
        },
      ])
      const dates = { from: '2025-03-03', until: '2025-03-05', ...ofN }
      expect(await total('turns', dates)).toMatchObject({
        ...{ turns: 4, in_time: 1, late: 3, handoffs: 1, handoff_p50_s: 658, wait_max_s: 5520 },
        ...{
          night_turns: 3,
          night_in_time: 1,
          night_late: 2,
          night_handoff_p50_s: 658,
          night_wait_max_s: 5520,
        },
      })
      expect(
        (await list('turns', dates)).map(({ conversation_id, wait_s, state }) => [
          conversation_id,
          wait_s,
          state,
        ]),
      ).toEqual([
        ['A', 1320, 'late'],
        ['B', 240, 'in_time'],
        ['C', 5520, 'late'],
        ['D', 660, 'late'],
      ])
    },
  )
})

describe('11: nights over clock changes', () => {
  const homes = [
    ['B', 'Europe/Berlin'],
    ['L', 'Europe/London'],
    ['Y', 'America/New_York'],
    ['M', 'Europe/Moscow'],
  ] as const
  story(
    'are 9 or 11 hours long',
    homes.map(([property_id, timezone]) => property({ property_id, timezone, managed_from: '2025-01-01' })),
    async ({ list }) => {
      const hours = async (home: string, night: string) => {
        const rows = await list('nights', { from: night, until: '2026-01-01', homes: [home] })
        return rows.slice(0, 2).map(({ window_s }) => Number(window_s) / 3600)
      }
      expect(await hours('B', '2025-03-29')).toEqual([9, 10])
      expect(await hours('B', '2025-10-25')).toEqual([11, 10])
      expect(await hours('L', '2025-03-29')).toEqual([9, 10])
      expect(await hours('L', '2025-10-25')).toEqual([11, 10])
      expect(await hours('Y', '2025-03-08')).toEqual([9, 10])
      expect(await hours('Y', '2025-11-01')).toEqual([11, 10])
      expect(await hours('M', '2025-03-29')).toEqual([10, 10])
    },
  )

  story(
    'a winter report asked for in summer',
    [
      property({ timezone: 'Europe/Berlin', managed_from: '2025-01-01' }),
      ...[shift('started', '2025-01-10T21:00:00Z'), shift('ended', '2025-01-11T07:00:00Z')],
      ...[
        guest('2025-01-11T06:59:59Z', { conversation_id: 'a' }),
        guest('2025-01-11T07:00:00Z', { conversation_id: 'b' }),
      ],
      ...[
        shift('started', '2025-03-29T21:00:00Z', { shift_id: 't' }),
        shift('ended', '2025-03-30T06:00:00Z', { shift_id: 't' }),
      ],
      ...[
        guest('2025-03-30T05:59:59Z', { conversation_id: 'd' }),
        guest('2025-03-30T06:00:00Z', { conversation_id: 'e' }),
      ],
    ],
    async ({ list, total }) => {
      const january = { from: '2025-01-10', until: '2025-01-11', as_of: '2025-07-01T00:00:00Z' }
      expect(await list('nights', january)).toMatchObject([
        { from: '2025-01-10T21:00:00.000Z', until: '2025-01-11T07:00:00.000Z', clocked_s: 36000, gaps: 0 },
      ])
      const change = { from: '2025-03-29', until: '2025-03-30', as_of: '2025-12-01T00:00:00Z' }
      expect(await list('nights', change)).toMatchObject([
        { from: '2025-03-29T21:00:00.000Z', until: '2025-03-30T06:00:00.000Z', clocked_s: 32400, gaps: 0 },
      ])
      expect(await total('nights', change)).toMatchObject({ covered_share: 1, covered_nights: 1 })
      expect((await list('turns')).map(({ is_night }) => is_night)).toEqual([true, false, true, false])
      expect(await total('turns')).toMatchObject({ turns: 4, night_turns: 2 })
    },
  )
})

describe('homes and dates', () => {
  story(
    '14: a message that arrives six hours late belongs to its own night',
    [],
    async ({ total, list, take }) => {
      const morning = { as_of: '2025-03-04 09:00' }
      expect(await total('nights', { ...one, ...morning })).toMatchObject({ nights: 1, late_nights: 0 })
      await take([guest('2025-03-04 02:00')])
      expect(await total('nights', { ...one, ...morning })).toMatchObject({ nights: 1, late_nights: 1 })
      expect(await total('nights', { from: '2025-03-04', until: '2025-03-05' })).toMatchObject({
        late_nights: 0,
      })
      expect(await list('turns', morning)).toMatchObject([
        { date: '2025-03-04', is_night: true, state: 'overdue' },
      ])
    },
  )

  story(
    '34: a home sold on the 15th: the nights that began on his dates',
    [
      property({ managed_from: '2025-03-01' }),
      property(
        { managed_from: '2025-03-01', owner_id: 'pavel', owner_from: '2025-03-15' },
        '2025-03-20 12:00',
      ),
      guest('2025-03-15 02:00'),
    ],
    async ({ total, list }) => {
      const march = { from: '2025-03-01', until: '2025-04-01' }
      expect(await total('nights', { ...march, owner: 'olga' })).toMatchObject({ nights: 14, late_nights: 1 })
      expect(await total('nights', { ...march, owner: 'pavel' })).toMatchObject({
        nights: 17,
        late_nights: 0,
      })
      expect(await total('turns', { ...march, owner: 'olga' })).toMatchObject({ turns: 0 })
      expect(await total('turns', { ...march, owner: 'pavel' })).toMatchObject({ turns: 1 })
      expect((await list('nights', { ...march, owner: 'olga' })).at(-1)).toMatchObject({
        night: '2025-03-14',
      })
      expect((await list('nights', { ...march, owner: 'pavel' })).at(0)).toMatchObject({
        night: '2025-03-15',
      })
    },
  )

  story(
    '35: a home managed from the 15th has 17 nights in October',
    [property({ managed_from: '2025-10-15' }), guest('2025-10-10 12:00')],
    async ({ total, list }) => {
      const october = { from: '2025-10-01', until: '2025-11-01' }
      expect(await total('nights', october)).toMatchObject({ nights: 17 })
      expect((await list('nights', october))[0]).toMatchObject({ night: '2025-10-15' })
      expect(await total('turns', october)).toMatchObject({ turns: 0 })
      expect(await total('nights', { ...october, as_of: '2025-10-16 22:00' })).toMatchObject({ nights: 1 })
    },
  )

  story(
    'without managed_from nights begin with the first that is known of a home, whatever as_of',
    [property({}, '2025-03-10 12:00'), incident('opened', '2025-03-05 23:00'), guest('2025-03-07 12:00')],
    async ({ total }) => {
      const march = { from: '2025-03-01', until: '2025-04-01' }
      expect(await total('nights', march)).toMatchObject({ nights: 27 })
      expect(await total('nights', { ...march, as_of: '2025-03-06 12:00' })).toMatchObject({ nights: 1 })
    },
  )

  // a night on which no other story has a shift
  const alone = { from: '2025-05-05', until: '2025-05-06' }
  story(
    'a team looks at each window once, and every shift counts',
    [
      ...[property(), property({ property_id: 'M' })],
      ...[
        shift('started', '2025-05-05 22:00', { property_ids: ['N'] }),
        shift('ended', '2025-05-06 03:00', { property_ids: ['N'] }),
      ],
    ],
    async ({ total, answer }) => {
      expect(await total('nights', alone)).toMatchObject({
        nights: 2,
        covered_share: 0.25,
        gaps: 2,
        gap_max_s: 36000,
      })
      expect(await total('nights', { ...alone, team: true })).toMatchObject({
        nights: 1,
        covered_share: 0.5,
        gaps: 1,
        gap_max_s: 18000,
      })
      expect((await answer('nights', { ...alone, by: 'person' })).by).toMatchObject([
        { key: 'anna', nights: 1, covered_share: 0.5 },
      ])
    },
  )
})

toldAgain('13: the same events three times, and in reverse order')
