/** Statistics are figured in other steps than the product's: alike to twelve digits is alike. */
export function toTwelveDigits(value: unknown): unknown {
  if (typeof value === 'number') return Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(12))
  if (Array.isArray(value)) return value.map(toTwelveDigits)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toTwelveDigits(member)]))
}
