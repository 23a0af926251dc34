import { useTranslation } from 'react-i18next'
import type { ReviewRow } from '#reports/month/reviews.ts'
import { Text } from '../ui/text.tsx'

/** Reviews, the low ones first, each with what its stay went through before it was written. */
export function ReviewTable({ rows }: { rows: readonly ReviewRow[] }) {
  const { t } = useTranslation()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('reviews.stars')}</th>
          <th scope="col">{t('reviews.service')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className={`nowrap${row.isLow ? ' bad' : ''}`}>
              {row.stars}
            </th>
            <td>
              <span className={row.isBad ? 'bad' : undefined}>{row.service}</span>
              <small>
                <Text>{row.where}</Text>
              </small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
