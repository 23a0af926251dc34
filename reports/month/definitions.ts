import { CATALOGUE } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { RULES_EDITION } from '#sql/edition.ts'

/**
 * By which definitions a month is counted now: the edition of the rules, and id@version of every metric whose version was
 * raised in it: `2 nights.covered_nights@2`. A metric that is not named has version 1.
 */
export function definitionsNow(): string {
  return [String(RULES_EDITION), ...raised()].join(' ')
}

function raised(): string[] {
  return Object.entries<Record<string, Metric>>(CATALOGUE).flatMap(([subject, metrics]) =>
    Object.entries(metrics).flatMap(([id, { version = 1 }]) =>
      version === 1 ? [] : [`${subject}.${id}@${version}`],
    ),
  )
}

/**
 * The edition of the rules by which a month was counted. The first did not say so: it was eight hex digits, and early months
 * of the second say `2-` and such digits; no version had been raised by then.
 */
export function editionOf(definitions: string): number {
  return /^[0-9a-f]{8}$/.test(definitions) ? 1 : Number.parseInt(definitions, 10)
}

/** Metrics (subject.id) that two months count by other versions; null: by other editions, so that nothing can be compared. */
export function countedOtherwise(
  before: string,
  after: string,
): ReadonlyMap<string, [number, number]> | null {
  if (editionOf(before) !== editionOf(after)) return null
  const [then, now] = [versionsIn(before), versionsIn(after)]
  return new Map(
    [...new Set([...then.keys(), ...now.keys()])].flatMap((id): [string, [number, number]][] => {
      const versions: [number, number] = [then.get(id) ?? 1, now.get(id) ?? 1]
      return versions[0] === versions[1] ? [] : [[id, versions]]
    }),
  )
}

/** Metrics (subject.id) of which a month says that their version was raised in its edition. */
export function raisedIn(definitions: string): string[] {
  return [...versionsIn(definitions)].flatMap(([id, version]) => (version > 1 ? [id] : []))
}

function versionsIn(definitions: string): Map<string, number> {
  return new Map(
    definitions.split(' ').flatMap((word): [string, number][] => {
      const [id = '', version] = word.split('@')
      return version === undefined ? [] : [[id, Number(version)]]
    }),
  )
}
