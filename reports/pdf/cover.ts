import { beforeText, type Card } from '#reports/month/cards.ts'
import { besideShare } from '#reports/month/beside-share.ts'
import { formatDay, formatMonth, type Part } from '#reports/month/format.ts'
import { monthSentences } from '#reports/month/sentence.ts'
import type { Segment } from '#reports/month/words/marked.ts'
import type { Edition } from '#reports/month/edition.ts'
import type { Draft } from './draft.ts'
import { drawEdition } from './edition.ts'
import type { Run } from './lines.ts'
import { drawMark } from './marks.ts'
import { drawSaid } from './notes.ts'
import { sixNumbers } from './numbers.ts'
import { LEFT, WIDTH, type Paper } from './page.ts'
import { paragraph } from './section.ts'
import { FONT, INK, TYPE } from './style.ts'
import { block, drawBlock, inkWidth, type Block } from './text.ts'

const DAY_MS = 86_400_000
/** As large as the logo may be, pt. */
const LOGO = { width: 150, height: 36 }
/** Home names on the cover; the others are counted. */
const MOST_NAMES = 4
const COLUMNS = 3
const CELL_PADDING = 14
/** Four waits beside each other go on two lines of this size, pt. */
const SMALLEST_VALUE = 14

/** Under whose name, which edition, whose month it is, what is missing, the month in two sentences, a comment, six numbers. */
export function drawCover(draft: Draft, edition: Edition | undefined) {
  const { paper, contents, locale, notes } = draft
  drawLetterhead(draft)
  drawTitle(draft)
  if (edition !== undefined) drawEdition(draft, edition)
  const { missing, headline, second } = monthSentences(contents, locale)
  for (const segments of missing) drawMissing(paper, segments)
  if (missing.length > 0) paper.y += 12
  paragraph(paper, runsOf(headline), TYPE.headline, { isPretty: true })
  if (second.length > 0) {
    paper.y += 9
    paragraph(paper, runsOf(second), TYPE.second, { isPretty: true })
  }
  for (const one of notes.take('report', [contents.period.month])) {
    paper.y += 14
    drawSaid(draft, one)
  }
  paper.y += 22
  drawNumbers(draft, sixNumbers(draft))
  const beside = besideShare(contents, locale)
  if (beside.length > 0) {
    paper.y += 9
    paragraph(paper, beside.join(' '), TYPE.note)
  }
}

/** The company's logo, name and telephone. */
function drawLetterhead({ paper, company, t }: Draft) {
  const top = paper.y
  const phone = company.phone === null ? null : block(paper, company.phone, TYPE.strong, WIDTH)
  const right = phone === null ? 0 : inkWidth(phone) + 24
  const logoWidth = company.logo === null ? 0 : paper.imageWidth(company.logo, LOGO) + 12
  const name = block(paper, company.name, TYPE.company, WIDTH - right - logoWidth, { maxLines: 2 })
  const height = Math.max(name.height, company.logo === null ? 0 : LOGO.height)
  const { logo } = company
  if (logo !== null) {
    const box = [LEFT, top, LEFT + logoWidth - 12, top + LOGO.height] as const
    paper.tagged(
      paper.root,
      'Figure',
      () => {
        paper.image(logo, LEFT, top, LOGO)
      },
      { alt: t('pdf.logo', { company: company.name }), bbox: [...box] },
    )
  }
  paper.tagged(paper.root, 'P', () => {
    drawBlock(paper, name, LEFT + logoWidth, top + (height - name.height) / 2)
  })
  if (phone !== null) {
    paper.tagged(paper.root, 'P', () => {
      drawBlock(paper, phone, LEFT, top + (height - phone.height) / 2, { align: 'right' })
    })
  }
  paper.y = top + height + 9
  paper.hairline(paper.y)
  paper.y += 20
}

/** The month with its owner and homes. */
function drawTitle(draft: Draft) {
  const { paper, contents, t } = draft
  const month = block(
    paper,
    [
      { text: formatMonth(contents.period.month, draft.locale, 'title') },
      { text: `\u00a0\u00a0${t('pdf.kind')}`, font: FONT.regular, size: 10, color: INK.soft },
    ],
    TYPE.cover,
    WIDTH,
  )
  paper.tagged(paper.root, 'H1', () => {
    drawBlock(paper, month, LEFT, paper.y)
  })
  paper.y += month.height + 1
  if (contents.period.is_so_far) paragraph(paper, t('pdf.soFar', { days: daysOf(draft) }), TYPE.note)
  const owner = contents.owner === null ? [] : [contents.owner.name]
  const whose = [...owner, ...homeNames(draft, MOST_NAMES)].join(' · ')
  if (whose !== '') paragraph(paper, whose, TYPE.note, { maxLines: 3 })
  paper.y += 18
}

/** «1–14 октября» */
function daysOf({ contents, locale }: Draft): string {
  const last = new Date(Date.parse(contents.period.until) - DAY_MS).toISOString().slice(0, 10)
  return last === contents.period.from ? formatDay(last, locale) : `1–${formatDay(last, locale)}`
}

