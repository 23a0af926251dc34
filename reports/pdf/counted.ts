import { CATALOGUE, metricsOf, type Subject } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { besideMetrics } from '#reports/month/beside-share.ts'
import { dateTimeAt, isMixed, momentAt, zoneIn, zonesOf } from '#reports/month/clocks.ts'
import { editionOf, raisedIn } from '#reports/month/definitions.ts'
import { aboutOf, labelOf } from '#reports/month/figure-rows.ts'
import { formatDay, formatDuration } from '#reports/month/format.ts'
import { isolated } from '#reports/month/names.ts'
import { zoneWords } from '#reports/month/words/zone.ts'
import type { Draft } from './draft.ts'
import { LEFT, WIDTH, type Paper } from './page.ts'
import { section } from './section.ts'
import { TYPE, type TextStyle } from './style.ts'
import { block, drawBlock, type Block } from './text.ts'

const LABEL_WIDTH = 100
const BETWEEN = 26
const HALF = (WIDTH - BETWEEN) / 2
const SPACE = 6

const SUBJECTS: Record<string, Record<string, Metric>> = CATALOGUE

/** How the numbers come about: the promise, the data, what is missing, then each definition as the catalogue has it. */
export function drawCounted(draft: Draft) {
  const { paper, contents, t, locale } = draft
  const facts: Entry[] = [
    [t('pdf.counted.promise'), promiseText(draft)],
    [t('pdf.counted.data'), dataText(draft)],
    ...(contents.silences.length > 0 ? [[t('pdf.counted.silences'), silencesText(draft)] as const] : []),
    [t('pdf.counted.version'), rulesText(draft)],
  ]
  const laid = facts.map(([name, text]) => ({
    label: block(paper, name, TYPE.noteStrong, LABEL_WIDTH),
    body: block(paper, text, TYPE.note, WIDTH - LABEL_WIDTH - BETWEEN),
  }))
  const heightOf = ({ label, body }: { label: Block; body: Block }) => Math.max(label.height, body.height)
  section(
    paper,
    t('pdf.counted.title'),
    null,
    laid.reduce((sum, one) => sum + heightOf(one) + SPACE, 60),
  )
  for (const one of laid) {
    paper.ensure(Math.min(heightOf(one), paper.whole))
    paper.tagged(paper.root, 'P', () => {
      drawBlock(paper, one.label, LEFT, paper.y)
      drawBlock(paper, one.body, LEFT + LABEL_WIDTH + BETWEEN, paper.y)
    })
    paper.y += heightOf(one) + SPACE
  }
  paper.y += 8
  drawDefinitions(
    paper,
    printedMetrics(draft).map(([, , metric]) => [
      nameOf(metric, draft),
      aboutOf(metric, locale, { audience: contents.audience }),
    ]),
  )
}

function nameOf(metric: Metric, { contents, locale }: Draft): string {
  return labelOf(metric, locale, { audience: contents.audience }).replace(' (ρ)', '')
}

/** The edition, and by name what of this report is counted otherwise than at its beginning: ids are for machines. */
function rulesText(draft: Draft): string {
  const { contents, t } = draft
  const raised = new Set(raisedIn(contents.definitions))
  const names = printedMetrics(draft)
    .filter(([subject, id]) => raised.has(`${subject}.${id}`))
    .map(([, , metric]) => t('pdf.counted.quoted', { name: nameOf(metric, draft) }))
  return [
    t('pdf.counted.versionText', { version: editionOf(contents.definitions) }),
    ...(names.length === 0 ? [] : [t('pdf.counted.raised', { names: names.join(', ') })]),
  ].join(' ')
}

type Entry = readonly [name: string, text: string]

interface Defined {
  label: Block
  body: Block
  height: number
}

/** In two columns of one height, from page to page; set smaller where that keeps them on this one. */
function drawDefinitions(paper: Paper, entries: readonly Entry[]) {
  const laidAt = (shrink: number) =>
    entries.map(([name, text]): Defined => {
      const [label, body] = [
        block(paper, name, shrunk(TYPE.defined, shrink), HALF),
        block(paper, text, shrunk(TYPE.definition, shrink), HALF),
      ]
      return { label, body, height: label.height + body.height + SPACE * shrink }
    })
  const fits = (laid: readonly Defined[]) => splitAt(laid, paper.room) >= laid.length
  const laid = SHRINKS.map(laidAt).find(fits) ?? laidAt(1)
  let left = laid
  while (left.length > 0) {
    const most = Math.max(...left.map(({ height }) => height))
    paper.ensure(Math.min(most, paper.whole))
    const total = left.reduce((sum, { height }) => sum + height, 0)
    // as high as both need, but for what the page has room for
    let high = Math.min(paper.room, total / 2)
    while (high < paper.room && splitAt(left, high) < left.length) high = Math.min(paper.room, high + 6)
    const top = paper.y
    let end = top
    for (const x of [LEFT, LEFT + HALF + BETWEEN]) {
      let y = top
      for (let [one] = left; one !== undefined && y + one.height - SPACE <= top + high; [one] = left) {
        const { label, body, height } = one
        const at = y
        paper.tagged(paper.root, 'P', () => {
          drawBlock(paper, label, x, at)
          drawBlock(paper, body, x, at + label.height)
        })
        y += height
        left = left.slice(1)
      }
      end = Math.max(end, y)
    }
    paper.y = end
    if (left.length > 0) paper.newPage()
  }
}

