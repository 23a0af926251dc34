import type { ReadText } from './read.ts'
import { COMMON_ENGLISH, NOT_RUSSIAN } from './words/languages.ts'

const CYRILLIC = /^[\u0400-\u04ff]/
const LATIN = /^[a-z\u00c0-\u024f]/
const RUSSIAN = /^[а-я\d]+$/
const ENGLISH = /^[a-z\d]+$/
const ENOUGH_ENGLISH = 0.25

/** 'ru' or 'en' by script and common words; '' where unsure. Names and passwords in the other script do not count. */
export function languageOf({ words }: ReadText): '' | 'ru' | 'en' {
  const cyrillic = words.filter((word) => CYRILLIC.test(word))
  const latin = words.filter((word) => LATIN.test(word))
  const english = latin.filter((word) => COMMON_ENGLISH.has(word)).length
  if (cyrillic.length > 0 && cyrillic.length >= english) {
    return cyrillic.every((word) => RUSSIAN.test(word) && !NOT_RUSSIAN.has(word)) ? 'ru' : ''
  }
  const isEnglish = english > 0 && english >= latin.length * ENOUGH_ENGLISH
  return isEnglish && latin.every((word) => ENGLISH.test(word)) ? 'en' : ''
}
