/** docs/rules.md is what the code follows: each metric has its rule there, and each citation leads somewhere. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SUBJECTS, metricsOf } from '#sql/metrics/index.ts'
import { sourceOf } from '#sql/metrics/source.server.ts'
import { projectFile } from '#sql/paths.ts'
import { sections } from './support/rule-book.ts'

const RULES = sections()
const METRICS = SUBJECTS.flatMap((subject) =>
  Object.entries(metricsOf(subject)).map(([id, metric]) => ({ subject, id, metric })),
)

/** Ids named in the first cells of the tables of metrics under a heading. */
function namedIn(anchor: string): string[] {
  const [, rows] = (RULES.get(anchor) ?? '').split('| metric | definition |')
  return [...(rows ?? '').matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) =>
    [...(cell ?? '').matchAll(/`(\w+)`/g)].map(([, id]) => id ?? ''),
  )
}

/** Whether a row about `named` is about the metric: about itself, its family (five_star_by_wait), or what it is a form of. */
const isAbout = (named: string, id: string, of: string | undefined) =>
  [id, of ?? id].some((one) => one === named || one.startsWith(`${named}_`))

test.each(METRICS)('$subject: $id has its row under its rule', ({ id, metric: { rule, of } }) => {
  expect(RULES.has(rule)).toBe(true)
  expect(namedIn(rule).filter((named) => isAbout(named, id, of))).not.toEqual([])
})

test('each row of the rule book is about a metric', () => {
  const rules = new Set(METRICS.map(({ metric }) => metric.rule))
  for (const anchor of RULES.keys()) {
    const own = METRICS.filter(({ metric }) => metric.rule === anchor)
    const idle = namedIn(anchor).filter(
      (named) => !own.some(({ id, metric: { of } }) => isAbout(named, id, of)),
    )
    expect([anchor, idle, namedIn(anchor).length > 0]).toEqual([anchor, [], rules.has(anchor as never)])
  }
})

test('what needs something reported is named in the table of what is not reported', () => {
  const needed = new Map(
    [...(RULES.get('not-reported') ?? '').matchAll(/^\| ([\w ]+) \| [^|]+ \| ([^|]+) \|$/gm)].map(
      ([, capability = '', metrics = '']) => [capability, metrics],
    ),
  )
  for (const { subject, id, metric } of METRICS) {
    for (const capability of metric.needs) {
      const row = needed.get(capability) ?? ''
      const isWhole = [`every metric of ${subject}`, 'the metrics over stays'].some((wording) =>
        row.includes(wording),
      )
      const ids = [...row.matchAll(/`(\w+)`/g)].map(([, named = '']) => named)
      const isNamed = isWhole || ids.some((named) => isAbout(named, id, metric.of))
      expect([id, capability, isNamed]).toEqual([id, capability, true])
    }
  }
})

test.each(METRICS)('$subject: $id stands where it is said to stand', ({ subject, id, metric }) => {
  const { file, line, text } = sourceOf(subject, id)
  const stem = /\w+/.exec(readFileSync(projectFile(file), 'utf8').split('\n')[line - 1] ?? '')?.[0] ?? ''
  expect([id, metric.of ?? id].some((one) => one.startsWith(stem))).toBe(true)
  expect(text).toContain(stem)
  expect(text.split('(').length).toBe(text.split(')').length)
})

test('every citation of the rule book, and every link in docs, names a section that there is', () => {
  const files = execFileSync('git', ['ls-files', '-z', '*.ts', '*.tsx', '*.md', '*.sql'], {
    cwd: projectFile(),
    encoding: 'utf8',
  }).split('\0')
  const lost = files.filter(Boolean).flatMap((file) => {
    const text = readFileSync(projectFile(file), 'utf8')
    const cited = [...text.matchAll(/rules\.md((?:(?:, )?#[\w-]+)+)/g)].flatMap(([, anchors]) =>
      (anchors ?? '').split(', '),
    )
    const own =
      file === 'docs/rules.md' ? [...text.matchAll(/\]\((#[\w-]+)\)/g)].map(([, anchor]) => anchor) : []
    return [...cited, ...own]
      .filter((anchor) => !RULES.has((anchor ?? '').slice(1)))
      .map((anchor) => [file, anchor])
  })
  expect(lost).toEqual([])
})
