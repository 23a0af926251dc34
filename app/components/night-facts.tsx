import { useTranslation } from 'react-i18next'
import type { NightLedger } from '../view-models/night-ledger.server.ts'
import { Text } from './ui/text.tsx'

/** What a night comes to in numbers, and what was changed or shared in it. For staff. */
export function NightFacts({ facts, edits, later, held }: NightLedger) {
  const { t } = useTranslation()
  return (
    <section className="section">
      <h2>{t('ledger.title')}</h2>
      <dl className="facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {[...edits, ...later, ...held].map((line) => (
        <p key={line} className="note">
          <Text>{line}</Text>
        </p>
      ))}
    </section>
  )
}
