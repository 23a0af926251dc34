import { expect, test } from 'vitest'
import { changeOf } from './change.ts'
import { metricsOf } from './index.ts'

const metric = (subject: 'turns' | 'automation', id: string) => {
  const found = metricsOf(subject)[id]
  if (found === undefined) throw new Error(id)
  return found
}

test.each([
  ['turns', 'people_in_time_share', 0.95, 0.94, 'same'],
  ['turns', 'people_in_time_share', 0.96, 0.94, 'better'],
  ['turns', 'people_in_time_share', 0.58, 0.56, 'better'],
  ['turns', 'people_in_time_share', 0.56, 0.58, 'worse'],
  ['turns', 'people_wait_p50_s', 100, 129, 'same'],
  ['turns', 'people_wait_p50_s', 100, 130, 'better'],
  ['turns', 'night_people_wait_p50_s', 130, 100, 'worse'],
  ['automation', 'undisturbed_nights', 28 / 30, 30 / 30, 'worse'],
  // it has no direction
  ['turns', 'turns', 100, 1, 'same'],
  // any difference counts
  ['turns', 'late', 2, 1, 'worse'],
] as const)('%s.%s %s after %s: %s', (subject, id, now, before, change) => {
  expect(changeOf(metric(subject, id), now, before)).toBe(change)
})
