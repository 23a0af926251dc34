import { formatMonth, type Locale } from '#reports/month/format.ts'
import { translator } from '#reports/month/words/translate.ts'

/** «Отчёт за октябрь 2026.pdf», with plain spaces, as files are named. @param month YYYY-MM */
export function reportFileName(month: string, locale: Locale): string {
  const name = formatMonth(month, locale, 'title')
  const within = locale === 'ru' ? name.charAt(0).toLowerCase() + name.slice(1) : name
  return translator(locale)('mail.file', { month: within }).replaceAll('\u00a0', ' ')
}
