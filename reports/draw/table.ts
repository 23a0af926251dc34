import type { Run } from './lines.ts'
import { drawMark, MARK_WIDTH, type Mark } from './marks.ts'
import { LEFT, WIDTH, type Element, type Paper } from './page.ts'
import { TYPE } from './style.ts'
import { block, drawBlock, inkWidth, type Block } from './text.ts'

export interface Column {
  title: string
  /** pt, with the space before the next column */
  width: number
  align?: 'left' | 'right'
}

export interface Cell {
  text: readonly Run[] | string
  /** below the text, smaller */
  small?: readonly Run[] | string
  mark?: Mark
  /** before the smaller text */
  smallMark?: Mark
  /** below all text, across the column */
  picture?: { height: number; draw: (paper: Paper, x: number, y: number, width: number) => void }
}

const GAP = 14
const PADDING = 5.5
const HEADER_PADDING = 5
/** Longer texts are cut, so that a row always fits a page. */
const MOST_LINES = 6

interface LaidCell {
  cell: Cell
  text: Block
  small: Block | null
  height: number
}

/** Height of a table's header with its first rows: what should stand below a heading. */
export function headHeight(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): number {
  const header = headerHeight(headerBlocks(paper, columns))
  return rows.slice(0, 2).reduce((sum, row) => sum + rowHeight(laid(paper, columns, row)), header)
}

/** Rows of cells with hairlines. The first cell of a row is its head; the header stands again on each page. */
export function drawTable(paper: Paper, columns: readonly Column[], rows: readonly (readonly Cell[])[]) {
  const table = paper.branch(paper.root, 'Table')
  drawHeader(paper, columns, table)
  rows.forEach((row, index) => {
    const cells = laid(paper, columns, row)
    const height = rowHeight(cells)
    // the last row never stands alone on a page
    const isLastButOne = index === rows.length - 2
    const next = isLastButOne ? rowHeight(laid(paper, columns, rows[index + 1] ?? [])) : 0
    if (paper.ensure(height + next)) drawHeader(paper, columns, null)
    paper.hairline(paper.y)
    drawRow(paper, columns, cells, table)
    paper.y += height
  })
  paper.hairline(paper.y)
  table.end()
}

/** @param table null: the header again, which a reader of the tags has heard already */
function drawHeader(paper: Paper, columns: readonly Column[], table: Element | null) {
  const row = table === null ? null : paper.branch(table, 'TR')
  const blocks = headerBlocks(paper, columns)
  const height = headerHeight(blocks)
  eachColumn(columns, ({ align }, x, _, index) => {
    const text = blocks[index]
    if (text === undefined) return
    const draw = () => {
      drawBlock(paper, text, x, paper.y + height - HEADER_PADDING - text.height, { align })
    }
    if (row === null) paper.artifact(draw, 'Pagination')
    else paper.tagged(row, 'TH', draw, { scope: 'Column' })
  })
  row?.end()
  paper.y += height
}

function headerBlocks(paper: Paper, columns: readonly Column[]): Block[] {
  const blocks: Block[] = []
  eachColumn(columns, ({ title }, _, width) => {
    blocks.push(block(paper, title, TYPE.small, width, { maxLines: 2 }))
  })
  return blocks
}

const headerHeight = (blocks: readonly Block[]) =>
  Math.max(...blocks.map(({ height }) => height)) + HEADER_PADDING

function drawRow(paper: Paper, columns: readonly Column[], cells: readonly LaidCell[], table: Element) {
  const row = paper.branch(table, 'TR')
  const top = paper.y + PADDING
  eachColumn(columns, ({ align = 'left' }, x, width, index) => {
    const own = cells[index]
    if (own === undefined) return
    const { cell, text, small } = own
    const shift = align === 'left' ? widthBefore(cell.mark) : 0
    const smallTop = top + text.height
    const smallShift = align === 'left' ? Math.max(shift, widthBefore(cell.smallMark)) : 0
    const draw = () => {
      drawBlock(paper, text, x + shift, top, { align })
      if (small !== null) drawBlock(paper, small, x + smallShift, smallTop, { align })
    }
    if (index === 0) paper.tagged(row, 'TH', draw, { scope: 'Row' })
    else paper.tagged(row, 'TD', draw)
    if (cell.mark === undefined && cell.smallMark === undefined && cell.picture === undefined) return
    paper.artifact(() => {
      const left = align === 'left' ? x : x + width - inkWidth(text) - MARK_WIDTH
      if (cell.mark !== undefined) drawMark(paper, cell.mark, left, top + text.style.leading / 2)
      if (cell.smallMark !== undefined && small !== null)
        drawMark(paper, cell.smallMark, left, smallTop + small.style.leading / 2)
      cell.picture?.draw(paper, x + shift, smallTop + (small?.height ?? 0) + 3, width - shift)
    })
  })
  row.end()
}

const widthBefore = (mark: Mark | undefined) => (mark === undefined ? 0 : MARK_WIDTH)

function laid(paper: Paper, columns: readonly Column[], row: readonly Cell[]): LaidCell[] {
  const cells: LaidCell[] = []
  eachColumn(columns, (_, __, width, index) => {
    const cell = row[index] ?? { text: '' }
    const shift = widthBefore(cell.mark)
    const style = index === 0 ? TYPE.cellStrong : TYPE.cell
    const text = block(paper, cell.text, style, width - shift, { maxLines: MOST_LINES })
    const room = width - Math.max(shift, widthBefore(cell.smallMark))
    const hasSmall = cell.small !== undefined && cell.small.length > 0
    const small = hasSmall ? block(paper, cell.small ?? '', TYPE.small, room, { maxLines: MOST_LINES }) : null
    const picture = cell.picture === undefined ? 0 : cell.picture.height + 3
    cells.push({ cell, text, small, height: text.height + (small?.height ?? 0) + picture })
  })
  return cells
}

function rowHeight(cells: readonly LaidCell[]): number {
  return Math.max(...cells.map(({ height }) => height)) + 2 * PADDING
}

/** Columns as wide as told; the first takes what is left. */
function eachColumn(
  columns: readonly Column[],
  visit: (column: Column, x: number, width: number, index: number) => void,
) {
  const told = columns.slice(1).reduce((sum, { width }) => sum + width, 0)
  let x = LEFT
  columns.forEach((column, index) => {
    const whole = index === 0 ? WIDTH - told : column.width
    visit(column, x, whole - (index === columns.length - 1 ? 0 : GAP), index)
    x += whole
  })
}
