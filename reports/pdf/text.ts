import { featuresOf, linesOf, trackingOf, type BlockOptions, type Line, type Run } from './lines.ts'
import type { Paper } from './page.ts'
import { CAP_HEIGHT, type TextStyle } from './style.ts'

/** Text broken into lines, ready to be drawn anywhere. */
export interface Block {
  lines: Line[]
  width: number
  height: number
  style: TextStyle
}

/** Breaks text into lines. */
export function block(
  paper: Paper,
  text: readonly Run[] | string,
  style: TextStyle,
  width: number,
  options: BlockOptions = {},
): Block {
  const lines = linesOf(paper, typeof text === 'string' ? [{ text }] : text, style, width, options)
  return { lines, width, height: lines.length * style.leading, style }
}

/** Draws a block with its upper edge at y; from and until choose lines. */
export function drawBlock(
  paper: Paper,
  { lines, width, style }: Block,
  x: number,
  y: number,
  { align = 'left', from = 0, until = lines.length }: Placing = {},
) {
  const first = y + (style.leading + CAP_HEIGHT * style.size) / 2
  lines.slice(from, until).forEach((line, index) => {
    const left = align === 'left' ? x : x + (width - line.width) / (align === 'right' ? 1 : 2)
    line.pieces.forEach((piece, at) => {
      // a space ends each line: what reads the text would join its words otherwise
      const isLast = at === line.pieces.length - 1
      const draw = (text: string, x: number) =>
        paper.doc
          .font(piece.style.font, piece.style.size)
          .fillColor(piece.style.color)
          .text(text, left + x, first + index * style.leading, {
            lineBreak: false,
            baseline: 'alphabetic',
            features: featuresOf(text, piece.style),
            characterSpacing: trackingOf(piece.style),
          })
      draw(isLast && piece.level === 0 ? `${piece.text} ` : piece.text, piece.x)
      // from right to left it would stand before them
      if (isLast && piece.level > 0) draw(' ', piece.x + piece.width)
    })
  })
}

interface Placing {
  align?: 'left' | 'right' | 'center'
  from?: number
  until?: number
}

/** Width of the longest line, pt. */
export function inkWidth({ lines }: Block): number {
  return Math.max(0, ...lines.map(({ width }) => width))
}