/** From 8.5 pt down to 7.6: smaller is not read. */
const SHRINKS = [1, 0.95, 0.9]

function shrunk(style: TextStyle, by: number): TextStyle {
  return { ...style, size: style.size * by, leading: style.leading * by }
}

/** How many of them two columns of a height hold. */
function splitAt(laid: readonly Defined[], high: number): number {
  let index = 0
  for (let column = 0; column < 2; column++) {
    let y = 0
    for (let one = laid[index]; one !== undefined && y + one.height - SPACE <= high; one = laid[index]) {
      y += one.height
      index += 1
    }
  }
  return index
}

function promiseText({ contents, t, locale }: Draft): string {
  const { answer_within_s, night_answer_within_s, night_from, night_to, changed_on } = contents.promise
  const [day, night] = [answer_within_s, night_answer_within_s].map(
    (within) => formatDuration(within, locale).text,
  )
  return [
    day === night
      ? t('pdf.counted.promiseSame', { duration: day ?? '' })
      : t('pdf.counted.promiseBoth', { day: day ?? '', night: night ?? '' }),
    t('pdf.counted.nightHours', { from: night_from, to: night_to }),
    ...(changed_on === null ? [] : [t('pdf.counted.changed', { date: formatDay(changed_on, locale) })]),
  ].join(' ')
}

function dataText(draft: Draft): string {
  const { contents, t, locale } = draft
  const { data_as_of, as_of, not_reported } = contents
  const asked = dateTimeAt(contents, '', as_of, locale)
  const missing = Object.keys(not_reported).flatMap((id) => {
    const metric = metricOf(id)
    return metric === undefined ? [] : [labelOf(metric, locale, { audience: contents.audience })]
  })
  return [
    data_as_of === null
      ? t('pdf.counted.dataNone', { asked })
      : t('pdf.counted.dataAsOf', { data: dateTimeAt(contents, '', data_as_of, locale), asked }),
    ...zoneTexts(draft),
    ...(missing.length === 0 ? [] : [t('pdf.counted.notReported', { labels: missing.join('; ') })]),
  ].join(' ')
}

/** Whose clock it is; of several, which homes go by which. */
function zoneTexts({ contents, t, locale }: Draft): string[] {
  const zones = zonesOf(contents)
  const [first = contents.timezone] = zones
  if (!isMixed(contents)) return [t('pdf.counted.zone', { zone: zoneWords(first, locale) })]
  return zones.map((zone) => {
    const homes = contents.homes.filter(({ property_id }) => zoneIn(contents, property_id) === zone)
    const values = { zone: zoneWords(zone, locale), homes: homes.map(({ name }) => name).join(', ') }
    return t(homes.length === 0 ? 'pdf.counted.zone' : 'pdf.counted.zoneOf', values)
  })
}

function silencesText({ contents, t, locale }: Draft): string {
  const moment = (at: string) => momentAt(contents, '', at, locale)
  return contents.silences
    .map(({ source: name, from_at, until_at }) => {
      const source = isolated(name)
      return until_at === null
        ? t('pdf.counted.silenceOpen', { source, from: moment(from_at) })
        : t('pdf.counted.silence', { source, from: moment(from_at), until: moment(until_at) })
    })
    .join('\n')
}

function metricOf(id: string): Metric | undefined {
  return Object.values(SUBJECTS).flatMap((metrics) => metrics[id] ?? [])[0]
}

type Printed = readonly [subject: Subject, id: string, metric: Metric]

/** Those whose numbers stand in the report: ids and definitions. */
function printedMetrics({ contents }: Draft): Printed[] {
  const { nights } = contents.figures
  const isPlanned = (nights['attended_share'] ?? null) === null && (nights['planned_share'] ?? null) !== null
  const verdicts = new Set(contents.nights.map(({ verdict }) => verdict))
  const isKnown = (metric: string) => (contents.reviews.answer.total[metric] ?? null) !== null
  return [
    ...of('turns', 'turns', 'people_in_time_share', ...besideMetrics(contents)),
    ...of('turns', 'people_wait_p50_s', 'people_wait_max_s'),
    ...of('automation', 'undisturbed_nights'),
    ...of('incidents', 'incidents', 'handled_in_time_share'),
    ...of('nights', isPlanned ? 'planned_share' : 'attended_share'),
    ...(verdicts.has('silent') ? of('nights', 'silent_nights') : []),
    ...(verdicts.has('overloaded') ? of('nights', 'overloaded_nights') : []),
    ...of('reviews', 'five_star_share', 'wait_stars_rho', 'handled_in_time_lift').filter(([, id]) =>
      isKnown(id),
    ),
    ...(Object.keys(contents.benefit.answer.total).length === 0 ? [] : of('automation', ...OF_BENEFIT)),
  ]
}

const OF_BENEFIT = ['night_answered', 'off_hours_answered', 'attention_spared_s']

function of(subject: Subject, ...ids: string[]): Printed[] {
  const metrics: Record<string, Metric> = metricsOf(subject)
  return ids.flatMap((id): Printed[] => (metrics[id] === undefined ? [] : [[subject, id, metrics[id]]]))
}
