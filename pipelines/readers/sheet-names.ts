/** Names of homes and people as sheets write them, and the ids that are made of them: the same in each sheet. */
import { sha256Hex } from '../sha256.ts'

/** Case, ё, quotes, commas and spaces are no difference. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const CYRILLIC = Array.from('абвгдежзийклмнопрстуфхцчшщъыьэюя')
const LATIN = 'a b v g d e zh z i j k l m n o p r s t u f h c ch sh sch  y  e yu ya'.split(' ')
const LETTERS = new Map(CYRILLIC.map((letter, index) => [letter, LATIN[index] ?? '']))
const MOST_LETTERS = 64

/**
 * 'Невский 24, кв. 7' → 'nevskij-24-kv-7'.
 * @returns at most 64 of a-z, 0-9 and -; where letters of other alphabets were lost, or many, a hash stands at the end
 */
export function slug(name: string): string {
  const folded = fold(name)
  const latin = Array.from(folded, (letter) => LETTERS.get(letter) ?? letter).join('')
  const plain = latin.normalize('NFD').replace(/\p{M}+/gu, '')
  const kept = plain
    .replace(/[^a-z0-9 ]+/g, '')
    .trim()
    .replace(/ +/g, '-')
  if (kept.length <= MOST_LETTERS && !/[^a-z0-9 ]/.test(plain) && kept !== '') return kept
  const hash = sha256Hex(folded).slice(0, 10)
  return [kept.slice(0, MOST_LETTERS - hash.length - 1), hash].filter((part) => part !== '').join('-')
}

/** The home of that name, in the sheet of homes and in all others. */
export function propertyId(name: string): string {
  return slug(name)
}

/** The person of the team of that name. */
export function managerId(name: string): string {
  return slug(name)
}

/**
 * '8 (921) 000-11-22' → '+79210001122', as Russia dials; others need their +.
 * @returns E.164; null where it is no whole number
 */
export function phoneOf(cell: string): string | null {
  const [first = ''] = cell.split(/[,;/]|доб/i)
  const digits = first.replace(/\D+/g, '')
  if (/[a-zа-я]/i.test(first)) return null
  if (first.trim().startsWith('+')) return /^\d{8,15}$/.test(digits) ? `+${digits}` : null
  if (/^00\d{8,15}$/.test(digits)) return `+${digits.slice(2)}`
  if (/^[78]\d{10}$/.test(digits)) return `+7${digits.slice(1)}`
  return /^9\d{9}$/.test(digits) ? `+7${digits}` : null
}

/** What a guest is known by, over bookings and channels: his phone; else a first and a last name, as one name alone is many people. */
export function guestKey(phone: string, name: string): string | null {
  const known = phoneOf(phone)
  if (known !== null) return known
  const folded = fold(name)
  return folded.split(' ').filter((word) => word.length > 1).length >= 2 ? `name:${folded}` : null
}
