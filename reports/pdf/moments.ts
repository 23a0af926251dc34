import type { Moment, Outcome, Step } from '#reports/month/contents.ts'
import { byClock, zoneIn } from '#reports/month/clocks.ts'
import { formatDuration, formatMoment, formatNight, formatTime, type Locale } from '#reports/month/format.ts'
import { isDanger } from '#reports/month/cases.ts'
import { categoryWord } from '#reports/month/single-words.ts'
import { stepInWords } from '#reports/month/steps.ts'
import { localDay } from '#sql/time/zone.ts'
import type { Draft } from './draft.ts'
import type { Run } from './lines.ts'
import { drawSaid } from './notes.ts'
import { LEFT, WIDTH } from './page.ts'
import { drawMark, MARK_WIDTH } from './marks.ts'
import { section } from './section.ts'
import { FONT, INK, TYPE } from './style.ts'
import { block, drawBlock, type Block } from './text.ts'

/** When and where, on the left. */
const WHEN_WIDTH = 148
const TIME_WIDTH = 40
const GAP = 18
const PADDING = 9

/** What an owner should know first: each moment from its beginning to its end, with what the company says of it. */
export function drawMoments(draft: Draft) {
  const { paper, contents, t } = draft
  const { moments } = contents
  if (moments.length === 0) {
    const isKnown = (contents.figures.turns['turns'] ?? null) !== null
    const areCasesKnown = (contents.figures.incidents['incidents'] ?? null) !== null
    const [title, note] = areCasesKnown
      ? [t('pdf.moments.none'), t('pdf.moments.noneNote')]
      : [t('pdf.moments.noneLong'), t('pdf.moments.noneWaited')]
    if (isKnown) section(paper, title, note, 0)
    return
  }
  const laid = moments.map((moment) => laidMoment(draft, moment))
  section(
    paper,
    t(moments.length === 1 ? 'pdf.moments.titleOne' : 'pdf.moments.title'),
    t('pdf.moments.note'),
    (laid[0]?.height ?? 0) + PADDING,
  )
  moments.forEach((moment, index) => {
    const own = laid[index]
    if (own !== undefined) drawMoment(draft, moment, own)
  })
  paper.hairline(paper.y)
}

interface LaidMoment {
  when: Block
  where: Block
  danger: Block | null
  steps: { time: Block; text: Block }[]
  outcome: Block
  height: number
}

function laidMoment({ paper, contents, t, locale }: Draft, moment: Moment): LaidMoment {
  const timezone = zoneIn(contents, moment.property_id)
  const left = WHEN_WIDTH - GAP
  const right = WIDTH - WHEN_WIDTH - TIME_WIDTH
  const at = new Date(moment.at).toISOString()
  const [day = ''] = formatMoment(at, timezone, locale).split(', ')
  const name = moment.night === null ? day : formatNight(moment.night, locale)
  const isDangerous = moment.steps.some((step) => step.what === 'case_reported' && isDanger(step))
  const steps = moment.steps.map((step) => {
    const said = stepText(step, { t, locale })
    const text = isFar(step, moment, timezone)
      ? `${said.text} (${formatMoment(isoOf(step), timezone, locale)})`
      : said.text
    const run = { ...said, text: upperFirst(text) }
    return {
      time: block(
        paper,
        isFar(step, moment, timezone) ? '' : formatTime(isoOf(step), timezone, locale),
        TYPE.note,
        TIME_WIDTH,
      ),
      text: block(paper, [run], TYPE.cell, right),
    }
  })
  const laid = {
    when: block(paper, upperFirst(name), TYPE.strong, left),
    where: block(paper, whereOf(contents, moment, locale), TYPE.small, left, { maxLines: 4 }),
    danger: isDangerous
      ? block(
          paper,
          [{ text: t('pdf.cases.danger'), color: INK.warn, font: FONT.medium }],
          TYPE.small,
          left - MARK_WIDTH,
        )
      : null,
    steps,
    outcome: block(paper, outcomeText(moment.outcome, { t, locale }), TYPE.small, right + TIME_WIDTH),
  }
  const leftHeight = laid.when.height + laid.where.height + (laid.danger?.height ?? 0)
  const rightHeight = steps.reduce((sum, { text }) => sum + text.height + 1.5, 0) + 3 + laid.outcome.height
  return { ...laid, height: Math.max(leftHeight, rightHeight) + 2 * PADDING }
}

