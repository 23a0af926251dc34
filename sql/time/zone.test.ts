import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amount } from '#tests/support/amount.ts'
import { clockTime, firstInstant, localDay, offsetAt, parseClock, parseDay, localHourOf } from './zone.ts'

const at = (time: string) => Date.parse(time)
const instant = (zone: string, date: string, clock: string) =>
  new Date(firstInstant(zone, parseDay(date), parseClock(clock))).toISOString()

test.each([
  ['Europe/Moscow', '2025-07-01T00:00:00Z', 180],
  ['Asia/Kathmandu', '2025-07-01T00:00:00Z', 345],
  ['Europe/Berlin', '2025-03-30T00:59:59.999Z', 60],
  ['Europe/Berlin', '2025-03-30T01:00:00Z', 120],
  ['Europe/London', '2025-10-26T00:59:59.999Z', 60],
  ['Europe/London', '2025-10-26T01:00:00Z', 0],
  ['America/New_York', '2025-11-02T05:59:59.999Z', -240],
  ['America/New_York', '2025-11-02T06:00:00Z', -300],
  ['Australia/Lord_Howe', '2025-04-05T15:00:00Z', 630],
])('%s at %s is %i minutes from UTC', (zone, time, minutes) => {
  expect(offsetAt(zone, at(time)) / 60_000).toBe(minutes)
})

test.each([
  ['2025-03-30', '02:30', '2025-03-30T01:00:00.000Z'], // the clock never shows it: when it shows 03:00
  ['2025-03-30', '03:00', '2025-03-30T01:00:00.000Z'],
  ['2025-10-26', '02:30', '2025-10-26T00:30:00.000Z'], // twice: the first
  ['2025-10-26', '03:00', '2025-10-26T02:00:00.000Z'],
  ['2024-02-29', '00:00', '2024-02-28T23:00:00.000Z'],
])('Berlin’s %s %s is first reached at %s', (date, clock, expected) => {
  expect(instant('Europe/Berlin', date, clock)).toBe(expected)
})

test('a night on which the clocks change is 9 or 11 hours long', () => {
  const hours = (zone: string, date: string, next: string) =>
    (Date.parse(instant(zone, next, '08:00')) - Date.parse(instant(zone, date, '22:00'))) / 3_600_000
  expect(hours('Europe/Berlin', '2025-03-29', '2025-03-30')).toBe(9)
  expect(hours('Europe/Berlin', '2025-10-25', '2025-10-26')).toBe(11)
  expect(hours('Australia/Lord_Howe', '2025-04-05', '2025-04-06')).toBe(10.5)
  expect(hours('Europe/Moscow', '2025-03-29', '2025-03-30')).toBe(10)
})

test('a month’s border at 00:30 local while UTC is still yesterday', () => {
  const time = at('2025-09-30T21:30:00Z')
  expect(localDay('Europe/Moscow', time)).toBe(parseDay('2025-10-01'))
  expect(localHourOf('Europe/Moscow', time)).toBe(parseDay('2025-10-01') * 24)
  expect(clockTime('Europe/Moscow', time)).toBe(parseClock('00:30'))
})

const ZONES = [
  'Europe/Moscow',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
]

// one for each zone: to make one takes a hundred times as long as to ask it
const clocks = new Map(
  ZONES.map((zone) => [
    zone,
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }),
  ]),
)

test('the local clock is that of Intl, at any time in any zone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: at('1995-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') }),
      (zone, time) => {
        const parts = clocks.get(zone)?.format(time)
        const local = new Date(time + offsetAt(zone, time)).toISOString()
        expect(local.slice(0, 19).replace('T', ' ')).toBe(parts)
      },
    ),
    { numRuns: amount(500, 2000) },
  )
})

test('the first instant of a clock time shows it, or later, and the millisecond before does not', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: 12_000, max: 24_000 }),
      fc.integer({ min: 0, max: 1439 }),
      (zone, day, minute) => {
        const found = firstInstant(zone, day, minute * 60_000)
        const wall = day * 86_400_000 + minute * 60_000
        expect(found + offsetAt(zone, found)).toBeGreaterThanOrEqual(wall)
        expect(found - 1 + offsetAt(zone, found - 1)).toBeLessThan(wall)
      },
    ),
    { numRuns: 2000 },
  )
})
