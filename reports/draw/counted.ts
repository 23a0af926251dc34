import { CATALOGUE } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { formatDateTime, formatDay, formatDuration, formatMoment } from '#reports/format.ts'
import type { Draft } from './draft.ts'
import { LEFT, WIDTH, type Paper } from './page.ts'
import { section } from './section.ts'
import { TYPE } from './style.ts'
import { block, drawBlock, type Block } from './text.ts'

const LABEL_WIDTH = 142
const GAP = 16
const SPACE = 6

const SUBJECTS: Record<string, Record<string, Metric>> = CATALOGUE

/** How the numbers come about: the promise, the data, what is missing, each definition as the catalogue has it. */
export function drawCounted(draft: Draft) {
  const { paper, contents, words, locale } = draft
  const entries: [name: string, text: string][] = [
    [words.counted.promise, promiseText(draft)],
    [words.counted.data, dataText(draft)],
    ...(contents.silences.length > 0
      ? [[words.counted.silences, silencesText(draft)] as [string, string]]
      : []),
    ...printedMetrics(draft).map(([id, { label, about }]): [string, string] => [
      words.counted.called(id, label[locale], contents.audience),
      about[locale],
    ]),
    [words.counted.version, words.counted.versionText(contents.definitions)],
  ]
  const laid = entries.map(([name, text]) => laidEntry(paper, name, text))
  // on one page if it fits one
  section(
    paper,
    words.counted.title,
    null,
    laid.reduce((sum, { height }) => sum + height, -SPACE),
  )
  for (const one of laid) drawEntry(paper, one)
}

interface Entry {
  label: Block
  body: Block
  height: number
}

function laidEntry(paper: Paper, name: string, text: string): Entry {
  const label = block(paper, name, TYPE.noteStrong, LABEL_WIDTH)
  const body = block(paper, text, TYPE.note, WIDTH - LABEL_WIDTH - GAP)
  return { label, body, height: Math.max(label.height, body.height) + SPACE }
}

/** A name on the left, what it means beside it; goes as a whole to the next page. */
function drawEntry(paper: Paper, { label, body, height }: Entry) {
  paper.ensure(height - SPACE)
  paper.tagged(paper.root, 'P', () => {
    drawBlock(paper, label, LEFT, paper.y)
    drawBlock(paper, body, LEFT + LABEL_WIDTH + GAP, paper.y)
  })
  paper.y += height
}

function promiseText({ contents, words, locale }: Draft): string {
  const { answer_within_s, night_answer_within_s, night_from, night_to, changed_on } = contents.promise
  const [day, night] = [answer_within_s, night_answer_within_s].map(
    (within) => formatDuration(within, locale).text,
  )
  return [
    day === night ? words.counted.promiseSame(day ?? '') : words.counted.promiseBoth(day ?? '', night ?? ''),
    words.counted.nightHours(night_from, night_to),
    ...(changed_on === null ? [] : [words.counted.changed(formatDay(changed_on, locale))]),
  ].join(' ')
}

function dataText({ contents, words, locale }: Draft): string {
  const { data_as_of, as_of, timezone, not_reported } = contents
  const asked = formatDateTime(as_of, timezone, locale)
  const missing = Object.keys(not_reported).flatMap((id) => metricOf(id)?.label[locale] ?? [])
  return [
    data_as_of === null
      ? words.counted.dataNone(asked)
      : words.counted.dataAsOf(formatDateTime(data_as_of, timezone, locale), asked),
    words.counted.zone(timezone),
    ...(missing.length === 0 ? [] : [words.counted.notReported(missing.join('; '))]),
  ].join(' ')
}

function silencesText({ contents, words, locale }: Draft): string {
  const moment = (at: string) => formatMoment(at, contents.timezone, locale)
  return contents.silences
    .map(({ source, from_at, until_at }) =>
      until_at === null
        ? words.counted.silenceOpen(source, moment(from_at))
        : words.counted.silence(source, moment(from_at), moment(until_at)),
    )
    .join('\n')
}

function metricOf(id: string): Metric | undefined {
  return Object.values(SUBJECTS).flatMap((metrics) => metrics[id] ?? [])[0]
}

/** Those whose numbers stand in the report: ids and definitions. */
function printedMetrics({ contents }: Draft): [id: string, metric: Metric][] {
  const { nights } = contents.figures
  const isPlanned = (nights['attended_share'] ?? null) === null && (nights['planned_share'] ?? null) !== null
  const verdicts = new Set(contents.nights.map(({ verdict }) => verdict))
  const isKnown = (metric: string) => (contents.reviews.answer.total[metric] ?? null) !== null
  return [
    ...['turns', 'in_time', 'people_in_time_share', 'people_wait_p50_s', 'people_wait_max_s'],
    ...['undisturbed_nights', 'incidents', 'handled_in_time_share'],
    ...[isPlanned ? 'planned_share' : 'attended_share', 'gap_max_s'],
    ...(verdicts.has('silent') ? ['silent_nights'] : []),
    ...(verdicts.has('overloaded') ? ['overloaded_nights'] : []),
    ...['stars_mean', 'five_star_share', 'wait_stars_rho', 'resolution_lift'].filter(isKnown),
    ...(Object.keys(contents.benefit.answer.total).length === 0 ? [] : OF_BENEFIT),
  ].flatMap((id): [string, Metric][] => {
    const metric = metricOf(id)
    return metric === undefined ? [] : [[id, metric]]
  })
}

const OF_BENEFIT = [
  ...['night_answered', 'off_hours_answered', 'attention_spared_s', 'proactive_share', 'questions_per_stay'],
]
