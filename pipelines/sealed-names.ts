/**
 * Names that are read where the key of their pseudonyms is not: in a browser (docs/decisions/0024). In place of each stands a
 * sealed one, which holds no more than its digest, and the server puts the pseudonym where a sealed one stands.
 */
import { sha256Base64url } from './sha256.ts'
import type { ReaderOptions } from './readers/reader.ts'

/** characters of a seal: 72 bits, new for each reading of a file */
const SEAL = /^[A-Za-z0-9_-]{12}$/
const DIGEST = '[A-Za-z0-9_-]{43}'
/** So many are remembered: a chat's guest is named with every message of it. */
const MOST_REMEMBERED = 20_000

/** What a pseudonym is made of, wherever the name was read. It is no secret by itself: numbers can be tried out. */
export function digestOf(kind: string, key: string): string {
  return sha256Base64url(`${kind}\0${key}`)
}

/** @param bytes 9 random ones */
export function newSeal(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
}

export function isSeal(text: string): boolean {
  return SEAL.test(text)
}

/** Sealed names, of 57 characters each. Nobody who writes into a file knows its seal, so nothing in it is taken for one. */
export function sealing(seal: string): ReaderOptions['pseudonym'] {
  const made = new Map<string, string>()
  return (kind, key) => {
    const of = `${kind}\0${key}`
    const before = made.get(of)
    if (before !== undefined) return before
    if (made.size >= MOST_REMEMBERED) made.clear()
    const sealed = `~${seal}${digestOf(kind, key)}~`
    made.set(of, sealed)
    return sealed
  }
}

/** The same text with a pseudonym for each sealed name, wherever in it they stand. */
export function unsealed(text: string, seal: string, pseudonymOf: (digest: string) => string): string {
  return text.replace(new RegExp(`~${seal}(${DIGEST})~`, 'g'), (_, digest: string) => pseudonymOf(digest))
}
