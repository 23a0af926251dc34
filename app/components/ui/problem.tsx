import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** What somebody sees where a page can't be shown: what happened, and what to do. */
export function Problem({ company }: { company: string }) {
  const { t } = useTranslation()
  const error = useRouteError()
  const kind = isRouteErrorResponse(error) && error.status === 404 ? 'missing' : 'failed'
  return (
    <main className="page narrow">
      <p className="brand">{company}</p>
      <h1 className="sentence">{t(`problem.${kind}.title`)}</h1>
      <p className="second">{t(`problem.${kind}.text`)}</p>
      <p>
        <a className="button" href={kind === 'failed' ? '' : '/'}>
          {t(`problem.${kind}.action`)}
        </a>
      </p>
    </main>
  )
}
