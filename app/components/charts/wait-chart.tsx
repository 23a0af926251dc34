import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Trend } from '#reports/month/contents.ts'
import { waitDots, waitLines, type DotsShape } from '#reports/month/shapes/waits.ts'
import type { WaitRow } from '../../view-models/waits.server.ts'
import { LiveLines } from './live-lines.tsx'
import { Sized } from './sized.tsx'

const HEIGHT = 210
const LEFT = 34
const BOTTOM = 26
/** So many waits that were too long are told by their minutes; more would lie over each other. */
const MOST_LABELS = 3

/** How long guests waited: each wait a dot, or for many a value a day; the promise dashed, the table one tap away. */
export function WaitChart({
  title,
  trend,
  promise_s,
  days,
  promiseLabel,
  rows,
}: {
  title: string
  trend: Trend
  promise_s: number
  /** of the period */
  days: number
  promiseLabel: string
  rows: readonly WaitRow[]
}) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <figure aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="note">{t(trend.kind === 'dots' ? 'waits.dots' : 'waits.lines')}</p>
      <div className="live-box">
        <Sized half>
          {(width) => {
            const box = { x: LEFT, y: 12, width: width - LEFT - 8, height: HEIGHT - 12 }
            const of = { promise_s, days }
            const shape =
              trend.kind === 'dots' ? waitDots(trend.dots, of, box) : waitLines(trend.days, of, box)
            return (
              <svg
                className="chart"
                viewBox={`0 0 ${width} ${HEIGHT + BOTTOM}`}
                role="img"
                aria-label={title}
              >
                {shape.y.ticks.map(({ label, at }) => (
                  <g key={label}>
                    <line className="grid" x1={LEFT} x2={width} y1={round(at)} y2={round(at)} />
                    <text x={LEFT - 8} y={round(at) + 4} textAnchor="end">
                      {label}
                    </text>
                  </g>
                ))}
                {shape.x.ticks.map(({ label, at }) => (
                  <text key={label} x={round(at)} y={HEIGHT + 18} textAnchor="middle">
                    {label}
                  </text>
                ))}
                {'band' in shape ? (
                  <>
                    <path className="band" d={shape.band} />
                    {shape.alone.map((day) => (
                      <line
                        key={day.x}
                        className="band alone"
                        x1={round(day.x)}
                        x2={round(day.x)}
                        y1={HEIGHT}
                        y2={round(day.high_y)}
                      />
                    ))}
                    <path className="median" d={shape.median} />
                    {shape.alone.map((day) => (
                      <circle
                        key={day.x}
                        className="median alone"
                        cx={round(day.x)}
                        cy={round(day.median_y)}
                        r="3"
                      />
                    ))}
                  </>
                ) : null}
                <line
                  className="promise"
                  x1={LEFT}
                  x2={width}
                  y1={round(shape.promise_y)}
                  y2={round(shape.promise_y)}
                />
                <text x={width} y={round(shape.promise_y) - 6} textAnchor="end">
                  {promiseLabel}
                </text>
                {'dots' in shape
                  ? shape.dots.map((dot, index) => (
                      <g key={index}>
                        <circle
                          cx={round(dot.x)}
                          cy={round(dot.y)}
                          r={dot.radius}
                          className={dotClass(dot)}
                        />
                        {labelOf(dot, shape.dots) === null ? null : (
                          <text
                            className="label-late"
                            x={round(dot.x) + (dot.x > width - 60 ? -9 : 9)}
                            y={round(dot.y) + 4}
                            textAnchor={dot.x > width - 60 ? 'end' : 'start'}
                          >
                            {labelOf(dot, shape.dots)}
                          </text>
                        )}
                      </g>
                    ))
                  : null}
              </svg>
            )
          }}
        </Sized>
        {trend.kind === 'lines' ? <LiveLines days={trend.days} promise_s={promise_s} title={title} /> : null}
      </div>
      <details className="as-table">
        <summary>{t('nights.table')}</summary>
        <WaitTable trend={trend} rows={rows} />
      </details>
    </figure>
  )
}

function WaitTable({ trend, rows }: { trend: Trend; rows: readonly WaitRow[] }) {
  const { t } = useTranslation()
  const heads = trend.kind === 'dots' ? ['asked', 'waited'] : ['day', 'number', 'usual', 'nine']
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={index === 0 ? undefined : 'right'}>
                {t(`waits.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row">{row.when}</th>
              {row.values.map((value, place) => (
                <td key={place} className={row.is_late ? 'right bad' : 'right'}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function labelOf(dot: DotsShape['dots'][number], all: DotsShape['dots']): string | null {
  if (!dot.is_late || all.filter(({ is_late }) => is_late).length > MOST_LABELS) return dot.label
  return String(Math.round(dot.wait_s / 60))
}

function dotClass({ is_late, is_bot }: { is_late: boolean; is_bot: boolean }): string {
  return is_late ? 'dot-late' : is_bot ? 'dot-bot' : 'dot'
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
