import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ImportRow } from '../../view-models/connect.server.ts'
import { Name, Text } from '../ui/text.tsx'
import { Undo } from './undo.tsx'

/** All that was loaded, the latest first, each with the way back. */
export function Imports({ imports }: { imports: readonly ImportRow[] }) {
  const { t } = useTranslation()
  return (
    <section className="section" id="imports" aria-labelledby="imports-title">
      <h2 id="imports-title">{t('connect.imports.title')}</h2>
      {imports.length === 0 ? (
        <p className="note">{t('connect.imports.none')}</p>
      ) : (
        <ul className="imports">
          {imports.map((one) => (
            <li key={one.id}>
              <div>
                <p className="of-whom">
                  {one.state === 'done' ? (
                    <Link to={`/connect?import=${one.id}#outcome`}>
                      <Name>{one.file}</Name>
                    </Link>
                  ) : (
                    <Name>{one.file}</Name>
                  )}
                </p>
                <p className="note">
                  <Text>{`${one.about} · ${one.when} · ${one.who}`}</Text>
                </p>
              </div>
              <p className="taken">
                {t('connect.imports.taken')}: {one.taken}
                {one.dead === '' ? null : <small className="warn">{one.dead}</small>}
              </p>
              <div className="state">
                <p className={one.state === 'done' ? 'good' : undefined}>
                  {t(`connect.imports.states.${one.state}`)}
                </p>
                {one.state === 'running' ? <p className="note">{t('connect.imports.goOn')}</p> : null}
                {one.canUndo ? <Undo id={one.id} label={t('connect.imports.undo')} name={one.file} /> : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
