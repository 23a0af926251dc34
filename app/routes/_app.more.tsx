import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { isManagement } from '../auth/person.ts'
import { searchOf, viewOf } from '../filters/view.server.ts'
import { LanguageSwitch } from '../components/ui/language-switch.tsx'
import { titleOf } from '../components/ui/title.ts'
import { SignOut } from './_app.tsx'
import { Name } from '../components/ui/text.tsx'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { bar, person, audience, unreported } = await viewOf(context, request)
  return {
    name: person.name,
    kind: person.kind,
    locale: context.locale,
    company: context.company,
    search: searchOf(bar),
    hasReport: audience === 'owner' && unreported === null,
    hasReports: isManagement(person),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => titleOf(data, { ru: 'Ещё', en: 'More' })

/** What has no tab of its own on a phone. */
export default function More() {
  const { name, kind, search, hasReport, hasReports } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <h1 className="sentence">
        <Name>{name === '' ? t('frame.admin') : name}</Name>
      </h1>
      <ul className="more">
        {(['reviews', 'benefit', 'promises', 'turns'] as const).map((key) => (
          <li key={key}>
            <Link className="row-link" to={`/${key}${search}`}>
              {t(`menu.${kind}.${key}`)}
            </Link>
          </li>
        ))}
        {hasReports ? (
          <>
            <li>
              <Link className="row-link" to={`/reports${search}`}>
                {t('menu.staff.reports')}
              </Link>
            </li>
            <li>
              <Link className="row-link" to="/connect">
                {t('menu.staff.connect')}
              </Link>
            </li>
          </>
        ) : null}
        {kind === 'owner' ? (
          <li>
            <Link className="row-link" to="/my-reports">
              {t('menu.myReports')}
            </Link>
          </li>
        ) : null}
        {hasReport ? (
          <li>
            <a className="row-link" href={`/report.pdf${search}`}>
              {t('bar.report')}
            </a>
          </li>
        ) : null}
        <li>
          <Link className="row-link" to="/definitions">
            {t('foot.how')}
          </Link>
        </li>
        <li>
          <LanguageSwitch />
        </li>
        <li>
          <SignOut />
        </li>
      </ul>
    </>
  )
}
