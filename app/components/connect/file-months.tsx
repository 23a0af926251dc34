import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatMonth } from '#reports/month/format.ts'
import { formatClock } from '#sql/time/zone.ts'
import { quietMonths, type HomeClock, type MonthOfMessages } from '../../connect/message-counts.ts'
import type { Locale } from '../../i18n/locale.ts'
import { Sized } from '../charts/sized.tsx'
import { MonthBars, SIDES } from './month-bars.tsx'

interface FileMonthsProps {
  months: readonly MonthOfMessages[]
  clock: HomeClock
  locale: Locale
}

/** Messages of a file by month, the table one tap away: counts of this file, no figure of the catalogue. */
export function FileMonths({ months, clock, locale }: FileMonthsProps) {
  const { t } = useTranslation()
  const id = useId()
  const columns = (['guests', 'at_night', 'ours', 'open'] as const).filter(
    (column) => column !== 'open' || months.some(({ open }) => open > 0),
  )
  const from = formatClock(clock.night.night_from_ms)
  const to = formatClock(clock.night.night_to_ms)
  const shown = SIDES.filter((side) => columns.includes(side))
  const quiet = quietMonths(months).map((month) => formatMonth(month, locale, 'in', ''))
  return (
    <figure className="file-months" aria-labelledby={id}>
      <figcaption id={id}>{t('connect.months.title')}</figcaption>
      {months.length < 2 ? null : (
        <>
          <Sized half>
            {(width) => (
              <MonthBars months={months} locale={locale} width={width} label={t('connect.months.title')} />
            )}
          </Sized>
          <p className="key">
            {shown.map((side) => (
              <span key={side}>
                <svg viewBox="0 0 13 13" aria-hidden="true">
                  <rect className={`bar-${side}`} width="13" height="13" rx="2" />
                </svg>
                {t(`connect.months.${side}`)}
              </span>
            ))}
          </p>
          {quiet.length === 0 ? null : (
            <p className="note warn">{t('connect.months.quiet', { months: quiet.join(', ') })}</p>
          )}
        </>
      )}
      <details className="as-table" open={months.length < 2 ? true : undefined}>
        <summary>{t('nights.table')}</summary>
        <div className="by-month">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('connect.months.month')}</th>
                {columns.map((column) => (
                  <th key={column} scope="col" className="right">
                    {t(`connect.months.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {months.map((one) => (
                <tr key={one.month}>
                  <th scope="row">{formatMonth(one.month, locale, 'title')}</th>
                  {columns.map((column) => (
                    <td key={column} className="right">
                      {formatCount(one[column], locale)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="note">{t('connect.months.night', { from, to })}</p>
      </details>
    </figure>
  )
}
