import type { TFunction } from 'i18next'
import { en } from './en.ts'
import { makeI18n } from './instance.ts'
import type { Locale } from './locale.ts'
import { ru } from './ru.ts'

export const WORDS = { ru, en }

const made = new Map<Locale, TFunction>()

/** Words for loaders: what Intl and grammar decide is decided once, on the server, so that the browser can't differ. */
export function wordsOf(locale: Locale): TFunction {
  let t = made.get(locale)
  if (t === undefined) made.set(locale, (t = makeI18n(locale, WORDS[locale]).t))
  return t
}
