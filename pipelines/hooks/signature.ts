/** Signatures of vendors: HMAC-SHA-256, compared in a time that tells nothing. */
import { createHmac } from 'node:crypto'
import { isSame } from '../same-secret.ts'

export function isHmac(
  given: string | undefined,
  {
    key,
    parts,
    encoding = 'hex',
  }: { key: string | Uint8Array; parts: readonly (string | Uint8Array)[]; encoding?: 'hex' | 'base64' },
): boolean {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(part)
  return isSame(given ?? '', hmac.digest(encoding))
}
