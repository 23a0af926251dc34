import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../view-models/cases.server.ts'
import { Text } from '../ui/text.tsx'

/** Cases, late ones first, each with its time against the promise; a row opens the case. */
export function CaseTable({ rows }: { rows: readonly CaseRow[] }) {
  const { t } = useTranslation()
  return (
    <table className="cases">
      <thead>
        <tr>
          <th scope="col">{t('cases.what')}</th>
          <th scope="col" className="right">
            {t('cases.helped')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link className="row-link" to={row.href}>
                {row.what}
                <small>
                  <Text>{row.where}</Text>
                </small>
              </Link>
              <Track {...row} />
            </th>
            <td className="right">
              <span className={row.is_late ? 'bad' : undefined}>{row.helped}</span>
              <small>{row.promised}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Time as a bar, the promise as a mark. */
function Track({ bar, promise, is_late }: Pick<CaseRow, 'bar' | 'promise' | 'is_late'>) {
  const percent = (share: number) => `${Math.round(share * 1000) / 10}%`
  return (
    <svg className="track" aria-hidden="true">
      <rect className="back" y="2" width="100%" height="8" rx="4" />
      {bar === null ? null : (
        <rect
          className={is_late ? 'late' : 'ok'}
          y="2"
          width={percent(Math.max(0.015, bar))}
          height="8"
          rx="4"
        />
      )}
      <rect className="mark" x={percent(Math.min(0.994, promise))} width="2" height="12" />
    </svg>
  )
}
