import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { makeI18n } from './i18n/instance.ts'

/** Only the words of the page's own language are loaded. */
async function start(): Promise<void> {
  const locale = document.documentElement.lang === 'en' ? 'en' : 'ru'
  const { resources } =
    locale === 'en' ? await import('./i18n/resources.en.ts') : await import('./i18n/resources.ru.ts')
  const i18n = makeI18n(locale, resources)
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
