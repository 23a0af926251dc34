import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** Under the numbers of a subject: the promise that they are held against, all of them, how they are counted. */
export function SubjectFoot({
  lines,
  subject,
  search,
}: {
  lines: readonly string[]
  subject: 'turns' | 'nights' | 'incidents' | 'reviews' | 'automation'
  search: string
}) {
  const { t } = useTranslation()
  return (
    <p className="foot">
      {lines.join(' ')} <Link to={`/figures/${subject}${search}`}>{t('figures.all')}</Link>
      {' · '}
      <Link to={`/definitions#${subject}`}>{t('foot.how')}</Link>
    </p>
  )
}
