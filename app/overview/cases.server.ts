import type { TFunction } from 'i18next'
import type { Case, MonthContents } from '#reports/contents.ts'
import { formatDuration, formatMoment } from '#reports/format.ts'
import { categoryWord, causeWord } from '#reports/sentence.ts'
import type { Locale } from '../i18n/locale.ts'

/** A case in words, with its bar: all bars of a table share one scale. */
export interface CaseRow {
  id: string
  what: string
  /** home, moment, cause, whether the owner was woken */
  where: string
  helped: string
  promised: string
  is_late: boolean
  /** 0–1 of the longest bar; null while the guest is not helped and the time is not over */
  bar: number | null
  promise: number
}

export function caseRows(
  cases: readonly Case[],
  contents: MonthContents,
  locale: Locale,
  t: TFunction,
): CaseRow[] {
  const longest = Math.max(1, ...cases.map(({ handle_s, promise_s }) => Math.max(handle_s ?? 0, promise_s)))
  // one case that took days must not press the others to nothing
  const scale = Math.min(longest, 4 * Math.max(1, ...cases.map(({ promise_s }) => promise_s)))
  return cases.map((one) => ({
    id: one.incident_id,
    what: categoryWord(one.category, locale),
    where: [
      one.home,
      formatMoment(one.reported_at, contents.timezone, locale),
      ...(one.cause === null ? [] : [causeWord(one.cause, locale)]),
      ...(contents.audience === 'owner' && one.is_owner_notified !== null && one.is_night
        ? [t(one.is_owner_notified ? 'cases.woken' : 'cases.notWoken')]
        : []),
      ...(one.is_repeated ? [t('cases.again')] : []),
      ...(contents.audience === 'management' && one.is_logged_late ? [t('cases.loggedLate')] : []),
    ].join(' · '),
    helped:
      one.handled_at === null || one.handle_s === null
        ? t('cases.notYet')
        : t('cases.after', { duration: formatDuration(one.handle_s, locale).text }),
    promised: t('cases.promised', { duration: formatDuration(one.promise_s, locale).text }),
    is_late: one.handled_in_time === false,
    bar: one.handle_s === null ? null : Math.min(1, one.handle_s / scale),
    promise: one.promise_s / scale,
  }))
}
