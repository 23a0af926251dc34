import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import cyrillic400 from '@fontsource/golos-text/files/golos-text-cyrillic-400-normal.woff2?url'
import cyrillic500 from '@fontsource/golos-text/files/golos-text-cyrillic-500-normal.woff2?url'
import cyrillic600 from '@fontsource/golos-text/files/golos-text-cyrillic-600-normal.woff2?url'
import latin400 from '@fontsource/golos-text/files/golos-text-latin-400-normal.woff2?url'
import latin500 from '@fontsource/golos-text/files/golos-text-latin-500-normal.woff2?url'
import latin600 from '@fontsource/golos-text/files/golos-text-latin-600-normal.woff2?url'
import { Problem } from './components/ui/problem.tsx'
import { useNonce } from './components/nonce.tsx'
import styles from './styles.css?url'

export function loader({ context }: LoaderFunctionArgs) {
  return { locale: context.locale, company: context.company }
}

/** Digits and signs are in the Latin files, homes and people have Russian names: every page needs both. */
const FONTS = [cyrillic400, cyrillic500, cyrillic600, latin400, latin500, latin600]

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.company ?? 'Butler Insights' }]

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const { i18n } = useTranslation()
  return (
    <html lang={i18n.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf9f6" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#121317" media="(prefers-color-scheme: dark)" />
        <Meta />
        {FONTS.map((href) => (
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>('root')
  return <Problem company={data?.company ?? 'Butler Insights'} />
}
