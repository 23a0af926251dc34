import type { Database } from './db/client.server.ts'
import type { Directory } from './directory/directory.ts'
import type { Capability } from './metrics/metric.ts'
import { localDay } from './time/zone.ts'
import { wholenessOf, type Wholeness } from './wholeness.ts'

type SingleCapability = Exclude<Capability, 'clock and plans' | 'clock or plans'>

/** From which local date (in days) each capability is reported; null: nobody reports it. */
export type Reported = Readonly<Record<Capability, number | null>> & { readonly wholeness: Wholeness }

/**
 * docs/rules.md#not-reported: the earliest `since` of the sources that declare it, else the date, in
 * DEFAULT_TIMEZONE, of the first event anywhere that carries it. The same for all homes and whatever as_of.
 */
export async function readReported(db: Database, directory: Directory): Promise<Reported> {
  const rows = await db.readBulk<[string, number]>(
    'select capability, toUnixTimestamp64Milli(min(first_at)) from capability_firsts group by capability',
  )
  const firsts = new Map(rows.map(([capability, at]) => [capability, at]))
  const day = (capability: SingleCapability): number | null => {
    const declared = [...directory.sources.values()]
      .filter(({ reports }) => reports.includes(capability))
      .map(({ since }) => since)
    if (declared.length > 0) return Math.min(...declared)
    const first = firsts.get(capability)
    return first === undefined ? null : localDay(directory.default_timezone, first)
  }
  const clock = day('clock')
  const plans = day('plans')
  const known = [clock, plans].filter((one) => one !== null)
  const incidents = day('incidents')
  const stays = day('stays')
  return {
    clock,
    plans,
    'clock and plans': known.length === 2 ? Math.max(...known) : null,
    'clock or plans': known.length > 0 ? Math.min(...known) : null,
    calls: day('calls'),
    handoffs: day('handoffs'),
    owner_contact: day('owner_contact'),
    playbooks: day('playbooks'),
    incidents,
    stays,
    reviews: day('reviews'),
    instructions: day('instructions'),
    templates: day('templates'),
    wholeness: wholenessOf(directory, { incidents, stays }),
  }
}

/** Since when a metric is told: the latest day of what it needs, and what is missing where it is not told in time. */
export function reportedSince(
  needs: readonly Capability[],
  reported: Reported,
): { day: number; missing: Capability | null } {
  let day = -Infinity
  for (const capability of needs) {
    const since = reported[capability]
    if (since === null) return { day: Infinity, missing: capability }
    day = Math.max(day, since)
  }
  return { day, missing: needs.find((capability) => reported[capability] === day) ?? null }
}

const NEVER = 1_000_000

/** The same day as a parameter of a statement takes it: of what is never told a day that never comes. */
export function sinceDate(needs: readonly Capability[], reported: Reported): number {
  return Math.min(NEVER, Math.max(0, reportedSince(needs, reported).day))
}
