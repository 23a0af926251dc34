import type { TFunction } from 'i18next'
import { formatDay, formatMonth, formatTime } from '#reports/month/format.ts'
import { formatDay as dayOf, localDay } from '#sql/time/zone.ts'
import type { Locale } from '../i18n/locale.ts'

/** What words are written with. */
export interface Words {
  locale: Locale
  t: TFunction
}

/** «3 ноября в 10:00» by the clock of a zone. @param at ms UTC */
export function momentOf(at: number, timezone: string, { locale, t }: Words): string {
  return t('reports.at', {
    day: formatDay(dayOf(localDay(timezone, at)), locale),
    time: formatTime(new Date(at).toISOString(), timezone, locale),
  })
}

/** «октябрь 2026», as it stands inside a sentence; English months keep their capital. */
export function monthWithin(month: string, locale: Locale): string {
  const title = formatMonth(month, locale, 'title')
  return locale === 'ru' ? title.charAt(0).toLowerCase() + title.slice(1) : title
}
