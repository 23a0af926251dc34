import { randomBytes } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import { isLocal } from './auth/session.server.ts'

/** Headers of every answer. The content security policy takes scripts by a nonce only, and nothing from elsewhere. */
export function securityHeaders(base_url: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const nonce = randomBytes(16).toString('base64')
    ;(response.locals as { nonce?: string }).nonce = nonce
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      "style-src 'self'",
      // what reads a file beside its page
      "worker-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]
    response.setHeader('Content-Security-Policy', policy.join('; '))
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('X-Frame-Options', 'DENY')
    // links that sign in must not travel on to other sites
    response.setHeader('Referrer-Policy', 'same-origin')
    if (OF_MAILS.test(request.path)) response.setHeader('X-Robots-Tag', 'noindex, nofollow')
    // nothing is sent from there by POST, to which browsers would add Origin: null
    if (request.path.startsWith('/mail/')) response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()')
    if (!isLocal(base_url)) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    response.setHeader('Cache-Control', 'no-store')
    next()
  }
}

/**
 * Where mail providers POST for somebody who presses their own "unsubscribe" (RFC 8058), from elsewhere and with no Origin of
 * ours. Safe, since what may be done there rests on the token in the path alone: the page reads no session, so that another
 * site's page could do nothing in a signed-in person's name, and whoever knows the token may unsubscribe anyway.
 */
const UNSUBSCRIBING = /^\/unsubscribe\/[\w-]{43}$/

/** What a mail's link opens is for its reader alone: search engines are told to forget it, other sites never learn of it. */
const OF_MAILS = /^\/(mail|unsubscribe)\//

/**
 * Refuses what another site's page sends in a signed-in person's name. A browser tells where a request comes from by
 * Sec-Fetch-Site, older ones by Origin; one that tells neither is refused. Remix has a check of its own, but not for
 * every route, and it would believe X-Forwarded-Host.
 */
export function sameOriginOnly(base_url: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    delete request.headers['x-forwarded-host']
    if (request.method === 'GET' || request.method === 'HEAD') {
      next()
      return
    }
    if (UNSUBSCRIBING.test(request.path)) {
      delete request.headers.origin
      next()
      return
    }
    const { origin, host } = request.headers
    const site = request.headers['sec-fetch-site']
    const own = [new URL(base_url).origin, `http://${host ?? ''}`, `https://${host ?? ''}`]
    const isOwn = origin === undefined ? site === 'same-origin' || site === 'none' : own.includes(origin)
    if (!isOwn || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
      response.status(403).type('text/plain').send('This request did not come from our own pages.\n')
      return
    }
    if (origin !== undefined) request.headers['x-forwarded-host'] = new URL(origin).host
    next()
  }
}
