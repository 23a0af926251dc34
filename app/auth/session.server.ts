import { createCookie } from '@remix-run/node'
import { z } from 'zod'
import { secretFile } from '#sql/db/secret-file.server.ts'

const LIFETIME_S = 30 * 86_400

const contents = z.object({ person: z.string(), signed_in_at: z.number() })

/** The signed cookie that says who is signed in. */
export interface Sessions {
  /** the key of the person (see personOf), null without a valid session */
  read(cookieHeader: string | undefined): Promise<string | null>
  /** value of Set-Cookie */
  start(person: string): Promise<string>
  end(): Promise<string>
}

/**
 * @param base_url where people open the pages: off localhost the cookie is Secure, and so is its name
 * @param secret signs; whoever knows it can sign in as anyone
 */
export function openSessions(base_url: string, secret: string, now: () => number): Sessions {
  const isSecure = !isLocal(base_url)
  const cookie = createCookie(isSecure ? '__Host-insights' : 'insights', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isSecure,
    secrets: [secret],
    maxAge: LIFETIME_S,
  })
  return {
    read: async (header) => {
      const parsed = contents.safeParse(await cookie.parse(header ?? null).catch(() => null))
      if (!parsed.success || parsed.data.signed_in_at + LIFETIME_S * 1000 < now()) return null
      return parsed.data.person
    },
    start: (person) => cookie.serialize({ person, signed_in_at: now() }),
    end: () => cookie.serialize('', { maxAge: 0 }),
  }
}

/** Whether the pages are opened on this machine alone: only there a cookie may go without TLS. */
export function isLocal(base_url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(base_url).hostname)
}

/** SESSION_SECRET, else one that is made at the first start and kept beside the database, readable for its owner only. */
export function sessionSecret(configured: string | null, data_dir: string): string {
  if (configured !== null) return configured
  return secretFile(data_dir, 'session-secret')
}
