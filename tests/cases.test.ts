/**
 * The cases with a known right answer (docs/rules.md), and what lies beside them, asked of the product and of the
 * brute-force reading. Their tables: tests/cases.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CATALOGUE } from '#sql/metrics/index.ts'
import type { Case, Step } from './cases/case.ts'
import { ALONE, TOGETHER } from './cases/index.ts'
import { longTest, some } from './support/amount.ts'
import { productSide, readingSide, type Respondent, type Side } from './support/cases.ts'
import { randomOf } from './support/questions.ts'
import { seedOf } from './support/seed.ts'

/**
 * At a push the product is asked about each case of docs/rules.md in one of its forms, and about some of what lies beside
 * them, others each time; the brute-force reading about all of them. LONG=yes: both about all.
 */
const SEED = seedOf('cases', 'new')
const random = randomOf(SEED)
console.info(`cases: SEED=${SEED}`)

function forProduct(all: readonly Case[]): Case[] {
  const numberOf = ({ title }: Case) => /^\d+(?=: )/.exec(title)?.[0] ?? null
  const drawn = [...new Set(all.map(numberOf))].flatMap((number) => {
    const forms = all.filter((one) => numberOf(one) === number)
    return some(forms, number === null ? Math.ceil(forms.length / 4) : 1, random)
  })
  return all.filter((one) => drawn.includes(one))
}

const SIDES: Record<string, () => Side | Promise<Side>> = {
  product: productSide,
  'brute-force reading': readingSide,
}

/**
 * The metrics that are looked at: a question for these alone is planned in a fraction of the time. All of them where nothing
 * else may be said, or where a row stands for what is asked for.
 */
function named({ subject, expected }: Step & { kind: 'answer' }): string[] {
  const all = Object.keys(CATALOGUE[subject])
  const said = JSON.stringify(expected)
  if (said.includes('"exactly"') || (subject === 'automation' && 'by' in expected)) return all
  const isRow = (id: string) => 'by' in expected && 'also' in (CATALOGUE[subject][id] ?? {})
  return all.filter((id) => said.includes(`"${id}"`) || isRow(id))
}

async function check(one: Case, respondent: Respondent): Promise<void> {
  const seen = new Map<string, unknown>()
  for (const [index, step] of one.steps.entries()) {
    const where = `step ${index}: ${JSON.stringify(step).slice(0, 300)}`
    if (step.kind === 'later') await respondent.take(step.events)
    else if (step.kind === 'rows') {
      if (respondent.rows !== null)
        expect(await respondent.rows(step.list, step.query), where).toMatchObject(step.expected)
    } else if (step.kind === 'answer')
      expect(await respondent.answer(step.subject, step.query, named(step)), where).toMatchObject(
        step.expected,
      )
    else {
      const before = seen.get(where.replace(/^step \d+/, ''))
      const then = await respondent.answer(step.subject, step.query)
      if (before !== undefined) expect(then, where).toEqual(before)
      seen.set(where.replace(/^step \d+/, ''), then)
    }
  }
}

describe.each(Object.entries(SIDES))('the %s', (name, open) => {
  const isMeant = ({ only }: Case) => only === undefined || only === name
  const asked = (tables: Record<string, Case[]>) =>
    Object.entries(tables).map(([about, all]) => {
      const meant = all.filter(isMeant)
      return [about, name === 'product' ? forProduct(meant) : meant] as const
    })
  const cases = asked(TOGETHER)
  let side: Side
  let respondentOf: (one: Case) => Respondent
  beforeAll(async () => {
    side = await open()
    respondentOf = await side.together(cases.flatMap(([, all]) => all))
  })
  afterAll(() => side.close())

  describe.each(cases)('%s', (_, all) => {
    test.each(all)('$title', (one) => check(one, respondentOf(one)))
  })

  longTest('13: the same events three times, and in reverse order', async () => {
    for (const { before, then } of (await side.replay?.()) ?? []) expect(then).toEqual(before)
  })

  describe.each(asked(ALONE))('%s', (_, all) => {
    test.each(all)('$title', async (one) => check(one, await side.alone(one)))
  })
})
