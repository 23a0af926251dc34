/** A row of a list: times RFC 3339 UTC, null where they have not happened. */
export type ListRow = Record<string, string | number | boolean | null>

/** null of an empty string */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** ms UTC as RFC 3339; null of 0 */
export function at(value: unknown): string | null {
  const ms = Number(value)
  return ms > 0 ? new Date(ms).toISOString() : null
}
