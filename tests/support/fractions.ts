/** Shares beside the fractions that they are, in an answer of the product. */
import type { Fractions, Values } from '#sql/aggregate.ts'
import { metricsOf, type Subject } from '#sql/metrics/index.ts'
import { fractionsOf, valuesOf, type Answer } from '#sql/read.server.ts'

/** The answer without its fractions. @throws where a share is not its part of its whole, or has no fraction */
export function withoutFractions({ subject, of, series, by, ...answer }: Answer) {
  check(subject, answer.total, of)
  const bare = <K extends { key: string | null } | { from: string }>(
    row: K & Values,
    key: 'key' | 'from',
  ) => {
    check(subject, row, fractionsOf(row))
    return { ...valuesOf(row), [key]: row[key] } as unknown as K & Values
  }
  return {
    subject,
    ...answer,
    ...(series && { series: series.map((row) => bare(row, 'from')) }),
    ...(by && { by: by.map((row) => bare(row, 'key')) }),
  }
}

function check(subject: Subject, values: Values, of: Fractions): void {
  for (const [id, { unit, measures }] of Object.entries(metricsOf(subject))) {
    const [value, fraction] = [values[id], of[id]]
    if (value === undefined) continue
    const isRight =
      unit !== 'share' || measures === 'ratio'
        ? fraction === undefined
        : fraction === undefined
          ? value === null
          : fraction[1] === 0
            ? value === null && fraction[0] === 0
            : measures === 'time'
              ? Math.abs(fraction[0] / fraction[1] - Number(value)) < 1e-12
              : value === fraction[0] / fraction[1] && fraction.every((end) => Number.isInteger(end))
    if (!isRight) throw new Error(`${subject} ${id}: ${value} is not ${JSON.stringify(fraction)}`)
  }
}
