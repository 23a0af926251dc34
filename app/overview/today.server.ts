import type { AppLoadContext } from '@remix-run/node'
import type { TFunction } from 'i18next'
import { formatDuration } from '#reports/format.ts'
import { readMetrics } from '#sql/read.server.ts'
import { localDay } from '#sql/zone.ts'
import type { View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'

/**
 * What today brought so far, in a line: the month above ends with yesterday.
 * @returns null where nobody has written today, or the page is asked for another month or moment
 */
export async function todayLine(
  { store }: AppLoadContext,
  view: View,
  { locale, t }: { locale: Locale; t: TFunction },
): Promise<string | null> {
  if (!view.isNow || view.bar.next !== null) return null
  const today = localDay(view.timezone, view.as_of)
  const { total } = await readMetrics(store.db, view.directory, {
    ...{ subject: 'turns', by: null, every: null, language: 'en', team: false },
    ...{ period: { from: today, until: today + 1 }, as_of: view.as_of, scope: view.scope },
    metrics: ['turns', 'in_time', 'late', 'overdue', 'waiting', 'wait_max_s'],
  })
  const count = (id: string) => total[id] ?? 0
  if (count('turns') === 0) return null
  const late = count('late') + count('overdue')
  const words = view.audience === 'owner' ? ('questions' as const) : ('turns' as const)
  return (
    [
      t('today.asked', { number: t(`homes.${words}`, { count: count('turns') }) }),
      late === 0 ? t('today.allInTime') : t('today.late', { count: late }),
      ...(count('waiting') === 0 ? [] : [t('today.waiting', { count: count('waiting') })]),
      t('today.longest', { duration: formatDuration(total['wait_max_s'] ?? 0, locale).text }),
    ].join(', ') + '.'
  )
}
