import { dateOf, instant, ZONE } from './clock.ts'
import { HOMES, OWNERS, SOLD_HOME, STAFF, TAKEN_OVER_HOME } from './portfolio.ts'
import { SOURCES } from './sources.ts'
import type { World } from './world.ts'

/** Who and what there is, from the first day on; what changed later belongs to the day on which it did. */
export function tellDirectory({ tell, days }: World): void {
  const { first_day } = days
  const at = instant(first_day, 0)
  const say = (type: string, id: string, data: Record<string, unknown>) => {
    tell(first_day, type, 'crm://butler', id, at, data)
  }
  for (const { id, ...owner } of OWNERS) say('owner', id, { owner_id: id, ...owner })
  for (const { id, ...staff } of STAFF) say('manager', id, { manager_id: id, ...staff })
  for (const { id, name, owner, group } of HOMES) {
    if (id !== TAKEN_OVER_HOME)
      say('property', id, { ...propertyOf(id, name, first_day), owner_id: owner, group: group ?? null })
  }
  for (const { id, ...source } of SOURCES)
    say('source', id, { source_id: id, since: dateOf(first_day), ...source })
  say('policy', 'default', {
    ...{ policy_id: 'default', valid_from: new Date(at).toISOString() },
    ...{ answer_within_s: 600, night_from: '22:00', night_to: '08:00', follow_up_within_s: 1800 },
    ...{ resolve_within_s: 900, resolve_within_by_category: { noise: 1200, hot_water: 3600, heating: 3600 } },
  })
  tellTakeover({ tell, days })
  tellSale({ tell, days })
}

function propertyOf(id: string, name: string, managed_from: number) {
  return { property_id: id, name, timezone: ZONE, managed_from: dateOf(managed_from) }
}

/** Put down some days before its first day. */
function tellTakeover({ tell, days: { taken_over } }: Pick<World, 'tell' | 'days'>): void {
  const day = taken_over - 4
  tell(day, 'property', 'crm://butler', TAKEN_OVER_HOME, instant(day, 11), {
    ...propertyOf(TAKEN_OVER_HOME, nameOf(TAKEN_OVER_HOME), taken_over),
    owner_id: HOMES.find(({ id }) => id === TAKEN_OVER_HOME)?.owner,
  })
}

/** Put down on the day on which it was signed. */
function tellSale({ tell, days: { sold, first_day } }: Pick<World, 'tell' | 'days'>): void {
  const { id, to } = SOLD_HOME
  tell(sold, 'property', 'crm://butler', `${id}-sold`, instant(sold, 10), {
    ...propertyOf(id, nameOf(id), first_day),
    ...{ owner_id: to, owner_from: dateOf(sold) },
  })
}

function nameOf(home: string): string {
  return HOMES.find(({ id }) => id === home)?.name ?? home
}
