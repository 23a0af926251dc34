import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { NightRow } from '../../overview/nights.server.ts'

/** Nights, a row each. */
export function NightTable({
  rows,
  search,
  audience,
}: {
  rows: readonly NightRow[]
  search: string
  audience: 'owner' | 'management'
}) {
  const { t } = useTranslation()
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('nights.night')}</th>
            <th scope="col">{t('nights.verdict')}</th>
            <th scope="col" className="right">
              {t(audience === 'owner' ? 'nights.questions' : 'nights.turns')}
            </th>
            <th scope="col" className="right">
              {t('nights.worst')}
            </th>
            <th scope="col" className="right">
              {t('nights.gap')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.date}>
              <th scope="row">
                <Link className="row-link" to={`/nights/${row.date}${search}`}>
                  {row.name}
                </Link>
              </th>
              <td className={row.tone ?? undefined}>{row.verdict}</td>
              <td className="right">
                {row.turns}
                {row.late === null ? null : <small className="bad">{row.late}</small>}
              </td>
              <td className="right nowrap">{row.worst}</td>
              <td className="right nowrap">{row.gap}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
