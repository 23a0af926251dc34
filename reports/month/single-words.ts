import { en } from './words/en.ts'
import { ru } from './words/ru.ts'
import type { Locale } from './format.ts'

const WORDS = { ru, en }

/** What happened, as a row begins: «Нет горячей воды». A category that is not known is shown as it is. */
export function categoryWord(category: string, locale: Locale): string {
  return wordOf(WORDS[locale].category, category)
}

/** What a guest asked about, in lower case: «горячая вода». */
export function topicWord(topic: string, locale: Locale): string {
  return wordOf(WORDS[locale].topic, topic)
}

/** Why it happened, in lower case: «от соседей». */
export function causeWord(cause: string, locale: Locale): string {
  return wordOf(WORDS[locale].cause, cause)
}

/** Where a guest wrote, or a stay was booked: «Авито». */
export function channelWord(channel: string, locale: Locale): string {
  return wordOf(WORDS[locale].channel, channel)
}

/** Why a number is not known: «не подключено: график смен». */
export function capabilityWord(capability: string, locale: Locale): string {
  return wordOf(WORDS[locale].capability, capability)
}

function wordOf(words: Record<string, string>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key
}
