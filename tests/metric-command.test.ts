/** `insights metric ID`: what a metric is, where its rule and its code stand, and what computes it. */
import { expect, test } from 'vitest'
import { metricsOf, SUBJECTS } from '#sql/metrics/index.ts'
import { command } from './support/command.ts'

/** It looks at no data: a store that is asked for is a mistake. */
const explained = (...args: string[]) => command(['metric', ...args])

test('a metric over facts: definition, section, line, and its whole statement alone', async () => {
  const { status, out } = await explained('in_time_share', '--locale', 'en')
  expect(status).toBe(0)
  expect(out).toContain(
    'Questions answered within the promised time, of all whose answer was due: answered or overdue.',
  )
  expect(out).toMatch(/^unit +share, 0–1; higher is better$/m)
  expect(out).toMatch(/^rule +docs\/rules\.md#state$/m)
  expect(out).toMatch(/^code +sql\/metrics\/turns\.ts:\d+$/m)
  expect(out).toContain(
    'countIf(is_in_time) as in_time_share_part,\n    countIf(is_due) as in_time_share_whole',
  )
  expect(out).toContain('from turn_facts final')
  expect(out).not.toContain(' as turns')
})

test('Russian where nothing else is asked for', async () => {
  const { out } = await explained('missed_calls')
  expect(out).toContain('Пропущенные звонки')
  expect(out).toMatch(/^нужны данные +calls$/m)
  expect(out).toContain(
    "countIf(kind = 'missed_call' and happened_on >= {since_calls:Int32}) as missed_calls",
  )
})

test('a night form says of what, and is narrowed to the night', async () => {
  const { out } = await explained('night_in_time_share', '--locale', 'en')
  expect(out).toMatch(/^a form of +in_time_share$/m)
  expect(out).toMatch(/^counted over +the night turns alone: docs\/rules\.md#night-forms-and-breakdowns$/m)
  expect(out).toContain(
    'countIf(is_in_time and is_night) as night_in_time_share_part,\n    countIf(is_due and is_night) as night_in_time_share_whole',
  )
})

test('a metric of reviews: the entry, and the functions that it goes through', async () => {
  const lift = (await explained('handled_in_time_lift', '--locale', 'en')).out
  expect(lift).toMatch(/^rule +docs\/rules\.md#the-link$/m)
  expect(lift).toContain('lift(inTime, late)')
  expect(lift).toContain('const counts = ')
  const low = (await explained('wait_stars_rho_low')).out
  expect(low).toContain("...rank(\n    'wait_stars',")
  expect(low).toContain('return spearman(')
})

test('a former name leads to the one of now', async () => {
  const { out } = await explained('communication_resolution_lift', '--locale', 'en')
  expect(out).toContain(
    'communication_resolution_lift is called communication_handled_in_time_lift now; until 2027-11-29',
  )
  expect(out).toMatch(/^communication_handled_in_time_lift \(reviews/m)
})

test('an id that two subjects have is told of each', async () => {
  const { out } = await explained('night_answered', '--locale', 'en')
  expect(out).toMatch(/^night_answered \(turns: Questions\)$/m)
  expect(out).toMatch(/^night_answered \(automation: Automation and the owner’s benefit\)$/m)
})

test('every metric of the catalogue can be asked for', async () => {
  for (const id of new Set(SUBJECTS.flatMap((subject) => Object.keys(metricsOf(subject))))) {
    const { status, out } = await explained(id)
    expect([id, status, out]).toEqual([id, 0, expect.stringMatching(/docs\/rules\.md#[\w-]+\n/)])
  }
})

test.each([
  [['in_time_rate'], /unknown metric in_time_rate: did you mean in_time_share, /],
  [['p90_wait'], /did you mean (?:\w+, )*wait_p90_s/],
  [['gap'], /did you mean gaps, gap_max_s, /],
  [['__proto__'], /unknown metric __proto__/],
  [['turns', '--locale', 'de'], /unknown locale: de;/],
  [[], /missing required argument/],
])('what is not known is one line and status 2: %j', async (args, says) => {
  const { status, out, err } = await explained(...args)
  expect({ status, out }).toEqual({ status: 2, out: '' })
  expect(err.trim().split('\n')).toEqual([expect.stringMatching(says)])
})
