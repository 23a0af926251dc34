import type { TFunction } from 'i18next'
import { makeI18n } from './instance.ts'
import type { Locale } from './locale.ts'
import * as en from './resources.en.ts'
import * as ru from './resources.ru.ts'

export const RESOURCES = { ru: ru.resources, en: en.resources }

const made = new Map<Locale, TFunction>()

/** Words for loaders: what Intl and grammar decide is decided once, on the server, so that the browser can't differ. */
export function wordsOf(locale: Locale): TFunction {
  let t = made.get(locale)
  if (t === undefined) made.set(locale, (t = makeI18n(locale, RESOURCES[locale]).t))
  return t
}
