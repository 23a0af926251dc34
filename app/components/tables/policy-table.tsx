import { useTranslation } from 'react-i18next'
import type { PolicyRow } from '../../view-models/policies.server.ts'
import { Text } from '../ui/text.tsx'

/** Versions of what is promised, each with the day from which it holds. */
export function PolicyTable({ rows }: { rows: readonly PolicyRow[] }) {
  const { t } = useTranslation()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('promises.since')}</th>
          <th scope="col">{t('promises.toAnswer')}</th>
          <th scope="col" className="right">
            {t('promises.toSolve')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              {row.since}
              <small>
                <Text>{row.home}</Text>
              </small>
            </th>
            <td>
              {row.answer}
              <small>{row.night}</small>
            </td>
            <td className="right">
              {row.solve}
              <small>{row.categories}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
