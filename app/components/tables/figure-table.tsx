import { useTranslation } from 'react-i18next'
import type { FigureRow } from '#reports/month/figure-rows.ts'

/**
 * Numbers one below the other, each with its definition one tap away, beside those of the month before.
 * @param isSoFar the month is not over: beside it stand the same days of the one before
 */
export function FigureTable({
  rows,
  caption,
  isSoFar = false,
}: {
  rows: readonly FigureRow[]
  caption: string
  isSoFar?: boolean
}) {
  const { t } = useTranslation()
  const hasBefore = rows.some(({ before }) => before !== '–')
  return (
    <table className="figures">
      <caption className="unseen">{caption}</caption>
      <thead className={hasBefore ? undefined : 'unseen'}>
        <tr>
          <th scope="col">
            <span className="unseen">{t('figures.what')}</span>
          </th>
          <th scope="col" className="right">
            {t('figures.value')}
          </th>
          {hasBefore ? (
            <th scope="col" className="right">
              {t(isSoFar ? 'figures.beforeSoFar' : 'figures.before')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <details className="about">
                <summary>{row.label}</summary>
                <p>{row.about}</p>
              </details>
              {row.note === '' ? null : <small>{row.note}</small>}
            </th>
            <td className="right nowrap" data-metric={row.id}>
              {row.value}
            </td>
            {hasBefore ? <td className="right nowrap before">{row.before}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
