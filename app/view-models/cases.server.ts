import type { TFunction } from 'i18next'
import type { Case, MonthContents } from '#reports/month/contents.ts'
import { momentAt } from '#reports/month/clocks.ts'
import { formatDuration } from '#reports/month/format.ts'
import { categoryWord, causeWord } from '#reports/month/single-words.ts'
import type { Locale } from '../i18n/locale.ts'

/** A case in words, with its bar: all bars of a table share one scale. */
export interface CaseRow {
  id: string
  what: string
  /** home, moment, cause, whether the owner was woken */
  where: string
  helped: string
  /** the same after the name of the case: «гостю помогли через 24 мин» */
  outcome: string
  /** its own page */
  href: string
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
  search: string,
): CaseRow[] {
  const longest = Math.max(1, ...cases.map(({ handle_s, promise_s }) => Math.max(handle_s ?? 0, promise_s)))
  // one case that took days must not press the others to nothing
  const scale = Math.min(longest, 4 * Math.max(1, ...cases.map(({ promise_s }) => promise_s)))
  return cases.map((one) => ({
    id: one.incident_id,
    href: caseHref(one, search),
    what: namesOf(one, locale).what,
    where: [
      one.home,
      momentAt(contents, one.property_id, one.reported_at, locale),
      ...namesOf(one, locale).cause,
      ...(contents.audience === 'owner' ? notifiedOf(one, t) : []),
      ...(one.is_repeated ? [t('cases.again')] : []),
      ...(contents.audience === 'management' && one.is_logged_late ? [t('cases.loggedLate')] : []),
    ].join('\u00a0· '),
    helped: helpedOf(one, locale, t, 'after'),
    outcome: helpedOf(one, locale, t, 'outcome'),
    promised: t('cases.promised', { duration: formatDuration(one.promise_s, locale).text }),
    is_late: one.handled_in_time === false,
    bar: one.handle_s === null ? null : Math.min(1, one.handle_s / scale),
    promise: one.promise_s / scale,
  }))
}

/** Whether the owner was told: of a case by day only where he was. */
function notifiedOf({ is_owner_notified, is_night }: Case, t: TFunction): string[] {
  if (is_owner_notified === null) return []
  if (is_night) return [t(is_owner_notified ? 'cases.woken' : 'cases.notWoken')]
  return is_owner_notified ? [t('cases.told')] : []
}

/** «Шум от соседей» is one thing; other causes stand beside what happened. */
function namesOf({ category, cause }: Case, locale: Locale): { what: string; cause: string[] } {
  const what = categoryWord(category, locale)
  if (cause === null) return { what, cause: [] }
  const why = causeWord(cause, locale)
  return category === 'noise' && cause === 'neighbours'
    ? { what: `${what} ${why}`, cause: [] }
    : { what, cause: [why] }
}

function helpedOf(one: Case, locale: Locale, t: TFunction, how: 'after' | 'outcome'): string {
  if (one.handled_at === null || one.handle_s === null)
    return t(how === 'after' ? 'cases.notYet' : 'cases.outcomeNotYet')
  return t(`cases.${how}`, { duration: formatDuration(one.handle_s, locale).text })
}

/** The page of a case, in the month in which it was opened. */
export function caseHref({ incident_id }: Pick<Case, 'incident_id'>, search: string): string {
  return `/incidents/${encodeURIComponent(incident_id)}${search}`
}
