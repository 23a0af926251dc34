import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { HomeRow } from '../../view-models/homes.server.ts'
import { Name } from '../ui/text.tsx'

/** Homes with their month; each leads to the same page of that home. */
export function HomeTable({
  rows,
  month,
  audience,
}: {
  rows: readonly HomeRow[]
  month: string
  audience: 'owner' | 'management'
}) {
  const { t } = useTranslation()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t(audience === 'owner' ? 'homes.home' : 'homes.homeStaff')}</th>
          <th scope="col" className="right">
            {t('homes.nightInTime')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.property_id}>
            <th scope="row">
              <Link
                className="row-link"
                to={`/?month=${month}&for=${encodeURIComponent(`home:${row.property_id}`)}`}
              >
                <Name>{row.name}</Name>
                <small>{row.about}</small>
              </Link>
            </th>
            <td className={`right${row.strict === null ? ' nowrap' : ''}${row.is_late ? ' bad' : ''}`}>
              {row.night}
              {row.strict === null ? null : <small>{row.strict}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
