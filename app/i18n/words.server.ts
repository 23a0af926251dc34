import type { TFunction } from 'i18next'
import { en } from './en.ts'
import { connect as connectEn } from './en/connect.ts'
import { makeI18n } from './instance.ts'
import type { Locale } from './locale.ts'
import { ru } from './ru.ts'
import { connect as connectRu } from './ru/connect.ts'

/** Words of one page that few people open: it brings them along. */
export const CONNECT_WORDS = { ru: connectRu, en: connectEn }

export const WORDS = { ru: { ...ru, ...connectRu }, en: { ...en, ...connectEn } }

const made = new Map<Locale, TFunction>()

/** Words for loaders: what Intl and grammar decide is decided once, on the server, so that the browser can't differ. */
export function wordsOf(locale: Locale): TFunction {
  let t = made.get(locale)
  if (t === undefined) made.set(locale, (t = makeI18n(locale, WORDS[locale]).t))
  return t
}
