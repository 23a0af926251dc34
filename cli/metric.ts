import { oneOf } from '#sql/query.ts'
import { UsageError } from '#sql/db/errors.ts'
import { metricsStatement } from '#sql/frame.ts'
import { CATALOGUE, metricsOf, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { renamedTo } from '#sql/metrics/former.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { emptyOf, needsOf, SUBJECT_NAMES, unitOf, type Language } from '#sql/metrics/names.ts'
import { sourceOf } from '#sql/metrics/source.server.ts'
import type { CommandContext } from './context.ts'

/** How many ids are named where one is not known. */
const NEAREST = 5

const NAMES: Record<
  'unit' | 'empty' | 'needs' | 'of' | 'over' | 'rule' | 'code',
  Record<Language, string>
> = {
  unit: { ru: 'единица', en: 'unit' },
  empty: { ru: 'если нечего считать', en: 'nothing to count' },
  needs: { ru: 'нужны данные', en: 'needs' },
  of: { ru: 'разновидность', en: 'a form of' },
  over: { ru: 'считается', en: 'counted over' },
  rule: { ru: 'правило', en: 'rule' },
  code: { ru: 'код', en: 'code' },
}

const NIGHT_TURNS: Record<Language, string> = {
  ru: 'только обращения ночных часов: docs/rules.md#night-forms-and-breakdowns',
  en: 'the night turns alone: docs/rules.md#night-forms-and-breakdowns',
}

const RENAMED: Record<Language, (requested: string, id: string, until: string) => string> = {
  ru: (requested, id, until) =>
    `${requested} теперь называется ${id}; до ${until} JSON и CSV отвечают обоими именами.`,
  en: (requested, id, until) =>
    `${requested} is called ${id} now; until ${until} JSON and CSV answer by both names.`,
}

/** insights metric ID: what it is, where its rule and its code stand, and the statement; once for each subject that has it. */
export function metric(requested: string, options: { locale?: string }, context: CommandContext): void {
  const language = oneOf(['ru', 'en'] as const, options.locale ?? 'ru', 'locale')
  const renamed = renamedTo(requested)
  const id = renamed?.id ?? requested
  const found = SUBJECTS.filter((subject) => Object.hasOwn(metricsOf(subject), id))
  if (found.length === 0)
    throw new UsageError(
      `unknown metric ${id}: did you mean ${nearest(id).join(', ')}? docs/metrics.md lists all`,
    )
  if (renamed !== null) context.out(`${RENAMED[language](requested, id, renamed.until)}\n\n`)
  context.out(found.map((subject) => explained(subject, id, language)).join('\n'))
}

function explained(subject: Subject, id: string, language: Language): string {
  const metric = metricsOf(subject)[id] as Metric
  const { file, line, text } = sourceOf(subject, id)
  const rows: [keyof typeof NAMES, string][] = [
    ['unit', unitOf(metric, language)],
    ['empty', emptyOf(metric, language)],
    ['needs', needsOf(metric, language)],
    ...formOf(metric, id, language),
    ['rule', `docs/rules.md#${metric.rule}`],
    ['code', `${file}:${line}`],
  ]
  const width = Math.max(...rows.map(([name]) => NAMES[name][language].length))
  return [
    `${id} (${subject}: ${SUBJECT_NAMES[subject][language]})`,
    metric.label[language],
    metric.about[language],
    '',
    ...rows.map(([name, value]) => `${NAMES[name][language].padEnd(width)}  ${value}`),
    '',
    statementOf(subject, id) ?? text,
    '',
  ].join('\n')
}

/** Of what it is a form; of a night form also over what it is counted, which no line of the other says. */
function formOf(metric: Metric, id: string, language: Language): [keyof typeof NAMES, string][] {
  if (metric.of === undefined) return []
  const form: [keyof typeof NAMES, string] = ['of', metric.of]
  return id === `night_${metric.of}` ? [form, ['over', NIGHT_TURNS[language]]] : [form]
}

/** The statement that the frame builds for the metric alone; null where the entry's function computes it. */
function statementOf(subject: Subject, id: string): string | null {
  if (subject !== 'turns' && subject !== 'incidents') return null
  const own = CATALOGUE[subject][id]
  return own === undefined ? null : metricsStatement(subject, { [id]: own }, { by: null, every: null }).trim()
}

/** Known ids that hold what was told, then those with most of its words, then those with the fewest letters to change. */
function nearest(typed: string): string[] {
  const words = typed.split('_')
  const ids = new Set(SUBJECTS.flatMap((subject) => Object.keys(metricsOf(subject))))
  return [...ids]
    .map((id) => {
      const shared = id.includes(typed)
        ? words.length + 1
        : id.split('_').filter((word) => words.includes(word)).length
      return { id, shared, letters: lettersBetween(typed, id) }
    })
    .sort((a, b) => b.shared - a.shared || a.letters - b.letters)
    .slice(0, NEAREST)
    .map(({ id }) => id)
}

/** Letters to add, take away or replace (Levenshtein). */
function lettersBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let index = 0; index < a.length; index++) {
    const next = [index + 1]
    for (let at = 0; at < b.length; at++) {
      const kept = (row[at] ?? 0) + (a[index] === b[at] ? 0 : 1)
      next.push(Math.min(kept, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
