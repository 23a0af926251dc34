import { dateOf, HOMES, instant, OWNERS, SOURCES, STAFF } from './portfolio.ts'
import { storyDays } from './stories.ts'
import type { Tell } from './tell.ts'

/** Who and what there is, from the first day on. */
export function tellDirectory(tell: Tell, first_day: number): void {
  const days = storyDays(first_day)
  const at = instant(first_day, 0)
  const say = (type: string, id: string, data: Record<string, unknown>, when = at) => {
    tell(first_day, type, 'crm://butler', id, when, data)
  }
  for (const { id, name, email, locale } of OWNERS) say('owner', id, { owner_id: id, name, email, locale })
  for (const { id, ...staff } of STAFF) say('manager', id, { manager_id: id, ...staff })
  for (const { id, name, owner, group } of HOMES) {
    const managed_from = id === 'mayakovskogo-11' ? days.taken_over : first_day
    say('property', id, {
      property_id: id,
      name,
      owner_id: owner,
      timezone: 'Europe/Moscow',
      managed_from: dateOf(managed_from),
      ...(group === undefined ? {} : { group }),
    })
  }
  // the sale was put down on the day it was signed
  tell(days.sold, 'property', 'crm://butler', 'kazanskaya-15-sold', instant(days.sold, 10), {
    property_id: 'kazanskaya-15',
    name: 'Казанская, 15',
    owner_id: 'o-kirill',
    owner_from: dateOf(days.sold),
    timezone: 'Europe/Moscow',
    managed_from: dateOf(first_day),
  })
  for (const { id, ...source } of SOURCES)
    say('source', id, { source_id: id, since: dateOf(first_day), ...source })
  say('policy', 'default', {
    policy_id: 'default',
    valid_from: new Date(at).toISOString(),
    answer_within_s: 600,
    night_from: '22:00',
    night_to: '08:00',
    resolve_within_s: 900,
    follow_up_within_s: 1800,
    resolve_within_by_category: { noise: 1200, hot_water: 3600, heating: 3600 },
  })
}
