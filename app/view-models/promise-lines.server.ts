import type { TFunction } from 'i18next'
import type { MonthContents } from '#reports/month/contents.ts'
import { formatDay, formatDuration } from '#reports/month/format.ts'
import type { Locale } from '../i18n/locale.ts'

/** The promise in force, and since when where it changed inside the month: it stands wherever a share does. */
export function promiseLines({ promise }: MonthContents, locale: Locale, t: TFunction): string[] {
  const duration = (seconds: number) => formatDuration(seconds, locale).text
  const values = { day: duration(promise.answer_within_s), night: duration(promise.night_answer_within_s) }
  const isSame = promise.answer_within_s === promise.night_answer_within_s
  return [
    t(isSame ? 'foot.promiseSame' : 'foot.promise', values),
    ...(promise.changed_on === null
      ? []
      : [t('foot.changed', { date: formatDay(promise.changed_on, locale) })]),
  ]
}
