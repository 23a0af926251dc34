import { Link } from '@remix-run/react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { NightColumn } from '#reports/month/contents.ts'
import { nightCalendar, nightStrip } from '#reports/month/shapes/night-strip.ts'
import type { NightRow } from '../../view-models/nights.server.ts'
import { NightTable } from '../tables/night-table.tsx'
import { Hatch, NightMarks } from './night-marks.tsx'
import { Sized } from './sized.tsx'

const TICKS_LEFT = 34
const HEIGHT = 190
const CELL = 64

/** The month's nights: a strip, on a phone a calendar; each leads to its page, and all stand in a table too. */
export function NightStrip({
  title,
  note,
  nights,
  rows,
  hours,
  search,
  audience,
}: {
  title: string
  note: string
  nights: readonly NightColumn[]
  /** the same in words, by date */
  rows: readonly NightRow[]
  /** the clock's hours beside the strip, from its first column's evening on, two hours apart */
  hours: readonly string[]
  search: string
  audience: 'owner' | 'management'
}) {
  const { t, i18n } = useTranslation()
  const id = useId().replaceAll(':', '')
  const labels = new Map(rows.map((row) => [row.date, row.spoken]))
  const link = (date: string) => ({ to: `/nights/${date}${search}`, 'aria-label': labels.get(date) })
  return (
    <section className="section">
      <figure aria-labelledby={id}>
        <h2 id={id}>{title}</h2>
        <p className="note">{note}</p>
        <Sized>
          {(width, range) => {
            if (range === 'phone') {
              const shape = nightCalendar(nights, { width, cellHeight: CELL, rowGap: 26 })
              return (
                <svg
                  className="chart"
                  viewBox={`0 -18 ${width} ${shape.height + 16}`}
                  role="group"
                  aria-label={title}
                >
                  <Hatch id={`${id}${range}`} />
                  {weekdays(i18n.language).map((name, index) => (
                    <text key={name} x={shape.weekdays[index]} y={-6} textAnchor="middle" aria-hidden="true">
                      {name}
                    </text>
                  ))}
                  {shape.nights.map((night, index) => (
                    <Link key={night.date} {...link(night.date)}>
                      <NightMarks shape={night} hatch={`${id}${range}`} />
                      <text x={shape.days[index]?.x} y={shape.days[index]?.y} textAnchor="middle">
                        {shape.days[index]?.label}
                      </text>
                    </Link>
                  ))}
                </svg>
              )
            }
            const box = { x: TICKS_LEFT, y: 6, width: width - TICKS_LEFT, height: HEIGHT }
            const shape = nightStrip(nights, box, () => '')
            return (
              <svg className="chart" viewBox={`0 0 ${width} ${HEIGHT + 30}`} role="group" aria-label={title}>
                <Hatch id={`${id}${range}`} />
                {shape.hours.map(({ y }, index) => (
                  <g key={y} aria-hidden="true">
                    <line className="grid" x1={TICKS_LEFT} x2={width} y1={y} y2={y} />
                    <text x={TICKS_LEFT - 10} y={y + 4} textAnchor="end">
                      {hours[index]}
                    </text>
                  </g>
                ))}
                {shape.nights.map((night) => (
                  <Link key={night.date} {...link(night.date)}>
                    <NightMarks shape={night} hatch={`${id}${range}`} />
                  </Link>
                ))}
                {shape.days.map(({ x, label }) => (
                  <text key={x} x={x} y={HEIGHT + 24} textAnchor="middle" aria-hidden="true">
                    {label}
                  </text>
                ))}
              </svg>
            )
          }}
        </Sized>
        <Key id={id} nights={nights} />
        <details className="as-table">
          <summary>{t('nights.table')}</summary>
          <NightTable rows={rows} search={search} audience={audience} />
        </details>
      </figure>
    </section>
  )
}

/** What the marks mean, of those that the month has. */
function Key({ id, nights }: { id: string; nights: readonly NightColumn[] }) {
  const { t } = useTranslation()
  const states = new Set(nights.flatMap(({ spans }) => spans.map(({ state }) => state)))
  const isSilent = nights.some((night) => night.silences.length > 0)
  const bars = ['present', 'unclocked', 'planned', 'nobody'] as const
  return (
    <p className="key">
      {bars
        .filter((state) => states.has(state))
        .map((state) => (
          <span key={state}>
            <svg viewBox="0 0 13 13" aria-hidden="true">
              <rect x="1" y="1" width="11" height="11" rx="3" className={`bar-${state}`} />
            </svg>
            {t(`nights.key.${state}`)}
          </span>
        ))}
      {isSilent ? (
        <span>
          <svg viewBox="0 0 13 13" aria-hidden="true">
            <Hatch id={`${id}key`} />
            <rect x="1" y="1" width="11" height="11" rx="3" fill={`url(#${id}key)`} />
          </svg>
          {t('nights.key.silent')}
        </span>
      ) : null}
      {(['inTime', 'late'] as const).map((kind) => (
        <span key={kind}>
          <svg viewBox="0 0 13 13" aria-hidden="true">
            <circle
              cx="6.5"
              cy="6.5"
              r={kind === 'late' ? 5.4 : 4.4}
              className={kind === 'late' ? 'dot-late' : 'dot'}
            />
          </svg>
          {t(`nights.key.${kind}`)}
        </span>
      ))}
    </p>
  )
}

const MONDAY = Date.UTC(2024, 0, 1)

function weekdays(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return [0, 1, 2, 3, 4, 5, 6].map((day) => format.format(MONDAY + day * 86_400_000))
}
