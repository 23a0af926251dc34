import { createHash } from 'node:crypto'
import { CATALOGUE } from '#sql/metrics/index.ts'
import type { Formula, Metric } from '#sql/metrics/metric.ts'
import { RULES_EDITION } from '#sql/edition.ts'

let checksum: string | undefined

/**
 * The edition of the rules, and eight hex digits that change when a definition does: its words or its line of SQL. Months
 * sealed by others keep their numbers and are never restated for it.
 */
export function definitionsChecksum(): string {
  checksum ??= `${RULES_EDITION}-${createHash('sha256')
    .update(
      JSON.stringify(
        Object.values(CATALOGUE).flatMap((metrics) =>
          Object.entries<Metric & Partial<Record<'sql' | 'part' | 'whole', Formula>>>(metrics).map(
            ([id, metric]) => [
              ...[id, metric.about, metric.unit, metric.needs],
              ...[metric.sql, metric.part, metric.whole].flatMap((formula) => formula?.(' and told') ?? []),
            ],
          ),
        ),
      ),
    )
    .digest('hex')
    .slice(0, 8)}`
  return checksum
}

/** The edition of the rules by which a month was counted; the first did not say so. */
export function editionOf(definitions: string): number {
  return definitions.includes('-') ? Number.parseInt(definitions, 10) : 1
}
