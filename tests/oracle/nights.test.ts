/** The worked night and the cases of metrics.md that concern nights. */
import { describe, expect, test } from 'vitest'
import {
  bot,
  guest,
  manager,
  mark,
  moment,
  planned,
  policy,
  property,
  shift,
  source,
} from '../support/events.ts'
import { ask } from './told.ts'
import { readNights } from './nights.ts'
import { know } from './placed.ts'
import { HOUR } from './zone.ts'

const one = { from: '2025-03-03', until: '2025-03-04' }

/** Home N, Moscow, as metrics.md tells it, in the night of 3 to 4 March. */
const worked = [
  property(),
  property({ property_id: 'M' }),
  planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00'),
  shift('started', '2025-03-03 22:06'),
  shift('ended', '2025-03-04 02:58'),
  shift('started', '2025-03-04 04:41'),
  shift('ended', '2025-03-04 08:02'),
  guest('2025-03-03 21:50', { conversation_id: 'A' }),
  manager('2025-03-03 22:12', { conversation_id: 'A' }),
  guest('2025-03-04 01:10', { conversation_id: 'B' }),
  manager('2025-03-04 01:14', { conversation_id: 'B' }),
  guest('2025-03-04 03:12', { conversation_id: 'C' }),
  manager('2025-03-04 04:44', { conversation_id: 'C' }),
  guest('2025-03-04 06:30', { conversation_id: 'D' }),
  bot('2025-03-04 06:30:02', { conversation_id: 'D', handoff: true }),
  manager('2025-03-04 06:35', { conversation_id: 'E', property_id: 'M' }),
  manager('2025-03-04 06:41', { conversation_id: 'D' }),
]
const ofN = { homes: [{ property_id: 'N', from: null, until: null }], unassigned: false }

describe('the worked night', () => {
  test('its night', () => {
    expect(ask('nights', worked, { ...one, ...ofN }).total).toEqual({
      nights: 1,
      covered_share: 491 / 600,
      attended_share: 491 / 600,
      planned_share: 1,
      gaps: 2,
      gap_max_s: 6180,
      covered_nights: 0,
      unclocked_nights: 0,
      language_covered_share: 0,
      no_shows: 0,
      late_starts: 0,
      late_nights: 1,
      silent_nights: 0,
      overloaded_nights: 1,
    })
  })

  test('its turns', () => {
    const { total } = ask('turns', [...worked, source(['handoffs'])], { ...one, ...ofN })
    expect(total).toMatchObject({
      turns: 4,
      night_turns: 3,
      night_in_time: 1,
      night_late: 2,
      handoff_p50_s: 658,
    })
    expect(total).toMatchObject({ night_wait_max_s: 5520, late: 3 })
  })

  test('what is reported from a day is looked for at turns by the date on which they opened', () => {
    const until = (date: string) => ask('turns', worked, { from: '2025-03-03', until: date, ...ofN })
    // the first handoff came on the 4th, in the night of the 3rd
    expect(until('2025-03-04').total).toMatchObject({ turns: 4, handoffs: null })
    expect(until('2025-03-05')).toMatchObject({
      total: { turns: 4, handoffs: 1, night_handoffs: 1, handoff_p50_s: 658 },
      since: { handoffs: '2025-03-04' },
    })
  })
})

test('11: nights over clock changes are 9 or 11 hours long', () => {
  const lengths = (timezone: string, date: string) => {
    const events = [property({ timezone, managed_from: '2025-01-01' })]
    const homes = [{ property_id: 'N', from: null, until: null }]
    const known = know(events, 'Europe/Moscow')
    const as_of = Date.parse('2026-01-01T00:00:00Z')
    const period = { from: date, until: '2025-12-31' }
    const asked = {
      subject: 'nights',
      ...period,
      as_of,
      homes,
      unassigned: true,
      default_timezone: 'Europe/Moscow',
    } as const
    const [night] = readNights(known, asked, period)
    return night === undefined ? null : (night.window.until - night.window.from) / HOUR
  }
  for (const zone of ['Europe/Berlin', 'Europe/London']) {
    expect(lengths(zone, '2025-03-29')).toBe(9)
    expect(lengths(zone, '2025-03-30')).toBe(10)
    expect(lengths(zone, '2025-10-25')).toBe(11)
  }
  expect(lengths('America/New_York', '2025-03-08')).toBe(9)
  expect(lengths('America/New_York', '2025-11-01')).toBe(11)
  expect(lengths('Europe/Moscow', '2025-03-29')).toBe(10)
})

