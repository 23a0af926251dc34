import type { Locale } from '../format.ts'

/**
 * Whose time a clock shows, to stand after it: «по Москве», «по Нью-Йорку», "Moscow time". The names are Intl's: of a city,
 * or of a country that has one zone.
 */
export function zoneWords(zone: string, locale: Locale): string {
  const key = `${locale} ${zone}`
  let words = made.get(key)
  if (words === undefined) {
    words = (locale === 'ru' ? russian(zone) : english(zone)).replaceAll(' ', '\u00a0')
    made.set(key, words)
  }
  return words
}

// to ask Intl takes longer than all the rest
const made = new Map<string, string>()

function english(zone: string): string {
  // "CET" is shared by half a continent, and tells nobody whose clock it is
  const name = ['en-GB', 'en-US'].map((tag) => nameIn(zone, tag)).find((one) => one.endsWith(' Time'))
  return name === undefined ? universal(nameIn(zone, 'en-GB')) : name.replace(/ Time$/, ' time')
}

function russian(zone: string): string {
  const name = nameIn(zone, 'ru-RU')
  if (!/^[А-ЯЁ]/iu.test(name)) return `по ${universal(name)}`
  // «о-в Сахалин»
  const island = /^о-в ([А-ЯЁ][а-яё]*[бвгджзклмнпрстфхцчшщ])$/u.exec(name)?.[1]
  const dative = dativeOf(island ?? name)
  return dative === null ? `по времени «${name}»` : `по ${dative}`
}

/** GMT is UTC; a hyphen is no minus. */
function universal(name: string): string {
  return name
    .replace(/^GMT(?:[+-]0)?$/, 'UTC')
    .replace(/^GMT/, 'UTC')
    .replace('-', '−')
}

function nameIn(zone: string, tag: string): string {
  const parts = new Intl.DateTimeFormat(tag, { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts(
    0,
  )
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/** Of a name that is one word, or several with hyphens of which the last is declined; null where its ending leaves it open. */
function dativeOf(name: string): string | null {
  if (/\s|-на-|(?<!мат)ы$/u.test(name)) return null
  const adjective = /^(.*[бвгджзклмнпрстфхцчшщ])-([А-ЯЁ][а-яё]*ск)ий$/u.exec(name)
  if (adjective !== null) return `${adjective[1] ?? ''}у-${adjective[2] ?? ''}ому`
  for (const [ending, dative] of ENDINGS) if (ending.test(name)) return name.replace(ending, dative)
  // «Чили», «Токио», «Алматы», «Самоа», «ОАЭ»: not declined
  return /[аеёиоуыэюА-ЯЁ]$/u.test(name) ? name : null
}

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ия$/u, 'ии'],
  [/я$|(?<!о)а$/u, 'е'],
  [/й$/u, 'ю'],
  // «Израиль», «Симферополь», «Анадырь», but «Беларусь», «Астрахань»
  [/(?<=[ео]л|ил|ыр)ь$/u, 'ю'],
  [/(?<=ус|хан)ь$/u, 'и'],
  [/(?<=[бвгджзклмнпрстфхцчшщ])$/u, 'у'],
]
