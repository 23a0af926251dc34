/** Which column of a sheet is what, by the words of its header, Russian or English. */
import type { PlainRow } from '../sheet.ts'
import { fold } from './sheet-names.ts'

/** A column's member → the words that head it, the better ones first. */
export type Columns<Member extends string> = Readonly<Record<Member, readonly string[]>>

export interface Header<Member extends string> {
  /** index in the table's rows */
  readonly row: number
  /** the column of each member that was found */
  readonly columns: Readonly<Partial<Record<Member, number>>>
  readonly found: number
}

/** A title and a few remarks may stand above. */
export const ROWS_TO_HEADER = 10

/** The row of the first ten in which most members are named; null where `isEnough` says so of none. */
export function headerOf<Member extends string>(
  rows: readonly PlainRow[],
  columns: Columns<Member>,
  isEnough: (has: (member: Member) => boolean) => boolean,
): Header<Member> | null {
  let best: Header<Member> | null = null
  for (const [row, { cells }] of rows.slice(0, ROWS_TO_HEADER).entries()) {
    const found = columnsOf(cells, columns)
    const count = Object.keys(found).length
    if (count > (best?.found ?? 1) && isEnough((member) => found[member] !== undefined))
      best = { row, columns: found, found: count }
  }
  return best
}

function columnsOf<Member extends string>(cells: readonly string[], columns: Columns<Member>) {
  const best = new Map<Member, { index: number; rank: number }>()
  for (const [index, cell] of cells.entries()) {
    const heading = fold(cell)
    if (heading === '') continue
    const fit = fitOf(heading, columns)
    if (fit === null) continue
    const before = best.get(fit.member)
    if (before === undefined || fit.rank < before.rank) best.set(fit.member, { index, rank: fit.rank })
  }
  return Object.fromEntries(Array.from(best, ([member, { index }]) => [member, index])) as Partial<
    Record<Member, number>
  >
}

/** The member of which the longest word begins the heading; a smaller rank is the better word. */
function fitOf<Member extends string>(heading: string, columns: Columns<Member>) {
  let fit: { member: Member; rank: number; length: number } | null = null
  for (const member of Object.keys(columns) as Member[]) {
    for (const [rank, word] of columns[member].entries()) {
      if (heading !== word && !heading.startsWith(`${word} `)) continue
      if (word.length > (fit?.length ?? 0)) fit = { member, rank, length: word.length }
    }
  }
  return fit
}

export interface Line<Member extends string> {
  readonly line: number
  /** '' where the sheet has no such column or nothing in it */
  readonly cell: (member: Member) => string
}

/** The rows below the header. */
export function linesOf<Member extends string>(
  rows: readonly PlainRow[],
  { row, columns }: Header<Member>,
): Line<Member>[] {
  return rows.slice(row + 1).map(({ line, cells }) => ({
    line,
    cell: (member) => {
      const index = columns[member]
      return index === undefined ? '' : (cells[index] ?? '')
    },
  }))
}

/** A row that sums up those above it. */
export function isTotal(cell: string): boolean {
  return /^(?:итого|всего|total|sum|сумма)(?: |$)/.test(fold(cell))
}
