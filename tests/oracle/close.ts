/**
 * The reading, in which each number that is the product's but for the last digits is as the product tells it: they add up
 * in another order. One part in ten milliards; rounding both would tear apart what lies beside a border.
 */
export function asNear(reading: unknown, product: unknown): unknown {
  if (typeof reading === 'number' && typeof product === 'number')
    return Math.abs(reading - product) <= 1e-10 * Math.max(1, Math.abs(reading)) ? product : reading
  if (Array.isArray(reading))
    return reading.map((one, index) => asNear(one, Array.isArray(product) ? product[index] : undefined))
  if (typeof reading !== 'object' || reading === null) return reading
  const other = new Map<string, unknown>(
    typeof product === 'object' && product !== null ? Object.entries(product) : [],
  )
  return Object.fromEntries(
    Object.entries(reading).map(([name, member]) => [name, asNear(member, other.get(name))]),
  )
}
