import type { Company } from '#reports/company.ts'
import type { ReportContents } from '#reports/contents.ts'
import type { Edition } from '#reports/edition.ts'
import { formatMonth, type Locale } from '#reports/format.ts'
import { nightTitle, trendTitle } from '#reports/sentence.ts'
import { drawCases } from './cases.ts'
import { drawCounted } from './counted.ts'
import { drawCover, homeNames } from './cover.ts'
import type { Draft } from './draft.ts'
import { drawHomes } from './homes.ts'
import { drawWorstNights } from './nights.ts'
import { drawNotes } from './notes.ts'
import { LEFT, Paper, WIDTH } from './page.ts'
import { drawStrip } from './strip.ts'
import { TYPE } from './style.ts'
import { block, drawBlock, type Block } from './text.ts'
import { drawWaits } from './waits.ts'
import { wordsOf } from './words.ts'

const FOOT_WIDTH = WIDTH - 70

export interface ReportOptions {
  locale: Locale
  company: Company
  /** absent: the first */
  edition?: Edition
  /** nothing was sent yet: a word on each page says so */
  isPreview?: boolean
}

/** A month as a PDF on A4: the same contents give the same bytes. */
export async function drawPages(
  contents: ReportContents,
  { locale, company }: ReportOptions,
): Promise<Buffer> {
  const words = wordsOf(locale)
  const month = formatMonth(contents.period.month, locale, 'title')
  const paper = new Paper({
    title: words.title(month, company.name),
    author: company.name,
    lang: locale === 'ru' ? 'ru-RU' : 'en-GB',
    at: new Date(contents.as_of),
  })
  const draft: Draft = { paper, contents, locale, words }
  drawCover(draft, company.name)
  if (contents.nights.length > 0) drawStrip(draft, nightTitle(contents, locale))
  drawWaits(draft, trendTitle(contents, locale))
  drawHomes(draft)
  drawCases(draft)
  drawNotes(draft)
  drawWorstNights(draft)
  drawCounted(draft)
  return paper.close((page, of, y) => {
    const number = block(paper, words.page(page, of), TYPE.tick, 60)
    drawBlock(paper, footNames(draft, `${company.name} · ${month}`), LEFT, y)
    drawBlock(paper, number, LEFT + WIDTH - 60, y, { align: 'right' })
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
