/** Nights of the sample month, and its waits as dots or as lines. */
import type { NightColumn, Trend, TrendDot } from '#reports/month/contents.ts'
import { DAY, DAYS, dice, HOUR, iso, MINUTE, START } from './sample-dates.ts'

/** 22:00 on the 13th */
const BAD_NIGHT_AT = START + 12 * DAY + 22 * HOUR

export function sampleNights(): NightColumn[] {
  const next = dice(7)
  return Array.from({ length: DAYS }, (_, index) => {
    const from_at = START + index * DAY + 22 * HOUR
    const until_at = from_at + 10 * HOUR
    const dots = Array.from({ length: Math.floor(next() * 2.9) }, () => ({
      at: from_at + next() * 10 * HOUR,
      is_late: false,
    }))
    const night: NightColumn = {
      date: iso(from_at).slice(0, 10),
      from_at,
      until_at,
      dots,
      turns: dots.length,
      late: 0,
      worst_wait_s: dots.length > 0 ? 240 + index * 7 : null,
      gap_max_s: 0,
      nobody_max_s: 0,
      silences: [],
      spans: [{ from_at, until_at, state: 'present' }],
      verdict: dots.length > 0 ? 'in_time' : 'quiet',
    }
    if (index === 12) return badNight(night)
    if (index === 24) {
      const clocked = from_at + 66 * MINUTE
      night.spans = [
        { from_at, until_at: clocked, state: 'planned' },
        { from_at: clocked, until_at, state: 'present' },
      ]
    }
    return night
  })
}

function badNight(night: NightColumn): NightColumn {
  const { from_at, until_at } = night
  const [gone, back] = [from_at + 298 * MINUTE, from_at + 401 * MINUTE]
  return {
    ...night,
    spans: [
      { from_at, until_at: gone, state: 'present' },
      { from_at: gone, until_at: back, state: 'nobody' },
      { from_at: back, until_at, state: 'present' },
    ],
    dots: [
      { at: from_at + 190 * MINUTE, is_late: false },
      { at: from_at + 312 * MINUTE, is_late: true },
      { at: from_at + 510 * MINUTE, is_late: true },
    ],
    turns: 3,
    late: 2,
    worst_wait_s: 5520,
    gap_max_s: 6180,
    nobody_max_s: 6180,
    verdict: 'nobody',
  }
}

export function sampleDots(): Trend {
  const next = dice(3)
  const dots: TrendDot[] = Array.from({ length: 83 }, (_, index) => {
    const day = (index + next()) * (DAYS / 83)
    const wait_s = Math.round((0.8 + next() * next() * 8.6) * 60)
    const is_bot = index % 7 < 2
    return { opened_at: START + day * DAY, day, wait_s: is_bot ? 5 : wait_s, is_late: false, is_bot }
  })
  const late = [
    { opened_at: BAD_NIGHT_AT + 312 * MINUTE, wait_s: 5520 },
    { opened_at: BAD_NIGHT_AT + 510 * MINUTE, wait_s: 660 },
  ].map((wait) => ({ ...wait, day: (wait.opened_at - START) / DAY, is_late: true, is_bot: false }))
  return { kind: 'dots', dots: [...dots, ...late] }
}

/** More than 20 turns a day: a value a day, with two days on which nobody wrote. */
export function busyTrend(turns: number): Trend {
  const next = dice(11)
  return {
    kind: 'lines',
    days: Array.from({ length: DAYS }, (_, day) => {
      const isQuiet = day === 9 || day === 10
      const usual = 120 + next() * 160
      return {
        date: iso(START + day * DAY + 12 * HOUR).slice(0, 10),
        turns: isQuiet ? 0 : Math.round(turns / DAYS),
        wait_p50_s: isQuiet ? null : usual,
        wait_p90_s: isQuiet ? null : day === 13 ? 5520 : usual * (2 + next()),
      }
    }),
  }
}
