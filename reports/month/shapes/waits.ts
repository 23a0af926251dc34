import { byLate } from './night-strip.ts'
import { scaleLinear } from 'd3-scale'
import { area, curveMonotoneX, line } from 'd3-shape'
import type { TrendDay, TrendDot } from '../contents.ts'
import type { Box } from './night-strip.ts'

export interface Axis {
  ticks: { label: string; at: number }[]
}

/** Every wait a dot: time to the right, minutes up; what is longer than the axis stands on its upper edge with its number. */
export interface DotsShape {
  dots: {
    x: number
    y: number
    radius: number
    is_late: boolean
    is_bot: boolean
    wait_s: number
    label: string | null
  }[]
  /** minutes */
  y: Axis
  /** days of the month */
  x: Axis
  promise_y: number
}

/** A value a day: the usual wait as a line, the long one as a band's upper edge. Days without a wait are gaps. */
export interface LinesShape {
  median: string
  band: string
  /** days between gaps, which no line reaches: where the band stands up from the axis, and the usual wait on it */
  alone: { x: number; median_y: number; high_y: number }[]
  y: Axis
  x: Axis
  promise_y: number
}

/** Length of the axis in minutes: 1.6 times the promise, more where somebody waited longer, at most 3.2 times. */
function axisMinutes(promise_s: number, waits_s: readonly number[]): number {
  const promise = promise_s / 60
  const longest = Math.max(0, ...waits_s) / 60
  return Math.min(Math.max(promise * 1.6, longest * 1.05), promise * 3.2)
}

export function waitDots(
  dots: readonly TrendDot[],
  { promise_s, days }: { promise_s: number; days: number },
  box: Box,
): DotsShape {
  const top = axisMinutes(
    promise_s,
    dots.map(({ wait_s }) => wait_s),
  )
  const y = scaleLinear([0, top], [box.y + box.height, box.y])
  // a night's question belongs to its evening: the last night's lie on the morning after the month
  const end = Math.max(days, ...dots.map(({ day }) => day))
  const x = scaleLinear([0, end], [box.x, box.x + box.width])
  return {
    dots: [...dots].sort(byLate).map(({ day, wait_s, is_late, is_bot }) => {
      const isOver = wait_s / 60 > top
      return {
        x: x(day),
        y: y(Math.min(wait_s / 60, top)),
        radius: is_late ? 4.6 : 3.4,
        is_late,
        is_bot,
        wait_s,
        label: isOver ? String(Math.round(wait_s / 60)) : null,
      }
    }),
    y: { ticks: yTicks(top, y) },
    x: { ticks: dayTicks(days, (day) => x(day + 0.5)) },
    promise_y: y(promise_s / 60),
  }
}

export function waitLines(
  days: readonly TrendDay[],
  { promise_s }: { promise_s: number },
  box: Box,
): LinesShape {
  const top = axisMinutes(
    promise_s,
    days.map(({ wait_p90_s }) => wait_p90_s ?? 0),
  )
  const y = scaleLinear([0, top], [box.y + box.height, box.y])
  const x = scaleLinear([0, Math.max(1, days.length - 1)], [box.x, box.x + box.width])
  const at = (value: number | null) => y(Math.min((value ?? 0) / 60, top))
  const indexed = days.map((day, index) => ({ ...day, index }))
  const isKnown = ({ wait_p50_s }: TrendDay) => wait_p50_s !== null
  return {
    alone: daysAlone(days).map((index) => ({
      x: x(index),
      median_y: at(days[index]?.wait_p50_s ?? null),
      high_y: at(days[index]?.wait_p90_s ?? null),
    })),
    median:
      line<(typeof indexed)[number]>()
        .defined(isKnown)
        .x(({ index }) => x(index))
        .y(({ wait_p50_s }) => at(wait_p50_s))
        .curve(curveMonotoneX)
        .digits(2)(indexed) ?? '',
    band:
      area<(typeof indexed)[number]>()
        .defined(isKnown)
        .x(({ index }) => x(index))
        .y0(y(0))
        .y1(({ wait_p90_s }) => at(wait_p90_s))
        .curve(curveMonotoneX)
        .digits(2)(indexed) ?? '',
    y: { ticks: yTicks(top, y) },
    x: { ticks: dayTicks(days.length, x) },
    promise_y: y(promise_s / 60),
  }
}

/** Places of the days that have a wait, and of which neither neighbour has one. */
export function daysAlone(days: readonly TrendDay[]): number[] {
  const isKnown = (index: number) => (days[index]?.wait_p50_s ?? null) !== null
  return days.flatMap((_, index) =>
    isKnown(index) && !isKnown(index - 1) && !isKnown(index + 1) ? [index] : [],
  )
}

function yTicks(top: number, y: (minutes: number) => number): Axis['ticks'] {
  const step = [5, 10, 15, 30, 60, 120, 240].find((one) => top / one <= 4.5) ?? 480
  const ticks: Axis['ticks'] = []
  for (let minutes = 0; minutes <= top; minutes += step)
    ticks.push({ label: String(minutes), at: y(minutes) })
  return ticks
}

/** 1, 8, 15, 22, 29: a week apart. */
function dayTicks(days: number, x: (index: number) => number): Axis['ticks'] {
  const ticks: Axis['ticks'] = []
  for (let index = 0; index < days; index += 7) ticks.push({ label: String(index + 1), at: x(index) })
  return ticks
}
