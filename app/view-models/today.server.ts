import type { AppLoadContext } from '@remix-run/node'
import type { TFunction } from 'i18next'
import { dayAt } from '#reports/month/clocks.ts'
import { formatDuration } from '#reports/month/format.ts'
import type { Values } from '#sql/aggregate.ts'
import { readMetrics } from '#sql/read.server.ts'
import type { View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'
import { cached } from './cache.server.ts'

const cachedTotals = cached<Values>(100)

/** The numbers of today so far; once a minute. */
async function todayTotals({ store }: Pick<AppLoadContext, 'store'>, view: View): Promise<Values> {
  const today = dayAt(view.directory, view.scope, view.as_of)
  const read = async () =>
    (
      await readMetrics(store.db, view.directory, {
        subject: 'turns',
        by: null,
        every: null,
        language: 'en',
        team: false,
        period: { from: today, until: today + 1 },
        as_of: view.as_of,
        scope: view.scope,
        metrics: ['turns', 'in_time', 'late', 'overdue', 'waiting', 'wait_max_s'],
      })
    ).total
  const key = JSON.stringify([store.data_dir, today, view.scope])
  const now = { as_of: view.as_of, changes: store.facts.changes() }
  return cachedTotals(key, now, (found) => found.as_of === view.as_of, read)
}

/**
 * What today brought so far, in a line: the month above ends with yesterday.
 * @returns null where nobody has written today, or the page is asked for another month or moment
 */
export async function todayLine(
  context: Pick<AppLoadContext, 'store'>,
  view: View,
  { locale, t }: { locale: Locale; t: TFunction },
): Promise<string | null> {
  if (!view.isNow || view.bar.next !== null) return null
  const total = await todayTotals(context, view)
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
