import { scaleBand, scaleLinear } from 'd3-scale'
import type { NightColumn, NightSpan } from '../contents.ts'

/** A rectangle of a night's column, in the units of the box that it was drawn for. */
export interface Bar {
  x: number
  y: number
  width: number
  height: number
  state: NightSpan['state'] | 'silent'
}

export interface Dot {
  x: number
  y: number
  radius: number
  is_late: boolean
}

/** One night: from its evening, on top, to its morning. */
export interface NightShape {
  date: string
  x: number
  y: number
  width: number
  height: number
  bars: Bar[]
  dots: Dot[]
  /** presence is not reported, or the night has not begun: an empty frame */
  is_empty: boolean
}

export interface StripShape {
  nights: NightShape[]
  /** hours of the clock on the left: label and height */
  hours: { label: string; y: number }[]
  /** days of the month below: centre of the column */
  days: { label: string; x: number }[]
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** A stretch shorter than this part of the night is a seam, not a stretch. */
const LEAST_PX = 1.5
const GAP_PX = 1

/** A month of nights side by side: filled where someone was there, an outline where only planned, a hole where nobody. */
export function nightStrip(
  nights: readonly NightColumn[],
  box: Box,
  hourLabel: (at: number) => string,
): StripShape {
  const band = scaleBand<number>()
    .domain(nights.map((_, index) => index))
    .range([box.x, box.x + box.width])
    .paddingInner(nights.length > 20 ? 0.18 : 0.12)
  const width = Math.min(band.bandwidth(), 46)
  const shapes = nights.map((night, index) =>
    nightShape(night, {
      x: (band(index) ?? 0) + (band.bandwidth() - width) / 2,
      y: box.y,
      width,
      height: box.height,
    }),
  )
  return {
    nights: shapes,
    hours: hourTicks(nights, box, hourLabel),
    days: shapes.flatMap(({ x, width, date }, index) =>
      isTick(index, nights) ? [{ label: String(Number(date.slice(8))), x: x + width / 2 }] : [],
    ),
  }
}

/** A calendar: weeks as rows from Monday, seven cells, each night a small column. For narrow pages. */
export function nightCalendar(
  nights: readonly NightColumn[],
  { width, cellHeight, rowGap }: { width: number; cellHeight: number; rowGap: number },
): {
  nights: NightShape[]
  days: { label: string; x: number; y: number }[]
  weekdays: number[]
  height: number
} {
  const band = scaleBand<number>().domain([0, 1, 2, 3, 4, 5, 6]).range([0, width]).paddingInner(0.06)
  const first = nights[0] === undefined ? 0 : weekday(nights[0].date)
  const rows = Math.ceil((nights.length + first) / 7)
  const shapes = nights.map((night, index) => {
    const cell = index + first
    return nightShape(night, {
      x: band(cell % 7) ?? 0,
      y: Math.floor(cell / 7) * (cellHeight + rowGap),
      width: band.bandwidth(),
      height: cellHeight,
    })
  })
  return {
    nights: shapes,
    days: shapes.map(({ x, y, width, height, date }) => ({
      label: String(Number(date.slice(8))),
      x: x + width / 2,
      y: y + height + 15,
    })),
    weekdays: [0, 1, 2, 3, 4, 5, 6].map((day) => (band(day) ?? 0) + band.bandwidth() / 2),
    height: rows * (cellHeight + rowGap),
  }
}

/** One night in a box of its own. */
export function nightShape(night: NightColumn, box: Box): NightShape {
  const y = scaleLinear([night.from_at, night.until_at], [box.y, box.y + box.height])
  const bar = (from_at: number, until_at: number, state: Bar['state']): Bar[] => {
    const top = y(Math.max(from_at, night.from_at))
    const height = y(Math.min(until_at, night.until_at)) - top
    if (height < LEAST_PX) return []
    const seam = Math.min(GAP_PX, height / 4)
    return [{ x: box.x, y: top + seam / 2, width: box.width, height: height - seam, state }]
  }
  const [left, right] = [Math.min(5, box.width / 3.4), Math.min(4, box.width / 4)]
  return {
    date: night.date,
    ...box,
    bars: [
      ...night.spans.flatMap((span) => bar(span.from_at, span.until_at, span.state)),
      ...night.silences.flatMap((silence) => bar(silence.from_at, silence.until_at, 'silent')),
    ],
    // the late ones last, so that none lies under another
    dots: [...night.dots].sort(byLate).map(({ at, is_late }) => {
      const radius = is_late ? left : right
      const inside = [box.y + radius + 1, box.y + box.height - radius - 1] as const
      return { x: box.x + box.width / 2, y: Math.min(Math.max(y(at), inside[0]), inside[1]), radius, is_late }
    }),
    is_empty: night.spans.length === 0,
  }
}

/** Those in time first. */
export function byLate(a: { is_late: boolean }, b: { is_late: boolean }): number {
  return Number(a.is_late) - Number(b.is_late)
}

/** Every two hours of the usual night: the first one that is as long as most. */
function hourTicks(
  nights: readonly NightColumn[],
  box: Box,
  hourLabel: (at: number) => string,
): { label: string; y: number }[] {
  const usual = nights.find((night) => night.until_at - night.from_at === median(nights)) ?? nights[0]
  if (usual === undefined) return []
  const y = scaleLinear([usual.from_at, usual.until_at], [box.y, box.y + box.height])
  const step = 2 * 3_600_000
  const ticks: { label: string; y: number }[] = []
  for (let at = usual.from_at; at <= usual.until_at; at += step)
    ticks.push({ label: hourLabel(at), y: y(at) })
  return ticks
}

function median(nights: readonly NightColumn[]): number {
  const lengths = nights.map((night) => night.until_at - night.from_at).sort((a, b) => a - b)
  return lengths[Math.floor(lengths.length / 2)] ?? 0
}

/** The first, the last, every fifth, and the nights with nobody there. */
function isTick(index: number, nights: readonly NightColumn[]): boolean {
  const isMarked = (at: number) => nights[at]?.verdict === 'nobody'
  if (isMarked(index)) return true
  const isNear = [index - 1, index + 1].some(isMarked)
  const last = nights.length - 1
  return (index % 5 === 0 && last - index > 1 && !isNear) || (index === last && !isNear) || index === 0
}

/** Monday 0 … Sunday 6 */
function weekday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
}
