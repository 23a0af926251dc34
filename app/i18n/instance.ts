import i18next, { type i18n, type PostProcessorModule, type ResourceLanguage } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { spaced } from '#reports/month/words/spaced.ts'
import type { Locale } from './locale.ts'

/** An instance of its own for each request and each browser: nothing is shared between people. */
export function makeI18n(locale: Locale, words: ResourceLanguage[string]): i18n {
  const instance = i18next.createInstance()
  const spaces: PostProcessorModule = {
    type: 'postProcessor',
    name: 'spaces',
    process: (text: string) => spaced(text, locale === 'ru'),
  }
  void instance
    .use(initReactI18next)
    .use(spaces)
    .init({
      lng: locale,
      ns: ['app'],
      defaultNS: 'app',
      fallbackLng: false,
      initAsync: false,
      interpolation: { escapeValue: false },
      postProcess: ['spaces'],
      resources: { [locale]: { app: words } },
    })
  return instance
}
