import i18next, { type i18n, type ResourceLanguage } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from './locale.ts'

/**
 * An instance of its own for each request and each browser: nothing is shared between people.
 * @param resources `app`: words of the pages; `words`: of what page and report say alike
 */
export function makeI18n(locale: Locale, resources: ResourceLanguage): i18n {
  const instance = i18next.createInstance()
  void instance.use(initReactI18next).init({
    lng: locale,
    ns: ['app', 'words'],
    defaultNS: 'app',
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { [locale]: resources },
  })
  return instance
}
