import { useTranslation } from 'react-i18next'
import type { FigureRow } from '#reports/figure-rows.ts'

/** Numbers one below the other, each with its definition one tap away. */
export function FigureTable({ rows, caption }: { rows: readonly FigureRow[]; caption: string }) {
  const { t } = useTranslation()
  return (
    <table className="figures">
      <caption className="unseen">{caption}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{t('figures.what')}</th>
          <th scope="col">{t('figures.value')}</th>
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
          </tr>
        ))}
      </tbody>
    </table>
  )
}
