/** Clocks, zones and calendars, to the last figure: changes of an hour and of half an hour, borders of months and years. */
import { describe, expect } from 'vitest'
import { caseBook } from './support/cases.ts'
import { EVERYTHING, guest, incident, manager, property, shift, source, stay } from './support/events.ts'

const { story, toldAgain } = caseBook()
const chat = (conversation_id: string) => ({ conversation_id })

describe('the clocks change', () => {
  /** zone, night, its window in UTC, hours; the first is one in which nobody was there for a repeated or left-out hour */
  const nights = [
    ['Europe/Berlin', '2025-03-29', '2025-03-29T21:00:00.000Z', '2025-03-30T06:00:00.000Z', 9],
    ['Europe/Berlin', '2025-10-25', '2025-10-25T20:00:00.000Z', '2025-10-26T07:00:00.000Z', 11],
    ['Europe/London', '2025-03-29', '2025-03-29T22:00:00.000Z', '2025-03-30T07:00:00.000Z', 9],
    ['Europe/London', '2025-10-25', '2025-10-25T21:00:00.000Z', '2025-10-26T08:00:00.000Z', 11],
    ['America/New_York', '2025-03-08', '2025-03-09T03:00:00.000Z', '2025-03-09T12:00:00.000Z', 9],
    ['America/New_York', '2025-11-01', '2025-11-02T02:00:00.000Z', '2025-11-02T13:00:00.000Z', 11],
    ['Australia/Lord_Howe', '2025-04-05', '2025-04-05T11:00:00.000Z', '2025-04-05T21:30:00.000Z', 10.5],
    ['Australia/Lord_Howe', '2025-10-04', '2025-10-04T11:30:00.000Z', '2025-10-04T21:00:00.000Z', 9.5],
    ['Europe/Moscow', '2025-03-29', '2025-03-29T19:00:00.000Z', '2025-03-30T05:00:00.000Z', 10],
    ['Asia/Kathmandu', '2025-10-25', '2025-10-25T16:15:00.000Z', '2025-10-26T02:15:00.000Z', 10],
  ] as const
  for (const [timezone, night, from, until, hours] of nights) {
    const second = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()
    const middle = second(from, hours * 1800)
    story(
      `${timezone}, night of ${night}: ${hours} hours, its waits and gaps in real seconds`,
      [
        property({ timezone, managed_from: '2025-01-01' }),
        ...[shift('started', from), shift('ended', middle)],
        // half an hour without anybody, over or beside the change
        ...[shift('started', second(middle, 1800)), shift('ended', until)],
        ...[guest(second(until, -1), chat('a')), guest(until, chat('b'))],
        ...[guest(middle, chat('c')), manager(second(middle, 1200), chat('c'))],
        ...[guest(second(from, -1), chat('d')), guest(from, chat('e'))],
      ],
      async ({ list, total }) => {
        const one = { from: night, until: nextDay(night), as_of: second(until, 86_400 * 3) }
        expect(await list('nights', one)).toMatchObject([
          {
            ...{ night, from, until, window_s: hours * 3600, clocked_s: hours * 3600 - 1800 },
            ...{ gaps: 1, gap_max_s: 1800, is_late: true },
          },
        ])
        expect(await total('nights', one)).toMatchObject({
          ...{ nights: 1, covered_share: (hours * 3600 - 1800) / (hours * 3600), covered_nights: 0 },
        })
        const rows = await list('turns', { from: night, until: nextDay(nextDay(night)), as_of: one.as_of })
        const of = (name: string) => rows.find((row) => row['conversation_id'] === name)
        expect(['a', 'b', 'c', 'd', 'e'].map((name) => of(name)?.['is_night'])).toEqual([
          true,
          false,
          true,
          false,
          true,
        ])
        expect(of('c')).toMatchObject({ wait_s: 1200, state: 'late' })
      },
    )
  }
})

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

