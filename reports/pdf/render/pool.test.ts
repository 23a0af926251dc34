import { expect, test } from 'vitest'
import type { ReportContents } from '#reports/month/contents.ts'
import { drawPages } from '../pages.ts'
import { renderReport } from '../report.ts'
import { amount } from '#tests/support/amount.ts'
import { sampleLogo } from '#tests/support/sample-logo.ts'
import { hugeMonth } from '#tests/support/sample-months.ts'
import { COMPANY, sampleMonth } from '#tests/support/sample-month.ts'

/** More than there are threads on a machine of two cores. */
const MANY = amount(3, 6)
const options = { locale: 'ru', company: { ...COMPANY, logo: sampleLogo() } } as const

test('threads draw the same bytes, many at once, one that fails among them', async () => {
  const here = await drawPages(sampleMonth(), options)
  const broken = { ...sampleMonth(), nights: null } as unknown as ReportContents
  const jobs = [
    ...Array.from({ length: MANY }, () => renderReport(sampleMonth(), options)),
    renderReport(broken, options),
  ]
  const results = await Promise.allSettled([...jobs, renderReport(sampleMonth(), options)])
  expect(results.map(({ status }) => status)).toEqual([
    ...Array<string>(MANY).fill('fulfilled'),
    'rejected',
    'fulfilled',
  ])
  for (const result of results)
    if (result.status === 'fulfilled') expect(result.value.equals(here)).toBe(true)
})

test('whoever waits can do something else meanwhile', async () => {
  let ticks = 0
  const timer = setInterval(() => (ticks += 1), 10)
  await Promise.all([renderReport(hugeMonth(), options), renderReport(hugeMonth(), options)])
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(10)
})
