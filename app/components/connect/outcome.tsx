import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Outcome as OutcomeOf } from '../../view-models/outcome.server.ts'
import { Text } from '../ui/text.tsx'

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
          <p className="note">{t('connect.outcome.wrong')}</p>
        </>
      )}
      <div className="acts">
        <Link className="button" to="/">
          {t('connect.outcome.toOverview')}
        </Link>
        <Undo id={outcome.id} label={t('connect.outcome.undo')} />
      </div>
    </section>
  )
}

/** A loading is taken back in two steps, also without JavaScript. @param name of the file, where several stand together */
export function Undo({ id, label, name }: { id: string; label: string; name?: string }) {
  const { t } = useTranslation()
  return (
    <details className="as-table undo">
      <summary aria-label={name === undefined ? undefined : t('connect.imports.undoOf', { name })}>
        {label}
      </summary>
      <Form method="post" preventScrollReset>
        <p className="note">{t('connect.imports.undoText')}</p>
        <input type="hidden" name="import" value={id} />
        <button className="button" name="intent" value="undo">
          {t('connect.imports.undoSure')}
        </button>
      </Form>
    </details>
  )
}
