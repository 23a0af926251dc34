import { randomBytes } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import type { Database } from '#sql/db/client.server.ts'
import { DAY_MS } from '#sql/time/zone.ts'
import { sha256 } from '#reports/month/canonical-json.ts'

/** A mail's link opens its month for so long without signing in. */
export const OPEN_MS = 14 * DAY_MS
/** Whoever keeps a mail for a year must still be able to unsubscribe by it. */
const UNSUBSCRIBE_MS = 400 * DAY_MS

/** What a link of a mail is for. */
export interface LinkSubject {
  month: string
  owner_id: string
  edition: number
  recipient_id: string
}

export type LinkKind = 'open' | 'unsubscribe'

/** What a token says. `revoked`: a person of management took it back. */
export type FoundLink =
  { state: 'good' | 'expired' | 'revoked'; subject: LinkSubject; token_hash: string } | { state: 'unknown' }

const COLUMNS = [
  ...['token_hash', 'kind', 'month', 'owner_id', 'edition', 'recipient_id', 'issued_at', 'expires_at'],
  ...['revoked_at', 'revoked_by', 'version'],
]

/** Paths of the pages that mails lead to. */
export const openPath = (token: string) => `/mail/${token}`
export const unsubscribePath = (token: string) => `/unsubscribe/${token}`

/**
 * Makes the links of one message. Each attempt gets its own: of a token only the hash is kept, so it can't be said again.
 * @returns tokens of 256 random bits
 */
export async function issueLinks(
  db: Database,
  subject: LinkSubject,
  now: number,
): Promise<Record<LinkKind, string>> {
  const tokens = { open: newToken(), unsubscribe: newToken() }
  const row = (kind: LinkKind, lifetime_ms: number) => [
    ...[sha256(tokens[kind]), kind, subject.month, subject.owner_id, subject.edition, subject.recipient_id],
    ...[now, now + lifetime_ms, 0, '', 0],
  ]
  await db.insert('report_links', COLUMNS, [row('open', OPEN_MS), row('unsubscribe', UNSUBSCRIBE_MS)])
  return tokens
}

/** Looks, and changes nothing. */
export async function findLink(db: Database, kind: LinkKind, token: string, now: number): Promise<FoundLink> {
  const token_hash = sha256(token)
  const [row] = await db.readBulk<[string, string, number, string, number, number]>(
    `select month, owner_id, edition, recipient_id, expires_at, revoked_at from report_links final
    where token_hash = {token_hash:String} and kind = {kind:String}`,
    { token_hash, kind },
  )
  if (row === undefined) return { state: 'unknown' }
  const [month, owner_id, edition, recipient_id, expires_at, revoked_at] = row
  const state = revoked_at > 0 ? 'revoked' : expires_at <= now ? 'expired' : 'good'
  return { state, subject: { month, owner_id, edition, recipient_id }, token_hash }
}

/**
 * Takes back the links that open a month of an owner.
 * @param of recipient_id: of this recipient alone
 * @returns how many of them would still have opened it
 */
export async function revokeLinks(
  db: Database,
  of: { month: string; owner_id: string; recipient_id?: string },
  by: { at: number; person: string },
): Promise<number> {
  const rows = await db.readBulk<[string, string, string, string, number, string, number, number]>(
    `select token_hash, kind, month, owner_id, edition, recipient_id, issued_at, expires_at
    from report_links final
    where kind = 'open' and month = {month:String} and owner_id = {owner_id:String} and revoked_at = 0
        and expires_at > {at:Int64} and ({recipient_id:String} = '' or recipient_id = {recipient_id:String})`,
    { month: of.month, owner_id: of.owner_id, recipient_id: of.recipient_id ?? '', at: by.at },
  )
  await db.insert(
    'report_links',
    COLUMNS,
    rows.map((row) => [...row, by.at, by.person, 1]),
  )
  return rows.length
}

/** An open of a month by a link, as it is logged. */
export interface Open {
  month: string
  owner_id: string
  /** ms UTC */
  at: number
  edition: number
  recipient_id: string
  /** 203.0.113 or 2001:db8:1, '' where it is not known */
  ip_prefix: string
  result: 'good' | 'expired' | 'revoked'
}

const OPEN_COLUMNS = ['month', 'owner_id', 'at', 'edition', 'recipient_id', 'ip_prefix', 'result'] as const

export async function noteOpen(db: Database, open: Open): Promise<void> {
  await db.insert('report_opens', OPEN_COLUMNS, [OPEN_COLUMNS.map((name) => open[name])])
}

/** In order of time. */
export async function readOpens(
  db: Database,
  { month, owner_id = '' }: { month: string; owner_id?: string | undefined },
): Promise<Open[]> {
  const rows = await db.readBulk<[string, string, number, number, string, string, Open['result']]>(
    `select ${OPEN_COLUMNS.join(', ')} from report_opens
    where month = {month:String} and ({owner_id:String} = '' or owner_id = {owner_id:String}) order by at`,
    { month, owner_id },
  )
  return rows.map(([month, owner_id, at, edition, recipient_id, ip_prefix, result]) => ({
    month,
    owner_id,
    at,
    edition,
    recipient_id,
    ip_prefix,
    result,
  }))
}

/** Enough of an address to tell one network from another, too little to tell a person. */
export function ipPrefix(ip: string): string {
  const bare = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(bare)) return bare.split('.').slice(0, 3).join('.')
  if (!isIPv6(bare)) return ''
  const [head = '', tail] = bare.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array<string>(missing).fill('0'), ...last].slice(0, 3).join(':').toLowerCase()
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}
