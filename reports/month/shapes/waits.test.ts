import { expect, test } from 'vitest'
import type { TrendDay } from '../contents.ts'
import { daysAlone, waitLines } from './waits.ts'

const box = { x: 0, y: 0, width: 300, height: 100 }
/** Days of which the usual wait is told in minutes; null: nobody wrote. */
const days = (...waits: (number | null)[]): TrendDay[] =>
  waits.map((minutes, index) => ({
    date: `2025-03-${String(index + 1).padStart(2, '0')}`,
    turns: minutes === null ? 0 : 110,
    wait_p50_s: minutes === null ? null : minutes * 60,
    wait_p90_s: minutes === null ? null : minutes * 120,
  }))

test('days without neighbours are marks of their own, with a band', () => {
  const lonely = days(5, null, 3, null, null, 4, 4, null, 8)
  expect(daysAlone(lonely)).toEqual([0, 2, 8])
  const { alone } = waitLines(lonely, { promise_s: 600 }, box)
  // the axis ends at 16.8 minutes: a twentieth above the longest wait of 16
  const y = (minutes: number) => 100 - (minutes / 16.8) * 100
  expect(alone.map(({ x }) => x)).toEqual([0, 75, 300])
  alone.forEach(({ median_y, high_y }, index) => {
    const minutes = [5, 3, 8][index] ?? 0
    expect(median_y).toBeCloseTo(y(minutes))
    expect(high_y).toBeCloseTo(y(minutes * 2))
  })
})

test('where each day has a neighbour, or none a wait, there are no such marks', () => {
  expect(daysAlone(days(1, 2, null, 3, 4))).toEqual([])
  expect(daysAlone(days(null, null))).toEqual([])
  expect(daysAlone(days(1))).toEqual([0])
})