/** The first names, and how many more there are. */
export function homeNames({ contents, t }: Draft, most: number): string[] {
  const names = contents.homes.map(({ name }) => name)
  return names.length <= most
    ? names
    : [...names.slice(0, most - 1), t('pdf.more', { count: names.length - most + 1 })]
}

function drawMissing(paper: Paper, segments: readonly Segment[]) {
  const indent = 14
  const middle = paper.y + TYPE.text.leading / 2
  paper.artifact(() => {
    drawMark(paper, 'danger', LEFT, middle)
  })
  paragraph(
    paper,
    segments.map(({ text }) => ({ text, color: INK.warn })),
    TYPE.text,
    { x: LEFT + indent },
  )
  paper.y += 3
}

function runsOf(segments: readonly Segment[]): Run[] {
  return segments.map(({ text, tone }) => (tone === undefined ? { text } : { text, color: INK[tone] }))
}

interface LaidFigure {
  figure: Card
  label: Block
  value: Block
  detail: Block | null
  before: Block
}

/** Three columns in two rows between hairlines. */
function drawNumbers(draft: Draft, figures: readonly Card[]) {
  const { paper } = draft
  const width = WIDTH / COLUMNS
  const cells = figures.map((figure, index) =>
    laidFigure(draft, figure, width - insetOf(index) - CELL_PADDING),
  )
  const rows = [cells.slice(0, COLUMNS), cells.slice(COLUMNS)]
  const heights = rows.map((row) => {
    const [label, ...below] = (['label', 'value', 'detail', 'before'] as const).map((part) =>
      Math.max(...row.map((cell) => cell[part]?.height ?? 0)),
    )
    return { label: label ?? 0, all: (label ?? 0) + below.reduce((sum, one) => sum + one, 0) + 25 }
  })
  paper.ensure(heights.reduce((sum, { all }) => sum + all, 0))
  rows.forEach((row, index) => {
    const { label, all } = heights[index] ?? { label: 0, all: 0 }
    paper.hairline(paper.y)
    row.forEach((cell, column) => {
      const x = LEFT + column * width
      if (column > 0) {
        paper.artifact(() => {
          paper.doc
            .lineWidth(0.6)
            .moveTo(x, paper.y)
            .lineTo(x, paper.y + all)
            .stroke(INK.line)
        })
      }
      drawFigure(paper, cell, x + insetOf(column), paper.y + 11, label)
    })
    paper.y += all
  })
  paper.hairline(paper.y)
}

/** The first column stands at the text's edge. */
const insetOf = (index: number) => (index % COLUMNS === 0 ? 0 : CELL_PADDING)

function laidFigure(draft: Draft, figure: Card, width: number): LaidFigure {
  const { paper } = draft
  const { detail, isBad } = figure
  return {
    figure,
    label: block(paper, figure.label, TYPE.note, width),
    value: valueBlock(paper, figure.value ?? [{ value: '–', unit: '' }], width),
    detail:
      detail === null
        ? null
        : block(paper, [{ text: detail, ...(isBad ? { color: INK.bad } : {}) }], TYPE.small, width),
    before: block(paper, beforeText(figure, draft), TYPE.small, width),
  }
}

/** Numerals large, units small beside them; all of it smaller where it would not fit on one line. */
function valueBlock(paper: Paper, parts: readonly Part[], width: number): Block {
  for (let size = TYPE.big.size; ; size -= 2) {
    const unit = { ...TYPE.unit, size: Math.max(9, (size * TYPE.unit.size) / TYPE.big.size) }
    const runs = parts.flatMap(({ value, unit: text }, index): Run[] => [
      { text: `${index === 0 ? '' : ' '}${value}`, ...(value === '–' ? { color: INK.soft } : {}) },
      ...(text === '' ? [] : [{ ...unit, text: `\u00a0${text}` }]),
    ])
    const leading = size > SMALLEST_VALUE ? TYPE.big.leading : SMALLEST_VALUE * 1.3
    const laid = block(paper, runs, { ...TYPE.big, size, leading }, width)
    if (laid.lines.length <= 1 || size <= SMALLEST_VALUE) return laid
  }
}

function drawFigure(paper: Paper, cell: LaidFigure, x: number, y: number, labelHeight: number) {
  const { label, value, detail, before, figure } = cell
  const top = y + labelHeight + 2
  const below = top + value.height + 1
  paper.tagged(paper.root, 'P', () => {
    drawBlock(paper, label, x, y)
    drawBlock(paper, value, x, top)
    if (detail !== null) drawBlock(paper, detail, x, below)
    drawBlock(paper, before, x, below + (detail?.height ?? 0))
  })
  const { change, isUp } = figure
  if (change === null || change === 'same') return
  paper.artifact(() => {
    const color = change === 'better' ? INK.ok : INK.bad
    drawMark(paper, isUp ? 'up' : 'down', x + inkWidth(value) + 6, top + value.height / 2 + 3, color)
  })
}
