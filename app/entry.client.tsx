import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { makeI18n } from './i18n/instance.ts'

/** Only the words of the page's own language are loaded. */
async function start(): Promise<void> {
  const locale = document.documentElement.lang === 'en' ? 'en' : 'ru'
  const words = locale === 'en' ? (await import('./i18n/en.ts')).en : (await import('./i18n/ru.ts')).ru
  const i18n = makeI18n(locale, words)
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    )
  })
}

void start()
