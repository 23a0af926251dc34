/** Secrets that are shown once and kept as hashes: of addresses of hooks, and of keys. */
import { createHash, randomBytes } from 'node:crypto'
import { isSame } from './same-secret.ts'

/** So long the secret before a new one is still taken: somebody has to go where it is used and change it there. */
export const OVERLAP_MS = 7 * 86_400_000

/** What is kept of a secret and of the one before it, which is taken until former_until (ms UTC). */
export interface KeptSecret {
  hash: string
  former_hash: string
  former_until: number
}

/** 192 bits, in characters that stand in an address. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url')
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Whether a secret is the one, or the one before it; in the same time whichever it is, and whether there is one. */
export function isKept(kept: KeptSecret | null, secret: string, now: number): boolean {
  const given = hashOf(secret)
  const isCurrent = isSame(given, kept?.hash ?? '')
  const isFormer = isSame(given, kept?.former_hash ?? '') && now < (kept?.former_until ?? 0)
  return isCurrent || isFormer
}
