import type { Box } from '#reports/month/shapes/night-strip.ts'

/** Between a label and what it must not touch, pt. */
const CLEAR = 2

/** The first of some places for a label that touches nothing that stands there already. */
export function freePlace(candidates: readonly Box[], taken: readonly Box[]): Box | undefined {
  return candidates.find((place) => !taken.some((other) => touch(place, other)))
}

function touch(a: Box, b: Box): boolean {
  const isApartAcross = a.x + a.width + CLEAR <= b.x || b.x + b.width + CLEAR <= a.x
  const isApartDown = a.y + a.height <= b.y || b.y + b.height <= a.y
  return !isApartAcross && !isApartDown
}

/** The square around a dot. */
export function around({ x, y }: { x: number; y: number }, radius: number): Box {
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }
}
