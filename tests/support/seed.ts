/** The seed of an invented run: SEED, or `new` for one that nobody has tried; printed by the tests that draw from it. */
export function seedOf(what: string, otherwise: '20261123' | 'new' = '20261123'): number {
  const given = process.env['SEED'] ?? otherwise
  const seed = given === 'new' ? Math.floor(Date.now() / 1000) : Number(given)
  if (!Number.isSafeInteger(seed))
    throw new Error(`SEED of ${what} must be a whole number or new, not ${given}`)
  return seed
}
