import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { NightRow } from '../../view-models/nights.server.ts'

const hasValue = (text: string) => text !== '' && text !== '–'

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
  if (rows.length === 0) return <p className="second">{t('nights.none')}</p>
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
            <th scope="col" className="right hide-phone">
              {t('nights.worst')}
            </th>
            <th scope="col" className="right hide-phone">
              {t(audience === 'owner' ? 'nights.gap' : 'nights.gapStaff')}
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
              <td className={row.tone ?? undefined}>
                {row.verdict}
                {row.also === '' ? null : <small>{row.also}</small>}
                {!hasValue(row.worst) ? null : (
                  <small className="only-phone">{t('nights.waitedFor', { wait: row.worst })}</small>
                )}
                {!hasValue(row.gap) ? null : (
                  <small className="only-phone">
                    {t(audience === 'owner' ? 'nights.gapOf' : 'nights.gapOfStaff', { gap: row.gap })}
                  </small>
                )}
              </td>
              <td className="right">
                {row.turns}
                {row.late === null ? null : <small className="bad">{row.late}</small>}
              </td>
              <td className="right nowrap hide-phone">{row.worst}</td>
              <td className="right nowrap hide-phone">{row.gap}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
