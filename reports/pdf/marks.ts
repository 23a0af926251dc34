import type { Paper } from './page.ts'
import { INK } from './style.ts'

export type Mark = 'in_time' | 'late' | 'danger' | 'up' | 'down'

/** Signs that Golos Text lacks, as paths: a tick, a dot, triangles; middle is half the height of the text beside it. */
export function drawMark(paper: Paper, mark: Mark, x: number, middle: number, color = MARK_INK[mark]) {
  const { doc } = paper
  const half = mark === 'danger' ? 3.4 : 2.7
  if (mark === 'in_time') {
    doc
      .lineWidth(1.3)
      .lineCap('round')
      .lineJoin('round')
      .moveTo(x + 0.4, middle + 0.2)
      .lineTo(x + 2.6, middle + 2.6)
      .lineTo(x + 6.8, middle - 2.6)
      .stroke(color)
    return
  }
  if (mark === 'late') {
    doc.circle(x + 3.4, middle, 2.8).fill(color)
    return
  }
  const tip = mark === 'down' ? half : -half
  doc
    .moveTo(x + 3.4, middle + tip)
    .lineTo(x + 3.4 + half * 1.15, middle - tip)
    .lineTo(x + 3.4 - half * 1.15, middle - tip)
    .closePath()
    .fill(color)
}

/** Room that a mark takes before a text. */
export const MARK_WIDTH = 11

const MARK_INK: Record<Mark, string> = {
  in_time: INK.ok,
  late: INK.bad,
  danger: INK.warn,
  up: INK.soft,
  down: INK.soft,
}

export interface Track {
  /** parts of the scale, 0–1 */
  value: number
  promise: number
  isLate: boolean
  /** goes on beyond the scale */
  isCut: boolean
}

/** A bar with a stroke where the promise ends. */
export function drawTrack(paper: Paper, track: Track, x: number, y: number, width: number) {
  const { doc } = paper
  const [height, radius] = [4.5, 2.25]
  doc.roundedRect(x, y, width, height, radius).fill(INK.band)
  const length = Math.max(height, width * Math.min(1, track.value))
  doc.roundedRect(x, y, length, height, radius).fill(track.isLate ? INK.bad : INK.ok)
  if (track.isCut) {
    // two slanted cuts: longer than there is room
    for (const offset of [12, 8]) {
      doc
        .lineWidth(1.4)
        .moveTo(x + width - offset - 1.5, y + height + 0.5)
        .lineTo(x + width - offset + 1.5, y - 0.5)
        .stroke(INK.paper)
    }
  }
  const notch = x + width * track.promise
  doc.rect(notch - 0.6, y - 2.2, 1.2, height + 4.4).fill(INK.ink)
}
