import type { Company } from '#reports/month/company.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import type { Edition } from '#reports/month/edition.ts'
import { formatMonth, type Locale } from '#reports/month/format.ts'
import { isolated } from '#reports/month/names.ts'
import { nightTitle, trendTitle } from '#reports/month/titles.ts'
import { drawBenefit } from './benefit.ts'
import { drawCases } from './cases.ts'
import { MANY_HOMES, reserveContents } from './contents-page.ts'
import { drawCounted } from './counted.ts'
import { drawCover, homeNames } from './cover.ts'
import { renderContextOf, type Draft } from './draft.ts'
import { drawHomes } from './homes.ts'
import { drawMoments } from './moments.ts'
import { namedOnPaper } from './named.ts'
import { drawWorstNights } from './nights.ts'
import { Footnotes } from './footnotes.ts'
import { drawOtherNotes } from './notes.ts'
import { LEFT, Paper, WIDTH } from './page.ts'
import { drawPreview } from './preview.ts'
import { drawReviews } from './reviews.ts'
import { drawStrip } from './strip.ts'
import { TYPE } from './style.ts'
import { block, drawBlock, type Block } from './text.ts'
import { drawWaits } from './waits.ts'
import { translator } from '#reports/month/words/translate.ts'

const PRODUCT = 'Butler Insights'
const NUMBER_WIDTH = 130
const FOOT_WIDTH = WIDTH - NUMBER_WIDTH - 10

export interface ReportOptions {
  locale: Locale
  company: Company
  /** absent: the first */
  edition?: Edition
  /** nothing was sent yet: a word on each page says so */
  isPreview?: boolean
}

/**
 * A month as a PDF on A4: the same contents and options give the same bytes. Draws in the thread that calls it, for some
 * tenths of a second (report.ts draws apart).
 */
export async function drawPages(
  report: ReportContents,
  { locale, company, edition, isPreview = false }: ReportOptions,
): Promise<Buffer> {
  const t = translator(locale)
  const month = formatMonth(report.period.month, locale, 'title')
  const paper = new Paper({
    title: t('pdf.title', { month, company: company.name }),
    author: company.name,
    lang: locale === 'ru' ? 'ru-RU' : 'en-GB',
    at: new Date(report.as_of),
  })
  const contents = namedOnPaper(report, paper.letters)
  const context = renderContextOf(contents, locale)
  const draft: Draft = { ...context, paper, company, notes: new Footnotes(context, company.staff) }
  if (isPreview) drawPreview(draft, true)
  drawCover(draft, edition)
  const hasContents = contents.homes.length >= MANY_HOMES
  if (contents.nights.length > 0) drawStrip(draft, nightTitle(contents, locale))
  const fillContents = hasContents ? reserveContents(draft) : null
  drawHomes(draft)
  drawMoments(draft)
  drawWorstNights(draft)
  drawWaits(draft, trendTitle(contents, locale))
  drawCases(draft)
  drawOtherNotes(draft)
  drawReviews(draft)
  drawBenefit(draft)
  drawCounted(draft)
  fillContents?.(draft)
  const ours = company.name === PRODUCT ? '' : `${PRODUCT}\u00a0\u00a0·\u00a0\u00a0`
  return paper.close((page, of, y) => {
    const number = block(paper, ours + t('pdf.page', { page, of }), TYPE.tick, NUMBER_WIDTH)
    drawBlock(paper, footNames(draft, `${isolated(company.name)} · ${month}`), LEFT, y)
    drawBlock(paper, number, LEFT + WIDTH - NUMBER_WIDTH, y, { align: 'right' })
    if (isPreview && page > 1) drawPreview(draft, false)
  })
}

/** As many homes as one line holds. */
function footNames(draft: Draft, before: string): Block {
  const whose = (most: number) => [before, ...homeNames(draft, most)].join(' · ')
  const lines = [5, 4, 3, 2].map((most) => block(draft.paper, whose(most), TYPE.tick, FOOT_WIDTH))
  return (
    lines.find((one) => one.lines.length === 1) ??
    block(draft.paper, whose(2), TYPE.tick, FOOT_WIDTH, { maxLines: 1 })
  )
}
