/**
 * Each typical figure by the version of its metric (tests/golden/figures.json). A figure that moves while its version stays
 * fails here: months that were sealed would then be restated for it. Raise `version` in the catalogue, and add the figure
 * under the new one; what stands under the old one stays.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { metricsOf, SUBJECTS } from '#sql/metrics/index.ts'
import { FIGURES } from './support/typical.ts'

type Golden = Record<string, Record<string, Record<string, number>>>
const golden = JSON.parse(readFileSync(new URL('golden/figures.json', import.meta.url), 'utf8')) as Golden

describe.each(SUBJECTS)('%s', (subject) => {
  const written = golden[subject] ?? {}

  test('each figure is that of its version', () => {
    for (const [id, { value }] of Object.entries(FIGURES[subject])) {
      const version = String(metricsOf(subject)[id]?.version ?? 1)
      const expected = written[id]?.[version]
      expect(
        expected,
        `${subject}.${id}@${version}: write ${value} into tests/golden/figures.json`,
      ).toBeDefined()
      expect(value, `${subject}.${id}@${version} moved: raise its version`).toBeCloseTo(expected ?? NaN, 9)
    }
  })

  test('none is written of a metric that is gone, or of a version to come', () => {
    for (const [id, versions] of Object.entries(written)) {
      const last = metricsOf(subject)[id]?.version ?? 1
      expect(FIGURES[subject], id).toHaveProperty(id)
      for (const version of Object.keys(versions)) expect(Number(version), id).toBeLessThanOrEqual(last)
    }
  })
})
