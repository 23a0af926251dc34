import type { Draft } from './draft.ts'
import { LEFT, WIDTH } from './page.ts'
import { FONT, INK, TYPE } from './style.ts'
import { block, drawBlock } from './text.ts'

/** Above the text of a page. */
const TOP = 24

/** Nothing was sent yet: said aloud on the first page, seen on every one. */
export function drawPreview({ paper, t }: Draft, isFirst: boolean) {
  const word = block(
    paper,
    [{ text: t('pdf.preview'), font: FONT.medium, color: INK.warn }],
    TYPE.small,
    WIDTH,
  )
  const draw = () => {
    drawBlock(paper, word, LEFT, TOP)
  }
  if (isFirst) paper.tagged(paper.root, 'P', draw)
  else draw()
}
