import type { Case } from './contents.ts'

const DANGERS: ReadonlySet<string> = new Set(['leak', 'fire_alarm', 'injury'])

/** Leak, fire or injury: what is called a «происшествие». */
export function isDanger({ category }: Pick<Case, 'category'>): boolean {
  return DANGERS.has(category)
}
