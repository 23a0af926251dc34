import { useTranslation } from 'react-i18next'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { scaleLinear } from 'd3-scale'
import type { TrendDay } from '#reports/month/contents.ts'
import { daysAlone } from '#reports/month/shapes/waits.ts'

/** The same lines as the drawn chart, with the day's figures at the pointer. */
export default function RechartsLines({ days, promise_s }: { days: readonly TrendDay[]; promise_s: number }) {
  const { t, i18n } = useTranslation()
  const data = days.map(({ date, turns, wait_p50_s, wait_p90_s }) => ({
    day: Number(date.slice(8)),
    turns,
    usual: wait_p50_s === null ? null : wait_p50_s / 60,
    nine: wait_p90_s === null ? null : wait_p90_s / 60,
  }))
  const top = Math.min(
    Math.max((promise_s / 60) * 1.6, 1.05 * Math.max(0, ...data.map(({ nine }) => nine ?? 0))),
    (promise_s / 60) * 3.2,
  )
  const alone = daysAlone(days).flatMap((index) => data[index] ?? [])
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
  const minutes = (value: unknown) => t('waits.minutes', { n: number.format(Number(value)) })
  const month = days[0]?.date.slice(0, 8) ?? ''
  const dayOf = (day: number) =>
    new Date(`${month}${String(day).padStart(2, '0')}`).toLocaleDateString(i18n.language, {
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    })
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={data}
        margin={{ top: 12, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="day" tickLine={false} axisLine={false} interval={6} tick={TICK} height={26} />
        <YAxis
          width={34}
          tickLine={false}
          axisLine={false}
          domain={[0, top]}
          allowDataOverflow
          tick={TICK}
          ticks={scaleLinear([0, top], [0, 1]).ticks(4)}
        />
        <Tooltip
          formatter={(value, name) => [minutes(value), t(name === 'usual' ? 'waits.usual' : 'waits.nine')]}
          labelFormatter={(day) => dayOf(Number(day))}
          separator=" "
          contentStyle={TIP}
          itemStyle={TIP_LINE}
        />
        <Area
          dataKey="nine"
          type="monotone"
          fill="var(--night-soft)"
          stroke="none"
          isAnimationActive={false}
        />
        {alone.map(({ day, nine }) => (
          <ReferenceLine
            key={day}
            segment={[
              { x: day, y: 0 },
              { x: day, y: Math.min(nine ?? 0, top) },
            ]}
            stroke="var(--night-soft)"
            strokeWidth={8}
          />
        ))}
        <Line
          dataKey="usual"
          type="monotone"
          stroke="var(--night)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        {alone.map(({ day, usual }) => (
          <ReferenceDot key={day} x={day} y={usual ?? 0} r={3} fill="var(--night)" stroke="none" />
        ))}
        <ReferenceLine y={promise_s / 60} stroke="var(--ink)" strokeDasharray="4 4" strokeOpacity={0.6} />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

const TICK = { fontSize: 11.5, fill: 'var(--soft)' }
const TIP = {
  background: 'var(--surface)',
  border: '1px solid var(--line)',
  borderRadius: 8,
  fontSize: 14,
  color: 'var(--ink)',
}
// else each line is as pale as its area
const TIP_LINE = { color: 'var(--ink)' }
