/** Sums and counts as sheets write them. */

const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['RUB', /₽|руб|(?:^|[\d\s])р\.?$|\brub\b|\brur\b/i],
  ['USD', /\$|\busd\b/i],
  ['EUR', /€|\beur\b/i],
  ['KZT', /₸|\bkzt\b/i],
  ['BYN', /\bbyn\b/i],
  ['GEL', /₾|\bgel\b/i],
  ['TRY', /₺|\btry\b/i],
  ['AED', /\baed\b/i],
]

/** '12 500,50 ₽' → { value: 12500.5, currency: 'RUB' }; undefined where no number or no currency is told. */
export function sumOf(cell: string, currency_cell: string): { value: number; currency: string } | undefined {
  const value = numberOf(cell)
  const currency = currencyIn(currency_cell) ?? currencyIn(cell)
  return value === null || currency === null ? undefined : { value, currency }
}

function currencyIn(cell: string): string | null {
  return SIGNS.find(([, sign]) => sign.test(cell))?.[0] ?? (/^[A-Z]{3}$/.test(cell) ? cell : null)
}

/** '1,234.50', '1.234,50', '1 234,5', '1234' → the number. The last mark is the decimal one, unless three digits follow it alone. */
export function numberOf(cell: string): number | null {
  const bare = cell.replace(/[^\d.,-]/g, '').replace(/[.,]+$/, '')
  if (!/^-?\d/.test(bare)) return null
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','))
  const mark = bare[last]
  const isThousands =
    last < 0 ||
    (bare.length - last === 4 && (mark === ',' || bare.indexOf('.') !== last) && !/^-?0[.,]/.test(bare))
  const whole = (isThousands ? bare : bare.slice(0, last)).replace(/[.,]/g, '')
  const value = Number(isThousands ? whole : `${whole}.${bare.slice(last + 1)}`)
  return Number.isFinite(value) ? value : null
}

/** '2', '2 взр.' → 2; undefined where there is no whole number. */
export function countOf(cell: string): number | undefined {
  const digits = /^\d{1,4}(?![\d.,]*\d)/.exec(cell.trim())?.[0]
  return digits === undefined ? undefined : Number(digits)
}
