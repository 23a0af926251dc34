import type { Period } from '#sql/time/period.ts'
import type { Scope } from '#sql/directory/scope.ts'
import type { MonthContents } from './contents.ts'

/** Whether more than one of the scope's homes is managed in the period: nights of one are its home-nights. */
export function hasManyHomes({ homes }: Pick<Scope, 'homes'>, period: Period): boolean {
  const inside = homes.filter(({ from, until }) => from < period.until && until > period.from)
  return new Set(inside.map(({ property_id }) => property_id)).size > 1
}

/**
 * Whether nights are read as the team's (rules: `--team`): management of several homes counts a night once, with every shift.
 * An owner's nights are those of his homes, and so are those of one home.
 */
export function readsAsTeam(audience: MonthContents['audience'], scope: Scope, period: Period): boolean {
  return audience === 'management' && hasManyHomes(scope, period)
}
