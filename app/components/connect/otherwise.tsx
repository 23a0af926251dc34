import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../view-models/outcome.server.ts'
import { Undo } from './undo.tsx'

/** Where a night is not as somebody remembers it: what it may be, and the way to put it right. Works without JavaScript. */
export function Otherwise({ outcome: { id, otherwise } }: { outcome: Outcome }) {
  const { t } = useTranslation()
  return (
    <details className="as-table otherwise">
      <summary>{t('connect.otherwise.no')}</summary>
      <ul>
        {otherwise.map(({ what, text, again, link }) => (
          <li key={what} className="to-decide">
            <div>
              <p className="of-whom">{t(`connect.otherwise.${what}`)}</p>
              <p className="note">{text}</p>
            </div>
            {again === null ? null : (
              <Undo
                id={id}
                label={t('connect.outcome.undo')}
                name={t(`connect.otherwise.${what}`)}
                again={again}
              />
            )}
            {link === null ? null : (
              <p className="picks">
                <a className="button" href={link}>
                  {t(`connect.otherwise.to_${what}`)}
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
