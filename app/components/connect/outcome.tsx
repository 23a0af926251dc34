import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Outcome as OutcomeOf } from '../../view-models/outcome.server.ts'
import { Text } from '../ui/text.tsx'
import { Otherwise } from './otherwise.tsx'
import { Undo } from './undo.tsx'

/** What an import came to: numbers, two nights to check against memory, and the way back. */
export function Outcome({ outcome }: { outcome: OutcomeOf }) {
  const { t } = useTranslation()
  return (
    <section className="section" id="outcome" aria-labelledby="outcome-title">
      <h2 id="outcome-title">{t('connect.outcome.title')}</h2>
      <p className="note">
        <Text>{outcome.note}</Text> {outcome.records}
      </p>
      {outcome.numbers.length === 0 ? null : (
        <dl className="numbers">
          {outcome.numbers.map(({ name, value, of }) => (
            <div key={name} className="number">
              <dt>{name}</dt>
              <dd>
                <div className="big">
                  {value} {of === '' ? null : <small>{of}</small>}
                </div>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {outcome.records !== null ? null : outcome.nights.length === 0 ? (
        <p className="note">{t('connect.outcome.noNight')}</p>
      ) : (
        <>
          <h3 className="check">{t('connect.outcome.check')}</h3>
          <ul className="to-check">
            {outcome.nights.map((night) => (
              <li key={night.thread}>
                <div>
                  <p className="of-whom">
                    <Text>{night.title}</Text>
                  </p>
                  <p className="note">{night.text}</p>
                </div>
                <p className="picks">
                  <Link className="button" to={night.thread}>
                    {t('connect.outcome.thread')}
                  </Link>
                  <Link className="button" to={night.night}>
                    {t('connect.outcome.nightPage')}
                  </Link>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {outcome.otherwise.length === 0 ? null : <Otherwise outcome={outcome} />}
      <div className="acts">
        <Link className="button" to="/">
          {t('connect.outcome.toOverview')}
        </Link>
        <Undo id={outcome.id} label={t('connect.outcome.undo')} />
      </div>
    </section>
  )
}