describe('local dates', () => {
  story(
    'Kathmandu, 5 h 45 min ahead: the date changes at 18:15 UTC',
    [
      property({ timezone: 'Asia/Kathmandu' }),
      ...[guest('2025-03-31T18:14:59Z', chat('a')), guest('2025-03-31T18:15:00Z', chat('b'))],
      ...[
        incident('opened', '2025-03-31T18:14:59Z', { incident_id: 'a' }),
        incident('opened', '2025-03-31T18:15:00Z', { incident_id: 'b' }),
      ],
    ],
    async ({ answer, list }) => {
      const months = { from: '2025-03-01', until: '2025-05-01', every: 'month' } as const
      const { series: turns } = await answer('turns', months)
      expect(turns).toMatchObject([
        { from: '2025-03-01', turns: 1 },
        { from: '2025-04-01', turns: 1 },
      ])
      const { series: incidents } = await answer('incidents', months)
      expect(incidents).toMatchObject([{ incidents: 1 }, { incidents: 1 }])
      expect((await list('turns', months)).map(({ date }) => date)).toEqual(['2025-03-31', '2025-04-01'])
      const { by } = await answer('turns', { from: '2025-03-01', until: '2025-05-01', by: 'hour' })
      expect(by).toMatchObject([
        { key: '0', turns: 1 },
        { key: '23', turns: 1 },
      ])
    },
  )

  story(
    'a zone that was wrong and is corrected corrects the past, whatever as_of',
    [
      property({ timezone: 'Asia/Vladivostok', managed_from: '2025-03-01' }, '2025-02-01 00:00'),
      // 13:30 in Vladivostok, 06:30 in Moscow; and 23:30 of the day before in New York
      ...[guest('2025-03-04T03:30:00Z', chat('a')), guest('2025-03-01T04:30:00Z', chat('b'))],
      incident('opened', '2025-03-01T04:30:00Z'),
      ...[shift('started', '2025-03-03T19:00:00Z'), shift('ended', '2025-03-04T05:00:00Z')],
    ],
    async ({ total, list, take }) => {
      const march = { from: '2025-03-01', until: '2025-04-01', as_of: '2025-03-10T00:00:00Z' }
      const night = { from: '2025-03-03', until: '2025-03-04', as_of: '2025-03-10T00:00:00Z' }
      expect(await total('turns', march)).toMatchObject({ turns: 2, night_turns: 0 })
      expect(await list('nights', night)).toMatchObject([
        { from: '2025-03-03T12:00:00.000Z', clocked_s: 10_800 },
      ])
      // corrected in summer; asked again for the tenth of March
      await take([property({ timezone: 'Europe/Moscow', managed_from: '2025-03-01' }, '2025-07-01 00:00')])
      expect(await total('turns', march)).toMatchObject({ turns: 2, night_turns: 2 })
      expect(await list('nights', night)).toMatchObject([
        { from: '2025-03-03T19:00:00.000Z', window_s: 36_000, clocked_s: 36_000, gaps: 0 },
      ])
      expect(await total('incidents', march)).toMatchObject({ incidents: 1 })
      // and again, west of the ocean: what was of the first of March is of February
      await take([property({ timezone: 'America/New_York', managed_from: '2025-02-01' }, '2025-08-01 00:00')])
      expect(await total('turns', march)).toMatchObject({ turns: 1, night_turns: 1 })
      expect(await total('incidents', march)).toMatchObject({ incidents: 0 })
      expect((await list('turns')).map(({ date }) => date)).toEqual(['2025-02-28', '2025-03-03'])
    },
  )

  story(
    'the last night of the year belongs to it whole, what happens after midnight to the next',
    [
      property({ timezone: 'America/New_York', managed_from: '2025-12-01' }),
      guest('2026-01-01T04:30:00Z', chat('before')),
      guest('2026-01-01T05:30:00Z', chat('after')),
      ...['opened', 'owner_notified'].map((action, minute) =>
        incident(action, `2026-01-01T05:1${minute}:00Z`),
      ),
    ],
    async ({ total, answer, list }) => {
      const both = { from: '2025-12-01', until: '2026-02-01', as_of: '2026-01-02T00:00:00Z' }
      const { series } = await answer('turns', { ...both, every: 'month' })
      expect(series).toMatchObject([
        { from: '2025-12-01', turns: 1 },
        { from: '2026-01-01', turns: 1 },
      ])
      const year = { from: '2025-01-01', until: '2026-01-01', as_of: both.as_of }
      expect(await total('turns', year)).toMatchObject({ turns: 1 })
      expect(await total('nights', year)).toMatchObject({ nights: 31, late_nights: 1 })
      expect(await total('incidents', year)).toMatchObject({ incidents: 0 })
      expect(await total('automation', year)).toMatchObject({ undisturbed_nights: 30, disturbed_nights: 1 })
      expect((await list('nights', year)).at(-1)).toMatchObject({
        ...{ night: '2025-12-31', until: '2026-01-01T13:00:00.000Z', turns: 2, late: 2, incidents: 1 },
      })
      const weeks = await answer('turns', { ...both, from: '2025-12-29', every: 'week' })
      expect(weeks.series?.[0]).toMatchObject({ from: '2025-12-29', turns: 2 })
    },
  )

  story(
    '29 February is a day, and a night, of its month',
    [
      {
        ...source(EVERYTHING, '2024-01-01'),
        data: { ...source(EVERYTHING, '2024-01-01').data, source_id: 'early' },
      },
      property({ managed_from: '2024-02-01' }, '2024-01-01 00:00'),
      guest('2024-02-29 23:59:59', chat('a')),
      guest('2024-03-01 00:00', chat('b')),
      incident('opened', '2024-02-29 12:00'),
      stay('2024-02-27', '2024-03-02'),
    ],
    async ({ total, answer }) => {
      const february = { from: '2024-02-01', until: '2024-03-01', as_of: '2024-03-10 00:00' }
      expect(await total('turns', february)).toMatchObject({ turns: 1 })
      expect(await total('nights', february)).toMatchObject({ nights: 29, late_nights: 1 })
      // nights of 27, 28 and 29 February
      const { per_100_nights } = await total('incidents', february)
      expect(per_100_nights).toBeCloseTo(100 / 3, 9)
      const { series } = await answer('turns', {
        ...february,
        from: '2024-02-28',
        until: '2024-03-02',
        every: 'day',
      })
      expect(series).toMatchObject([
        { from: '2024-02-28', turns: 0 },
        { from: '2024-02-29', turns: 1 },
        { from: '2024-03-01', turns: 1 },
      ])
      const { by } = await answer('turns', { ...february, by: 'weekday' })
      expect(by).toMatchObject([{ key: '4', turns: 1 }])
    },
  )
})

toldAgain('the same events three times, and in reverse order')