describe('planned, clocked, seen', () => {
  test('21: planned, never clocked', () => {
    const events = [property(), planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00')]
    const { total, not_reported } = ask('nights', events, one)
    expect(total).toMatchObject({
      covered_share: null,
      planned_share: 1,
      gaps: 0,
      gap_max_s: 0,
      covered_nights: 1,
      no_shows: null,
    })
    expect(not_reported).toMatchObject({ covered_share: 'clock', no_shows: 'clock and plans' })
  })

  test('38: started 23:00, planned until 22:30, never ended: on duty until 11:00', () => {
    const events = [
      property(),
      planned('2025-03-01 12:00', '2025-03-03 14:00', '2025-03-03 22:30'),
      shift('started', '2025-03-03 23:00'),
    ]
    expect(ask('nights', events, one).total).toMatchObject({ covered_share: 0.9, gaps: 1, gap_max_s: 3600 })
    const longNight = policy('2025-01-01 00:00', { night_from: '10:00', night_to: '12:00' })
    const morning = ask('nights', [...events, longNight], { from: '2025-03-04', until: '2025-03-05' })
    expect(morning.total).toMatchObject({ covered_share: 0.5 })
  })

  test('a no-show, a late start, and one that was seen at work', () => {
    const plan = planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00')
    const all = [property(), plan, source(['clock', 'plans'])]
    expect(ask('nights', all, one).total).toMatchObject({
      no_shows: 1,
      late_starts: 0,
      gaps: 1,
      gap_max_s: 36000,
    })
    const acts = [
      manager('2025-03-03 23:00'),
      manager('2025-03-04 00:00'),
      manager('2025-03-04 01:00:00.001'),
    ]
    expect(ask('nights', [...all, ...acts], one).total).toMatchObject({
      no_shows: 0,
      attended_share: 0.1,
      covered_share: 0,
    })
    expect(ask('nights', [...all, shift('started', '2025-03-03 22:10:00.001')], one).total).toMatchObject({
      late_starts: 1,
      no_shows: 0,
    })
    expect(ask('nights', [...all, shift('started', '2025-03-03 22:10')], one).total).toMatchObject({
      late_starts: 0,
    })
  })

  test('a guest waits half an hour in silence beside somebody on shift', () => {
    const duty = [property(), shift('started', '2025-03-03 22:00'), shift('ended', '2025-03-04 08:00')]
    const wait = [...duty, guest('2025-03-04 01:00'), manager('2025-03-04 01:30')]
    expect(ask('nights', wait, one).total).toMatchObject({
      silent_nights: 1,
      overloaded_nights: 0,
      late_nights: 1,
    })
    const busy = [
      ...wait,
      mark('taken', '2025-03-04 01:10', { conversation_id: 'E', actor: { role: 'manager', id: 'anna' } }),
      guest('2025-03-04 00:59', { conversation_id: 'E', property_id: 'M', needs_reply: false }),
    ]
    expect(ask('nights', busy, one).total).toMatchObject({ silent_nights: 0, overloaded_nights: 1 })
  })

  test('languages by primary subtag, of the manager where no event carries them', () => {
    const duty = [
      property(),
      shift('started', '2025-03-03 22:00', { languages: ['en-GB'] }),
      shift('ended', '2025-03-04 03:00'),
    ]
    expect(ask('nights', duty, one).total).toMatchObject({ language_covered_share: 0.5 })
    expect(ask('nights', duty, { ...one, language: 'ru' }).total).toMatchObject({ language_covered_share: 0 })
  })
})

test('35: a home managed from the 15th has 17 nights in October', () => {
  const events = [property({ managed_from: '2025-10-15' })]
  expect(ask('nights', events, { from: '2025-10-01', until: '2025-11-01' }).total).toMatchObject({
    nights: 17,
  })
})

test('14: a message that arrives late belongs to its own night', () => {
  const events = [property(), guest('2025-03-04 02:00')]
  expect(
    ask('nights', events, { ...one, as_of: Date.parse(moment('2025-03-04 02:10')) }).total,
  ).toMatchObject({ late_nights: 0 })
  expect(ask('nights', events.reverse(), one).total).toMatchObject({ late_nights: 1 })
})

test('a team looks at each window once, and by person at his own nights', () => {
  const events = [
    property(),
    property({ property_id: 'M' }),
    shift('started', '2025-03-03 22:00', { property_ids: ['N'] }),
    shift('ended', '2025-03-04 03:00'),
  ]
  expect(ask('nights', events, one).total).toMatchObject({ nights: 2, covered_share: 0.25 })
  expect(ask('nights', events, { ...one, team: true }).total).toMatchObject({ nights: 1, covered_share: 0.5 })
  expect(ask('nights', events, { ...one, by: 'person' }).by).toMatchObject([
    { key: 'anna', nights: 1, covered_share: 0.5 },
  ])
  expect(ask('nights', events, { ...one, by: 'property' }).by).toMatchObject([
    { key: 'M', gaps: 1 },
    { key: 'N', gaps: 1 },
  ])
})
