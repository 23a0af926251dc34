import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'

/** The token of `Authorization: Bearer …`, null without one. */
export function bearerOf(request: Request): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' && token !== undefined && token !== '' ? token : null
}

/** Compares secrets in a time that tells nothing of where they differ. */
export function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}
