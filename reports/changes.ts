import type { ReportContents } from './contents.ts'
import type { EditionChange } from './edition.ts'
import type { Locale } from './format.ts'
import { printedCases, printedFigures, printedNights, type Printed } from './printed.ts'
import { mailWords } from './words/mail.ts'

/**
 * What a reader of two reports of one month sees changed: figures as they are printed, verdicts of nights, outcomes of
 * cases. Time that merely went by changes none of them.
 */
export function changesBetween(
  before: ReportContents,
  after: ReportContents,
  locale: Locale,
): EditionChange[] {
  return [
    ...differing('figure', figuresOf(before, locale), figuresOf(after, locale), '–', '–'),
    ...differing('night', printedNights(before, locale), printedNights(after, locale), '–', '–'),
    ...differing(
      'case',
      casesOf(before, locale),
      casesOf(after, locale),
      mailWords(locale).case.none,
      mailWords(locale).case.gone,
    ),
  ]
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
    unhelped.has(one.id) ? { ...one, value: mailWords(locale).case.notHelped } : one,
  )
}
