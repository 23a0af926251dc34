import { metricsOf, SUBJECTS } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import { countedOtherwise } from '#reports/month/definitions.ts'
import type { EditionChange } from '#reports/month/edition.ts'
import type { Locale } from '#reports/month/format.ts'
import { printedCases, printedFigures, printedNights, type Printed } from '#reports/pdf/printed.ts'
import { translator } from '#reports/month/words/translate.ts'

/**
 * What a reader of two reports of one month sees changed: figures as they are printed, verdicts of nights, outcomes of
 * cases. Time that merely went by changes none of them, and neither does a definition: where a metric is counted by another
 * version, what hangs on it is not compared, and beside what did change that is said.
 * @returns null where they are counted by different editions of the rules
 */
export function changesBetween(
  before: ReportContents,
  after: ReportContents,
  locale: Locale,
): EditionChange[] | null {
  const otherwise = countedOtherwise(before.definitions, after.definitions)
  if (otherwise === null) return null
  const changes = [
    ...differing('figure', figuresOf(before, locale), figuresOf(after, locale), '–', '–'),
    ...differing('night', printedNights(before, locale), printedNights(after, locale), '–', '–'),
    ...differing(
      'case',
      casesOf(before, locale),
      casesOf(after, locale),
      translator(locale)('mail.case.none'),
      translator(locale)('mail.case.gone'),
    ),
  ].filter((change) => isCountedAlike(change, otherwise))
  return changes.length === 0 ? [] : [...changes, ...definitionsIn(otherwise, locale)]
}

/** Whether what changed hangs on no metric that is counted otherwise. What is no metric of the catalogue hangs on others. */
function isCountedAlike({ kind, id }: EditionChange, otherwise: ReadonlyMap<string, unknown>): boolean {
  if (otherwise.size === 0) return true
  const subjects = new Set([...otherwise.keys()].map((metric) => metric.split('.')[0]))
  if (kind === 'night') return !subjects.has('nights') && !subjects.has('turns')
  if (kind === 'case') return !subjects.has('incidents')
  const [metric = ''] = id.split('@')
  return metricIn(metric) !== undefined && !otherwise.has(metric)
}

function definitionsIn(
  otherwise: ReadonlyMap<string, readonly [number, number]>,
  locale: Locale,
): EditionChange[] {
  const version = (number: number) => translator(locale)('mail.version', { number })
  return [...otherwise].flatMap(([id, [then, now]]) => {
    const label = metricIn(id)?.label[locale]
    return label === undefined
      ? []
      : [{ kind: 'definition' as const, id, label, before: version(then), after: version(now) }]
  })
}

/** @param id such as turns.in_time_share */
function metricIn(id: string): Metric | undefined {
  const [subject, metric = ''] = id.split('.')
  const found = SUBJECTS.find((one) => one === subject)
  return found === undefined ? undefined : metricsOf(found)[metric]
}

function differing(
  kind: EditionChange['kind'],
  before: readonly Printed[],
  after: readonly Printed[],
  none: string,
  gone: string,
): EditionChange[] {
  const [old, now] = [byId(before), byId(after)]
  return [...new Map([...old, ...now])].flatMap(([id, { label }]) => {
    const change = { before: old.get(id)?.value ?? none, after: now.get(id)?.value ?? gone }
    return change.before === change.after ? [] : [{ kind, id, label, ...change }]
  })
}

const byId = (printed: readonly Printed[]) => new Map(printed.map((one) => [one.id, one]))

/** Of the month itself: what an earlier month says is told by that month's own report. */
function figuresOf(contents: ReportContents, locale: Locale): Printed[] {
  return printedFigures(contents, locale).filter(({ id }) => !id.endsWith('@before'))
}

/** For how long nobody has helped yet grows by itself: that is no change. */
function casesOf(contents: ReportContents, locale: Locale): Printed[] {
  const unhelped = new Set(
    contents.cases.filter(({ handled_at }) => handled_at === null).map(({ incident_id }) => incident_id),
  )
  return printedCases(contents, locale).map((one) =>
    unhelped.has(one.id) ? { ...one, value: translator(locale)('mail.case.notHelped') } : one,
  )
}
