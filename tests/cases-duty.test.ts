/** The cases of metrics.md that concern who was there at night, by their numbers, and some beside them. */
import { describe, expect } from 'vitest'
import { caseBook } from './support/cases.ts'
import { guest, manager, mark, moment, planned, policy, property, shift } from './support/events.ts'

const { story, toldAgain } = caseBook()
/** the night of 3 to 4 March */
const one = { from: '2025-03-03', until: '2025-03-04' }

describe('planned, clocked, seen', () => {
  story(
    '38: started 23:00, planned until 22:30, never ended: on duty until 11:00',
    [
      ...[property(), property({ property_id: 'M' })],
      policy('2025-01-01 00:00', { property_id: 'M', night_from: '10:00', night_to: '12:00' }),
      planned('2025-03-01 12:00', '2025-03-03 14:00', '2025-03-03 22:30'),
      shift('started', '2025-03-03 23:00'),
    ],
    async ({ total, list }) => {
      expect(await total('nights', { ...one, homes: ['N'] })).toMatchObject({
        covered_share: 0.9,
        gaps: 1,
        gap_max_s: 3600,
      })
      const morning = { from: '2025-03-04', until: '2025-03-05', homes: ['M'] }
      expect(await list('nights', morning)).toMatchObject([{ window_s: 7200, clocked_s: 3600 }])
      // still there at 07:00, as far as anybody knows then
      expect(await list('nights', { ...one, homes: ['N'], as_of: '2025-03-04 07:00' })).toMatchObject([
        { until: '2025-03-04T04:00:00.000Z', window_s: 32400, clocked_s: 28800 },
      ])
    },
  )

  const plan = planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00')
  story('planned and never there is a no-show', [plan], async ({ total }) => {
    const nobody = {
      covered_share: 0,
      attended_share: 0,
      planned_share: 1,
      gaps: 1,
      gap_max_s: 36000,
      covered_nights: 0,
    }
    expect(await total('nights', one)).toMatchObject({ ...nobody, no_shows: 1, late_starts: 0 })
    expect(await total('nights', { ...one, as_of: '2025-03-04 07:59' })).toMatchObject({ no_shows: 0 })
  })

  story(
    'seen at work is no no-show: from act to act, not more than an hour',
    [plan, manager('2025-03-03 23:00'), manager('2025-03-04 00:00'), manager('2025-03-04 01:00:00.001')],
    async ({ total }) => {
      expect(await total('nights', one)).toMatchObject({
        no_shows: 0,
        covered_share: 0,
        attended_share: 0.1,
        gaps: 2,
        gap_max_s: 28800,
      })
    },
  )

  for (const [start, late_starts] of [
    ['22:10', 0],
    ['22:10:00.001', 1],
  ] as const) {
    story(
      `started at ${start}: ${late_starts} late`,
      [plan, shift('started', `2025-03-03 ${start}`)],
      async ({ total }) => {
        expect(await total('nights', one)).toMatchObject({ no_shows: 0, late_starts })
      },
    )
  }

  const duty = [
    shift('started', '2025-03-03 22:00', { languages: ['en-GB'] }),
    shift('ended', '2025-03-04 03:00'),
  ]
  story('languages by primary subtag', duty, async ({ total }) => {
    expect(await total('nights', one)).toMatchObject({ covered_share: 0.5, language_covered_share: 0.5 })
    expect(await total('nights', { ...one, language: 'ru' })).toMatchObject({ language_covered_share: 0 })
  })

  const wholeNight = [shift('started', '2025-03-03 22:00'), shift('ended', '2025-03-04 08:00')]
  const silence = [...wholeNight, guest('2025-03-04 01:00'), manager('2025-03-04 01:30')]
  story('half an hour of silence beside somebody on shift', silence, async ({ total }) => {
    expect(await total('nights', one)).toMatchObject({
      late_nights: 1,
      silent_nights: 1,
      overloaded_nights: 0,
    })
  })

  story(
    'the same wait while he was busy elsewhere',
    [
      ...[property(), property({ property_id: 'M' }), ...silence],
      guest('2025-03-04 00:59', { conversation_id: 'E', property_id: 'M', needs_reply: false }),
      mark('taken', '2025-03-04 01:10', { conversation_id: 'E', actor: { role: 'manager', id: 'anna' } }),
    ],
    async ({ total }) => {
      expect(await total('nights', { ...one, homes: ['N'] })).toMatchObject({
        late_nights: 1,
        silent_nights: 0,
        overloaded_nights: 1,
      })
    },
  )

  story(
    'a shift whose manager changes is the last one’s',
    [
      ...wholeNight,
      shift('planned', '2025-03-04 12:00', {
        manager_id: 'boris',
        planned_start: moment('2025-03-03 22:00'),
        planned_end: moment('2025-03-04 08:00'),
      }),
    ],
    async ({ answer }) => {
      expect((await answer('nights', { ...one, by: 'person' })).by).toMatchObject([
        { key: 'boris', nights: 1, covered_share: 1 },
      ])
    },
  )
})

toldAgain('13: the same events three times, and in reverse order')
