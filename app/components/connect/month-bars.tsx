import { formatCount } from '#reports/month/format.ts'
import { sumOfMonth, type MonthOfMessages } from '../../connect/message-counts.ts'
import type { Locale } from '../../i18n/locale.ts'

const HEIGHT = 124
const TOP = 12
const BOTTOM = 24
const LEFT = 44
/** A bar is at most so wide, and this much of its place is free. */
const WIDEST = 46
const FREE = 0.2
/** Names of months, or of years, stand so far apart. */
const NAME_WIDTH = 34

/** From below. */
export const SIDES = ['guests', 'ours', 'open'] as const

interface MonthBarsProps {
  months: readonly MonthOfMessages[]
  locale: Locale
  width: number
  label: string
}

/** Messages by month, guests below, ours above. */
export function MonthBars({ months, locale, width, label }: MonthBarsProps) {
  const most = Math.max(1, ...months.map(sumOfMonth))
  const place = (width - LEFT) / months.length
  const wide = Math.min(WIDEST, place * (1 - FREE))
  const names = namesOf(months, place, locale)
  const heightOf = (count: number) => (count / most) * (HEIGHT - TOP)
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${HEIGHT + BOTTOM}`} role="img" aria-label={label}>
      {[0, most].map((count) => (
        <g key={count}>
          <line
            className="grid"
            x1={LEFT}
            x2={width}
            y1={round(HEIGHT - heightOf(count))}
            y2={round(HEIGHT - heightOf(count))}
          />
          <text x={LEFT - 8} y={round(HEIGHT - heightOf(count)) + 4} textAnchor="end">
            {formatCount(count, locale)}
          </text>
        </g>
      ))}
      {months.map((one, index) => {
        const x = LEFT + index * place + (place - wide) / 2
        const name = names[index] ?? null
        let below = 0
        return (
          <g key={one.month}>
            {SIDES.map((side) => {
              const height = heightOf(one[side])
              below += height
              return height === 0 ? null : (
                <rect
                  key={side}
                  className={`bar-${side}`}
                  x={round(x)}
                  y={round(HEIGHT - below)}
                  width={round(wide)}
                  height={round(height)}
                />
              )
            })}
            {name === null ? null : (
              <text x={round(x + wide / 2)} y={HEIGHT + 17} textAnchor="middle">
                {name}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** Of each month where there is place, else of years alone: at their January, and at the first month. */
function namesOf(months: readonly MonthOfMessages[], place: number, locale: Locale): (string | null)[] {
  if (place >= NAME_WIDTH) {
    const format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
    return months.map(({ month }) => format.format(Date.parse(`${month}-01`)).replace('.', ''))
  }
  const january = months.findIndex(({ month }) => month.endsWith('-01'))
  const isFirstNamed = january < 0 || january * place >= NAME_WIDTH
  return months.map(({ month }, index) =>
    month.endsWith('-01') || (index === 0 && isFirstNamed) ? month.slice(0, 4) : null,
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
