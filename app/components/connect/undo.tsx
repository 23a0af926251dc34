import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Again } from '../../view-models/outcome.server.ts'

interface UndoProps {
  id: string
  label: string
  /** of the file, where several stand together */
  name?: string
  /** why: the same file is to be read with another answer */
  again?: Again
}

/** A loading is taken back in two steps, also without JavaScript. */
export function Undo({ id, label, name, again }: UndoProps) {
  const { t } = useTranslation()
  return (
    <details className="as-table undo">
      <summary aria-label={name === undefined ? undefined : t('connect.imports.undoOf', { name })}>
        {label}
      </summary>
      <Form method="post" preventScrollReset>
        <p className="note">{t('connect.imports.undoText')}</p>
        <input type="hidden" name="import" value={id} />
        {again === undefined ? null : <input type="hidden" name="again" value={again} />}
        <button className="button" name="intent" value="undo">
          {t('connect.imports.undoSure')}
        </button>
      </Form>
    </details>
  )
}
