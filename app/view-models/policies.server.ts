import type { TFunction } from 'i18next'
import { formatDay, formatDuration } from '#reports/month/format.ts'
import { homeName } from '#reports/month/names.ts'
import { categoryWord } from '#reports/month/single-words.ts'
import { zoneOf, type Directory } from '#sql/directory/directory.ts'
import { DEFAULT_POLICY, type Policy } from '#sql/directory/policy.ts'
import { isStretchInScope } from '#sql/directory/gate.ts'
import type { Scope } from '#sql/directory/scope.ts'
import { formatClock, formatDay as dayOf, localDay } from '#sql/time/zone.ts'
import type { Locale } from '../i18n/locale.ts'

/** A version of what is promised: for every home, or for one. */
export interface PolicyRow {
  key: string
  since: string
  /** for which home, and when it was told */
  home: string
  answer: string
  solve: string
  /** night hours */
  night: string
  /** categories with a time of their own */
  categories: string
}

interface ViewContext {
  locale: Locale
  t: TFunction
}

/**
 * What is promised and since when: for all homes, and for those of the scope that have a promise of their own, as far as it
 * was in force on its dates. The latest first.
 */
export function policyRows(directory: Directory, scope: Scope, of: ViewContext): PolicyRow[] {
  const homes = [...new Set(scope.homes.map(({ property_id }) => property_id))]
  const versions = ['', ...homes].flatMap((home) => {
    const zone = zoneOf(directory, home)
    const day = (at: number) => formatDay(dayOf(localDay(zone, at)), of.locale, { withYear: true })
    const name = home === '' ? of.t('promises.allHomes') : homeName(directory, home)
    const all = directory.policies.get(home) ?? []
    const isSeen = (index: number) =>
      home === '' ||
      isStretchInScope(scope, directory, home, {
        from_at: all[index]?.starts_at ?? 0,
        until_at: all[index + 1]?.starts_at ?? Infinity,
      })
    return all
      .map((version, index) => ({
        key: `${home} ${index}`,
        index,
        ...policyTexts(version, of),
        home: `${name}\u00a0· ${of.t('promises.told', { date: day(version.announced_at) })}`,
        since: day(version.starts_at),
      }))
      .filter(({ index }) => isSeen(index))
      .reverse()
  })
  if (directory.policies.has('')) return versions
  const always = { key: 'default', home: of.t('promises.allHomes'), since: of.t('promises.always') }
  return [...versions, { ...always, ...policyTexts(DEFAULT_POLICY, of) }]
}

function policyTexts(
  policy: Policy,
  { locale, t }: ViewContext,
): Pick<PolicyRow, 'answer' | 'solve' | 'night' | 'categories'> {
  const duration = (s: number) => formatDuration(s, locale).text
  const isSame = policy.answer_within_s === policy.night_answer_within_s
  return {
    answer: t(isSame ? 'promises.sameAnswer' : 'promises.bothAnswers', {
      day: duration(policy.answer_within_s),
      night: duration(policy.night_answer_within_s),
    }),
    solve: duration(policy.resolve_within_s),
    night: t('promises.nightHours', {
      from: formatClock(policy.night_from_ms),
      to: formatClock(policy.night_to_ms),
    }),
    categories: Object.entries(policy.resolve_within_by_category)
      .map(([category, seconds]) => `${categoryWord(category, locale)}\u00a0— ${duration(seconds)}`)
      .join('\u00a0· '),
  }
}
