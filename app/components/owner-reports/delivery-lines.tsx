import { useTranslation } from 'react-i18next'
import type { DeliveryLine } from '../../owner-reports/deliveries.server.ts'
import { Act } from './act.tsx'

const INTENT = { again: 'resend', once_more: 'resend', back: 'restore' } as const

/** What became of each message of a report, the server's reply one tap away, and what can be done about it. */
export function DeliveryLines({
  lines,
  to,
  isWhole = false,
}: {
  lines: readonly DeliveryLine[]
  /** the report's own page */
  to: string
  /** also what need not be done */
  isWhole?: boolean
}) {
  const { t } = useTranslation()
  const whose = ({ edition, address }: DeliveryLine) =>
    [edition > 1 ? t('reports.restated', { number: edition }) : '', address]
      .filter((part) => part !== '')
      .join(' · ')
  return (
    <ul className="deliveries">
      {lines.map((line) => (
        <li key={line.key}>
          <p className={line.tone ?? undefined}>{line.text}</p>
          {line.detail === '' ? (
            <small>{whose(line)}</small>
          ) : (
            <details className="as-table">
              <summary>{[whose(line), t('reports.reply')].filter((part) => part !== '').join(': ')}</summary>
              <p className="note reply">{line.detail}</p>
            </details>
          )}
          {line.can === null || (line.can === 'once_more' && !isWhole) ? null : (
            <Act
              intent={INTENT[line.can]}
              label={t(`reports.act.${line.can}`)}
              to={to}
              fields={{ edition: String(Math.max(1, line.edition)), recipient: line.recipient_id }}
              isStrong={line.can === 'again'}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
