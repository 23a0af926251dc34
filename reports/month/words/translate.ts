import { createInstance } from 'i18next'
import type { Locale } from '../format.ts'
import { en } from './en.ts'
import { ru } from './ru.ts'
import { spaced } from './spaced.ts'

type WithoutPlural<K> = K extends `${infer Name}_${'one' | 'few' | 'many' | 'other'}` ? Name : K
type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${KeyOf<T[K]>}`
}[keyof T & string]

/** A place of a phrase, such as verdict.nobody; plurals without their ending. */
export type Key = KeyOf<typeof ru>

/** `count` chooses the plural form, the others are put in. */
export type Translate = (key: Key, params?: Record<string, string | number>) => string

const made = new Map<Locale, Translate>()

/** Phrases of page, mail and report in a language, their spaces as they must be set (`spaced`). */
export function translator(locale: Locale): Translate {
  let translate = made.get(locale)
  if (translate === undefined) {
    const instance = createInstance()
    void instance.init({
      lng: locale,
      fallbackLng: false,
      initAsync: false,
      interpolation: { escapeValue: false },
      resources: { [locale]: { translation: { ru, en }[locale] } },
    })
    const isRussian = locale === 'ru'
    translate = (key, params) => spaced(instance.t(key, params), isRussian)
    made.set(locale, translate)
  }
  return translate
}
