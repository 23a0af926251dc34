/**
 * Times of invented worlds: few dates, few clock times, few distances, so that equal times and exact borders
 * happen often. Kept apart from zones until a world is put together, so that failures shrink well.
 */
import fc from 'fast-check'
import { addDays, DAY, firstInstant, HOUR, MINUTE, SECOND } from './zone.ts'

/** One of several, the earlier listed the likelier to remain after shrinking. */
export function oneOf<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values)
}

/** Present in `share` of 10. */
export function sometimes<T>(share: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: 10 - share, arbitrary: fc.constant(undefined) },
    { weight: share, arbitrary: arbitrary },
  )
}

export const ZONES = [
  ...['Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'],
  ...['Australia/Lord_Howe', 'Europe/London'],
]

/** Both clock changes of Berlin and London, of New York and of Lord Howe (half an hour), a month's border, two ordinary days. */
const ANCHORS = [
  '2025-06-17',
  '2025-03-30',
  '2025-10-26',
  '2025-03-09',
  '2025-11-02',
  '2025-08-31',
  '2025-04-16',
  '2025-04-06',
  '2025-10-05',
]

const CLOCKS = [
  12 * HOUR,
  22 * HOUR,
  8 * HOUR,
  23 * HOUR + 30 * MINUTE,
  0,
  2 * HOUR,
  1 * HOUR + 30 * MINUTE,
  3 * HOUR,
  6 * HOUR + 15 * MINUTE,
  7 * HOUR,
  9 * HOUR,
  18 * HOUR,
  21 * HOUR + 50 * MINUTE,
]

/** What the definitions cut at, and a millisecond beyond. */
const BORDERS = [
  ...[5 * SECOND, MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR],
  ...[3 * HOUR, 12 * HOUR, DAY],
]
const DISTANCES = BORDERS.flatMap((border) => [border, border + 1])

export interface Scene {
  zone: string
  anchor: string
  clocks: number[]
}

export const scene: fc.Arbitrary<Scene> = fc.record({
  zone: oneOf(...ZONES),
  anchor: oneOf(...ANCHORS),
  clocks: fc.uniqueArray(oneOf(...CLOCKS), { minLength: 1, maxLength: 3 }),
})

export interface RawTime {
  day: number
  clock: number
  distance: number
  more: number
}

const day = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: oneOf(1, -1) },
  { weight: 1, arbitrary: oneOf(2, 3, 4, 5, -2) },
  { weight: 1, arbitrary: oneOf(30, 31, -30) },
)
const distance = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: oneOf(1, -1, 999) },
  { weight: 9, arbitrary: oneOf(...DISTANCES) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 180 }).map((minutes) => minutes * MINUTE) },
)
const more = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: oneOf(MINUTE, 10 * MINUTE, 30 * MINUTE, 30 * MINUTE + 1, HOUR) },
  { weight: 1, arbitrary: oneOf(30 * DAY, 30 * DAY + 1) },
)

export const rawTime: fc.Arbitrary<RawTime> = fc.record({ day, clock: fc.nat(2), distance, more })

const FIRST = Date.parse('2025-02-01T12:00:00Z')
const LAST = Date.parse('2025-12-30T12:00:00Z')

export function within2025(at: number): number {
  return Math.min(LAST, Math.max(FIRST, at))
}

/** Milliseconds UTC, always within February to December 2025. */
export function timeIn({ zone, anchor, clocks }: Scene, raw: RawTime): number {
  const clock = clocks[raw.clock % clocks.length] ?? 0
  return within2025(firstInstant(zone, addDays(anchor, raw.day), clock) + raw.distance + raw.more)
}

/** Where much happens at once: shifts begin, people are busy. */
export function focusOf(scene: Scene): number {
  return timeIn(scene, { day: 0, clock: 0, distance: 0, more: 0 })
}

/** RFC 3339; where `offset` is not 0 minutes, written with that offset. */
export function written(at: number, offset = 0): string {
  if (offset === 0) return new Date(at).toISOString()
  const sign = offset > 0 ? '+' : '-'
  const two = (value: number) => String(value).padStart(2, '0')
  const size = Math.abs(offset)
  const wall = new Date(at + offset * MINUTE).toISOString().slice(0, -1)
  return `${wall}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** The one of the list that an index stands for; undefined only of an empty list. */
export function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)]
}
