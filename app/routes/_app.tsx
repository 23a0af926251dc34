import type { LoaderFunctionArgs } from '@remix-run/node'
import {
  Form,
  NavLink,
  Outlet,
  useLoaderData,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isManagement } from '../auth/person.ts'
import { requirePerson } from '../auth/require-person.ts'
import { Unreported, unreportedIn } from '../components/unreported.tsx'
import { LanguageSwitch } from '../components/ui/language-switch.tsx'
import { Problem } from '../components/ui/problem.tsx'
import { Name } from '../components/ui/text.tsx'

export function loader({ context, request }: LoaderFunctionArgs) {
  const person = requirePerson(context, request)
  return { company: context.company, name: person.name, kind: person.kind, hasReports: isManagement(person) }
}

const MENU = [
  { to: '/', key: 'overview' },
  { to: '/nights', key: 'nights' },
  { to: '/incidents', key: 'incidents' },
  { to: '/reviews', key: 'reviews' },
  { to: '/benefit', key: 'benefit' },
  { to: '/promises', key: 'promises' },
  { to: '/turns', key: 'turns' },
] as const

/** The frame, with what stands in it. */
export default function AppFrame() {
  return (
    <Frame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  )
}

/** Of a month without anything to tell the frame stays; what else went wrong stands alone. */
export function ErrorBoundary() {
  const error = useRouteError()
  const root = useRouteLoaderData<{ company: string }>('root')
  const frame = useRouteLoaderData<typeof loader>('routes/_app')
  const page = unreportedIn(error)
  if (page === null || frame === undefined) return <Problem company={root?.company ?? 'Butler Insights'} />
  return (
    <Frame {...frame}>
      <Unreported {...page} />
    </Frame>
  )
}

/** The frame of every page: company, menu, who is signed in; on a phone a bar of tabs at the bottom. */
function Frame({
  company,
  name,
  kind,
  hasReports,
  children,
}: ReturnType<typeof useLoaderData<typeof loader>> & { children: ReactNode }) {
  const { t } = useTranslation()
  const kept = useKeptSearch()
  return (
    <>
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <header className="top">
        <NavLink className="brand" to={`/${kept}`}>
          {company}
        </NavLink>
        <nav className="menu" aria-label={t('frame.menu')}>
          {MENU.map(({ to, key }) => (
            <NavLink key={to} to={to + kept} end={to === '/'}>
              {t(`menu.${kind}.${key}`)}
            </NavLink>
          ))}
          {hasReports ? (
            <>
              <NavLink to={`/reports${kept}`}>{t('menu.staff.reports')}</NavLink>
              <NavLink to="/connect">{t('menu.staff.connect')}</NavLink>
            </>
          ) : null}
        </nav>
        <div className="who">
          <span title={name}>
            <Name>{name === '' ? t('frame.admin') : name}</Name>
          </span>
          <LanguageSwitch />
          <SignOut />
        </div>
      </header>
      <main className="page" id="content">
        {children}
      </main>
      <nav className="tabs" aria-label={t('frame.menu')}>
        {MENU.slice(0, 3).map(({ to, key }) => (
          <NavLink key={to} to={to + kept} end={to === '/'}>
            {t(`menu.${kind}.${key}`)}
          </NavLink>
        ))}
        <NavLink to={`/more${kept}`}>{t('menu.more')}</NavLink>
      </nav>
    </>
  )
}

/** Month and homes stay chosen from page to page. */
function useKeptSearch(): string {
  const { search } = useLocation()
  const current = new URLSearchParams(search)
  const kept = new URLSearchParams()
  for (const key of ['month', 'for']) {
    const value = current.get(key)
    if (value !== null) kept.set(key, value)
  }
  return kept.size === 0 ? '' : `?${kept.toString()}`
}

export function SignOut() {
  const { t } = useTranslation()
  return (
    <Form method="post" action="/sign-out" reloadDocument>
      <button className="plain" type="submit">
        {t('frame.signOut')}
      </button>
    </Form>
  )
}