/** «Светланская, 3 · время по Владивостоку», where the homes' clocks differ. */
function whereOf(contents: Draft['contents'], { home, property_id }: Moment, locale: Locale): string {
  const by = byClock(contents, property_id, locale)
  return by === '' ? home : `${home}\u00a0·${by}`
}

const isoOf = ({ at }: Step) => new Date(at).toISOString()
const upperFirst = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

/** On another day than the moment and the morning after it: its day is told. */
function isFar(step: Step, { at }: Moment, timezone: string): boolean {
  const days = localDay(timezone, step.at) - localDay(timezone, at)
  return days > 1 || (days === 1 && step.at - at > 12 * 3_600_000)
}

/** «С опозданием: обещали ответить за 10 мин» */
function outcomeText(outcome: Outcome, { t, locale }: Pick<Draft, 't' | 'locale'>) {
  const { what, took_s, is_done, is_in_time } = outcome
  const promise = `${t(`pdf.moments.promised.${what}`)}\u00a0${formatDuration(outcome.promise_s, locale).text}`
  const result = is_done
    ? t(is_in_time === false ? 'pdf.moments.late' : 'pdf.moments.inTime')
    : took_s === null
      ? t(`pdf.moments.open.${what}`)
      : t(`pdf.moments.notDone.${what}`, { duration: formatDuration(took_s, locale).text })
  const color = is_in_time === null ? INK.soft : is_in_time ? INK.ok : INK.bad
  return [{ text: result, color, font: FONT.medium }, { text: `${is_done ? ':' : ','} ${promise}` }]
}

/** Of one case only: what helped is said without its name, which stands two lines above. */
function stepText(step: Step, { t, locale }: Pick<Draft, 't' | 'locale'>): Run {
  if (step.what === 'case_handled') {
    const text = t('pdf.moments.helped', { duration: formatDuration(step.handle_s, locale).text })
    return step.is_late ? { text, color: INK.bad } : { text }
  }
  if (step.what === 'case_reported') return { text: categoryWord(step.category, locale) }
  const { text, tone } = stepInWords(step, locale)
  return tone === 'bad' && step.what !== 'asked' ? { text, color: INK.bad } : { text }
}

function drawMoment(draft: Draft, moment: Moment, laid: LaidMoment) {
  const { paper, notes } = draft
  const home = moment.property_id
  paper.ensure(laid.height)
  paper.hairline(paper.y)
  const top = paper.y + PADDING
  let y = top
  paper.tagged(paper.root, 'H3', () => {
    drawBlock(paper, laid.when, LEFT, y)
  })
  y += laid.when.height
  paper.tagged(paper.root, 'P', () => {
    drawBlock(paper, laid.where, LEFT, y)
    if (laid.danger !== null) drawBlock(paper, laid.danger, LEFT + MARK_WIDTH, y + laid.where.height)
  })
  if (laid.danger !== null) {
    const middle = y + laid.where.height + laid.danger.height / 2
    paper.artifact(() => {
      drawMark(paper, 'danger', LEFT, middle)
    })
  }
  let below = top
  const x = LEFT + WHEN_WIDTH
  for (const { time, text } of laid.steps) {
    paper.tagged(paper.root, 'P', () => {
      drawBlock(paper, time, x, below)
      drawBlock(paper, text, x + TIME_WIDTH, below)
    })
    below += text.height + 1.5
  }
  paper.tagged(paper.root, 'P', () => {
    drawBlock(paper, laid.outcome, x, below + 3)
  })
  paper.y += laid.height
  const said = [
    ...(moment.night === null ? [] : notes.take('night', [moment.night], { home })),
    ...notes.take('incident_id', moment.incident_ids),
    ...notes.take('conversation_id', moment.conversation_ids, { home }),
  ]
  if (said.length > 0) paper.y -= 1
  for (const one of said) {
    drawSaid(draft, one, x)
    paper.y += PADDING
  }
}
