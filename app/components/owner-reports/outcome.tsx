import { useTranslation } from 'react-i18next'
import type { Refused } from '../../owner-reports/act.server.ts'

/** What was done, or why it was not. */
export function Outcome({ done, refused }: { done: string | null; refused: Refused | undefined }) {
  const { t } = useTranslation()
  if (refused !== undefined)
    return (
      <p className="missing" role="alert">
        {t(`reports.wrong.${refused.why}`, { count: refused.count, most: refused.most })}
      </p>
    )
  if (done === null) return null
  return (
    <p className="notice" role="status">
      {t(`reports.done.${done}`)}
    </p>
  )
}

const DONE = ['comment', 'cleared', 'hold', 'release', 'resend', 'test', 'revoke', 'restore'] as const

/** The search tells what was done; anything else in it is nothing. */
export function doneOf(request: Request): (typeof DONE)[number] | null {
  const done = new URL(request.url).searchParams.get('done')
  return DONE.find((one) => one === done) ?? null
}
