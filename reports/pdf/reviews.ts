import { INCIDENT_GROUPS, WAIT_GROUPS } from '#sql/metrics/reviews.ts'
import { formatCount, formatShare } from '#reports/month/format.ts'
import { reviewsInWords, type ReviewRow } from '#reports/month/reviews.ts'
import type { Draft } from './draft.ts'
import { drawFigureLine } from './figure-line.ts'
import type { Paper } from './page.ts'
import { paragraph, section } from './section.ts'
import { FONT, INK, TYPE } from './style.ts'
import { drawTable, headHeight, type Cell, type Column, type Row } from './table.ts'

/** Of more the low ones and the latest are told. */
const MOST_ROWS = 8
const PLOT_WIDTH = 178
/** of the words before it */
const PLOT_LEFT = 62
const PLOT_HEIGHT = 6
const YEAR_SPACE = 14
/** What must follow a heading: the link in words. */
const YEAR_KEEP = YEAR_SPACE + 6 * TYPE.text.leading

/** The month's reviews, the low ones first, and what a year of them shows of the service before. */
export function drawReviews(draft: Draft) {
  const { paper, contents, locale, t } = draft
  const words = reviewsInWords(contents.reviews, contents.audience, locale)
  if (words.link === '') {
    section(paper, words.title, null, 0)
    return
  }
  const columns: Column[] = [
    { title: t('pdf.reviews.where'), width: 0 },
    { title: t('pdf.reviews.service'), width: 248 },
    { title: t('pdf.reviews.stars'), width: 46, align: 'right' },
  ]
  const rows = words.rows.slice(0, MOST_ROWS).map(reviewRow)
  const title = words.title.replace(/\.$/, '')
  section(
    paper,
    title,
    rows.length === 0 ? null : t('pdf.reviews.order'),
    rows.length === 0 ? YEAR_KEEP : headHeight(paper, columns, rows),
  )
  if (rows.length > 0) {
    drawTable(paper, columns, rows)
    const more = words.rows.length - rows.length
    if (more > 0) {
      paper.y += 5
      paragraph(paper, t('pdf.reviews.more', { count: more }), TYPE.small)
    }
    paper.y += 9
    drawFigureLine(
      draft,
      words.month.filter(({ id }) => id !== 'reviews' && id !== 'stars_mean'),
    )
  }
  drawYear(draft, words.link)
}

function reviewRow({ stars, isLow, where, service, isBad }: ReviewRow): Row {
  return {
    cells: [
      { text: [{ text: tied(where), font: FONT.regular }] },
      { text: [{ text: tied(service), color: isBad ? INK.bad : INK.soft }] },
      { text: [{ text: stars, font: FONT.medium, color: isLow ? INK.bad : INK.ink }] },
    ],
  }
}

/** The link in words, then the groups of stays, each with how sure its share is. */
function drawYear(draft: Draft, link: string) {
  const { paper, contents, t } = draft
  if (!paper.isFresh) paper.y += YEAR_SPACE
  paper.ensure(YEAR_KEEP - YEAR_SPACE)
  paragraph(paper, t('pdf.reviews.link'), TYPE.subsection)
  paper.y += 2
  const lift = liftText(draft)
  paragraph(paper, lift === null ? link : `${link} ${lift}`, TYPE.text, { isPretty: true })
  const rows = [
    ...groupRows(
      draft,
      'five_star_by_wait',
      WAIT_GROUPS.map(({ id, label }) => [id, t('pdf.reviews.waited', { group: label[draft.locale] })]),
    ),
    ...groupRows(
      draft,
      'five_star_by_incident',
      INCIDENT_GROUPS.map(({ id }) => [id, upperFirst(t(`reviews.group.${contents.audience}.${id}`))]),
    ),
  ]
  if (rows.length === 0) return
  const columns: Column[] = [
    { title: t('pdf.reviews.stays'), width: 0 },
    { title: t('pdf.reviews.interval'), width: PLOT_WIDTH + 14 },
    { title: t('pdf.reviews.five'), width: 60, align: 'right' },
    { title: t('pdf.reviews.count'), width: 68, align: 'right' },
  ]
  paper.y += 8
  paper.ensure(headHeight(paper, columns, rows))
  drawTable(paper, columns, rows)
}

/** How much more frequent five stars are where help came in time; null: too few cases to count it. */
function liftText({ contents, locale }: Draft): string | null {
  const { incidents } = reviewsInWords(contents.reviews, contents.audience, locale).year
  const lift = incidents.at(-1)
  if (lift === undefined || lift.value === '–') return null
  return `${lift.label}: ${lift.value}${lift.note === '' ? '' : `, ${lift.note}`}.`
}

/** Groups that have stays; of few their number is told instead of a share, as on the page. */
function groupRows(
  { contents, locale }: Draft,
  stem: string,
  groups: readonly (readonly [string, string])[],
): Row[] {
  const { total } = contents.reviews.answer
  const { year } = reviewsInWords(contents.reviews, contents.audience, locale)
  const texts = new Map([...year.waits, ...year.incidents].map((row) => [row.id, row.value]))
  return groups.flatMap(([id, label]) => {
    const value = (part: string) => total[`${stem}_${id}_${part}`] ?? null
    const [share, low, high, n] = [value('share'), value('share_low'), value('share_high'), value('n')]
    if (share === null || low === null || high === null || n === null || n === 0) return []
    const interval = `${formatShare(low, locale).replace(/\s*%$/, '')}–${formatShare(high, locale)}`
    return [
      {
        cells: [
          { text: [{ text: label, font: FONT.regular }] },
          plotCell({ share, low, high }, interval),
          { text: texts.get(`${stem}_${id}_share`) ?? '–' },
          { text: formatCount(n, locale) },
        ],
      },
    ]
  })
}

/** Where the share lies between none and all, with how sure that is; in words above it. */
function plotCell({ share, low, high }: { share: number; low: number; high: number }, words: string): Cell {
  return {
    text: [{ text: words, color: INK.soft }],
    picture: {
      beside: PLOT_LEFT,
      height: PLOT_HEIGHT,
      draw: (paper: Paper, x, y, width) => {
        const { doc } = paper
        const middle = y + PLOT_HEIGHT / 2
        doc.rect(x, middle - 0.3, width, 0.6).fill(INK.line)
        doc.roundedRect(x + width * low, middle - 2, Math.max(1, width * (high - low)), 4, 2).fill(INK.band)
        doc.circle(x + width * share, middle, 2.6).fill(INK.night)
      },
    },
  }
}

const upperFirst = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

/** A line does not begin with the dot between two things. */
const tied = (text: string) => text.replaceAll(' · ', '\u00a0· ')
