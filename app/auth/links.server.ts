import { randomBytes } from 'node:crypto'
import { hashOf } from '#pipelines/secrets.ts'
import type { Database } from '#sql/db/client.server.ts'

const LIFETIME_MS = 10 * 60_000

/** What became of a link that somebody opened. */
export type Opened = { state: 'good'; person: string } | { state: 'used' | 'expired' | 'unknown' }

/** Links that sign somebody in. One process at a time hands them out and takes them: the database knows no "only if". */
export interface Links {
  /** @returns the token of a link that works once, for ten minutes */
  issue(person: string): Promise<string>
  /** A link that works as often as wanted, until this process ends: the demo's. */
  issueStanding(person: string): string
  /** Looks, and changes nothing: programs that preview links open them too. */
  look(token: string): Promise<Opened>
  /** Uses it up. Of two at the same time one gets it. */
  take(token: string): Promise<Opened>
}

export function openLinks(db: Database, now: () => number): Links {
  const standing = new Map<string, string>()
  let turn: Promise<unknown> = Promise.resolve()

  const write = (
    hash: string,
    row: { person: string; issued_at: number; expires_at: number; used_at: number | null },
  ) =>
    db.insert(
      'sign_in_links',
      ['token_hash', 'person', 'issued_at', 'expires_at', 'used_at', 'version'],
      [[hash, row.person, row.issued_at, row.expires_at, row.used_at, row.used_at === null ? 0 : 1]],
    )

  async function look(token: string) {
    const hash = hashOf(token)
    const known = standing.get(hash)
    if (known !== undefined) return { state: 'good', person: known, hash, row: null } as const
    const [row] = await db.readBulk<[string, number, number, number]>(
      `select person, toUnixTimestamp64Milli(issued_at), toUnixTimestamp64Milli(expires_at), version
      from sign_in_links final
      where token_hash = {hash:String}`,
      { hash },
    )
    if (row === undefined) return { state: 'unknown' } as const
    const [person, issued_at, expires_at, version] = row
    if (version === 1) return { state: 'used' } as const
    if (expires_at <= now()) return { state: 'expired' } as const
    return { state: 'good', person, hash, row: { person, issued_at, expires_at } } as const
  }

  return {
    issue: async (person) => {
      const token = randomBytes(32).toString('base64url')
      const issued_at = now()
      await write(hashOf(token), { person, issued_at, expires_at: issued_at + LIFETIME_MS, used_at: null })
      return token
    },
    issueStanding: (person) => {
      const token = randomBytes(32).toString('base64url')
      standing.set(hashOf(token), person)
      return token
    },
    look: async (token) => {
      const found = await look(token)
      return found.state === 'good' ? { state: 'good', person: found.person } : found
    },
    take: (token) => {
      const taking = turn.then(async (): Promise<Opened> => {
        const found = await look(token)
        if (found.state !== 'good') return found
        if (found.row !== null) await write(found.hash, { ...found.row, used_at: now() })
        return { state: 'good', person: found.person }
      })
      turn = taking.catch(() => undefined)
      return taking
    },
  }
}
