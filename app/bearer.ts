import type { Request } from 'express'

/** The token of `Authorization: Bearer …`, null without one. */
export function bearerOf(request: Request): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' && token !== undefined && token !== '' ? token : null
}
