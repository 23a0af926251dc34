import { createInstance } from 'i18next'
import type { Locale } from '../format.ts'
import { en } from './en.ts'
import { ru } from './ru.ts'

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

/** Sets no-break spaces: before a dash, after a number, in Russian also after a short word («в», «на», «из»). */
function spaced(text: string, isRussian: boolean): string {
  const set = text.replaceAll(' —', '\u00a0—').replaceAll(AFTER_NUMBER, '$1\u00a0')
  // twice, as of two short words in a row («и в ночь») the second is met only then
  return isRussian ? set.replaceAll(SHORT_WORD, '$1\u00a0').replaceAll(SHORT_WORD, '$1\u00a0') : set
}

// a mark (marked.ts) may stand between the number and its word; no lookbehind: phones of 2022 fail on it
const AFTER_NUMBER = /(\d(?:<\/>)?) (?=(?:<[^>]*>)?\p{L})/gu
const SHORT_WORD = /((?:^|[\s«(>])(?:в|во|на|с|за|из|по|до|от|о|у|к|и|а|не|ни)) (?=\S)/giu
