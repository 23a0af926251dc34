import type { Draft } from './draft.ts'
import { LEFT, WIDTH, type Element, type Place } from './page.ts'
import { INK, TYPE } from './style.ts'
import { block, drawBlock, inkWidth } from './text.ts'

/** From so many homes on a report has a contents page. */
export const MANY_HOMES = 13

const ROW = 20
const HOME_ROW = 15.5
const COLUMN_GAP = 30
const NUMBER_WIDTH = 24

/** Keeps a page for the contents, to be filled when it is known where everything stands. */
export function reserveContents({ paper }: Draft): (draft: Draft) => void {
  paper.newPage()
  const page = paper.pages
  const element = paper.branch(paper.root, 'TOC')
  paper.newPage()
  return (draft) => {
    paper.onPage(page, () => {
      drawContents(draft, element)
    })
    element.end()
  }
}

/** Parts with their pages, below each other; homes in two columns, as many as there is room for. */
function drawContents({ paper, t }: Draft, element: Element) {
  const title = block(paper, t('pdf.contents'), TYPE.cover, WIDTH)
  paper.tagged(element, 'P', () => {
    drawBlock(paper, title, LEFT, paper.y)
  })
  paper.y += title.height + 14
  for (const place of paper.places.filter(({ isInside }) => !isInside)) {
    drawEntry(place, LEFT, WIDTH, ROW, false)
    paper.y += ROW
  }
  paper.y += 16
  const homes = paper.places.filter(({ isInside }) => isInside)
  const width = (WIDTH - COLUMN_GAP) / 2
  const rows = Math.min(Math.ceil(homes.length / 2), Math.floor(paper.room / HOME_ROW))
  const top = paper.y
  homes.slice(0, rows * 2).forEach((place, index) => {
    paper.y = top + (index % rows) * HOME_ROW
    drawEntry(place, LEFT + Math.floor(index / rows) * (width + COLUMN_GAP), width, HOME_ROW, true)
  })

  function drawEntry(place: Place, x: number, entryWidth: number, row: number, isSmall: boolean) {
    const style = isSmall ? TYPE.small : TYPE.text
    const name = block(paper, place.title, style, entryWidth - NUMBER_WIDTH - 8, { maxLines: 1 })
    const number = block(paper, String(place.page), style, NUMBER_WIDTH)
    const item = paper.branch(element, 'TOCI')
    const link = paper.branch(item, 'Link')
    paper.paint(link, 'Link', () => {
      drawBlock(paper, name, x, paper.y)
      drawBlock(paper, number, x + entryWidth - NUMBER_WIDTH, paper.y, { align: 'right' })
    })
    paper.linkTo(link, place, { x, y: paper.y, width: entryWidth, height: row })
    link.end()
    item.end()
    const from = x + inkWidth(name) + 6
    paper.artifact(() => {
      paper.doc
        .lineWidth(0.6)
        .dash(0.6, { space: 3 })
        .moveTo(from, paper.y + style.leading * 0.72)
        .lineTo(x + entryWidth - inkWidth(number) - 6, paper.y + style.leading * 0.72)
        .stroke(INK.line)
        .undash()
    })
  }
}
