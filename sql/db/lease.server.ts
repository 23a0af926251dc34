import { randomUUID } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Database } from './client.server.ts'
import { PlainError } from './errors.ts'

/** A holder that has not renewed for so long is taken for dead. */
const STALE_MS = 45_000
const RENEW_MS = 10_000
/** A holder whose renewals fail stops well before it is taken for dead. */
const SURE_MS = 30_000
/** Two that claim at the same time see each other after so long: more than an insert takes. */
const SETTLE_MS = 2_000

export interface Lease {
  /** which process this is, for what else it writes: machine, process number, something random */
  readonly holder: string
  /** whether this process may do what only one may; false, too, while it can't renew */
  isHeld: () => boolean
  /** another process took it over: for good */
  isLost: () => boolean
  /** gives it back: the next one need not wait */
  release: () => Promise<void>
}

interface Claim {
  holder: string
  claimed_at: number
  renewed_at: number
  place: string
}

/** of this process */
const own = new Set<string>()

/**
 * Takes a lease.
 * @throws PlainError when another process holds it
 */
export async function takeLease(db: Database, name: string): Promise<Lease> {
  const lease = await tryLease(db, name)
  if (lease === null) throw refusal(name)
  return lease
}

/**
 * Takes a lease, or null when another process holds it. ClickHouse has no compare-and-set, so: claims are rows; a claim that is alive refuses a new one; of two
 * made at the same time the earlier wins, which both see when they look again after a while; a holder looks again at
 * every renewal, too. A claim is dead when its holder has not renewed for 45 seconds, or at once where its process can
 * be asked after and is gone, or where the database is embedded: then nobody else has it open.
 */
export async function tryLease(db: Database, name: string): Promise<Lease | null> {
  const place = placeOf()
  const mine: Claim = {
    holder: `${place}:${process.pid}:${randomUUID()}`,
    claimed_at: Date.now(),
    renewed_at: 0,
    place,
  }
  const others = async () =>
    (await readClaims(db, name)).filter((claim) => claim.holder !== mine.holder && isAlive(db, claim))
  const write = async (state: 'held' | 'released') => {
    mine.renewed_at = Math.max(Date.now(), mine.renewed_at + 1)
    await db.insert(
      'process_leases',
      ['name', 'holder', 'claimed_at', 'renewed_at', 'state', 'place'],
      [[name, mine.holder, mine.claimed_at, mine.renewed_at, state, place]],
    )
  }
  if ((await others()).length > 0) return null
  own.add(mine.holder)
  await write('held')
  if (!db.embedded) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  if ((await others()).some((claim) => isBefore(claim, mine))) {
    await write('released')
    own.delete(mine.holder)
    return null
  }
  let isLost = false
  let sure_until = Date.now() + SURE_MS
  const renewing = setInterval(() => {
    const began_at = Date.now()
    // after a pause this long another may have taken it for dead, and taken over
    const wasAway = began_at > sure_until
    void others()
      .then(async (claims) => {
        isLost ||= claims.some((claim) => wasAway || isBefore(claim, mine))
        if (isLost) return
        await write('held')
        sure_until = began_at + SURE_MS
      })
      .catch(() => undefined)
  }, RENEW_MS)
  renewing.unref()
  return {
    holder: mine.holder,
    isHeld: () => !isLost && (db.embedded || Date.now() < sure_until),
    isLost: () => isLost,
    release: async () => {
      clearInterval(renewing)
      isLost = true
      own.delete(mine.holder)
      await write('released')
    },
  }
}

async function readClaims(db: Database, name: string): Promise<Claim[]> {
  const rows = await db.readBulk<[string, number, number, string]>(
    `select holder, claimed_at, renewed_at, place from process_leases final
    where name = {name:String} and state = 'held' and renewed_at > {after:Int64}`,
    { name, after: Date.now() - STALE_MS },
  )
  return rows.map(([holder, claimed_at, renewed_at, place]) => ({ holder, claimed_at, renewed_at, place }))
}

/** Who holds a lease: the name of its machine, and since when, ms UTC. Null where nobody does. */
export async function readHolder(
  db: Database,
  name: string,
): Promise<{ machine: string; claimed_at: number } | null> {
  const claims = (await readClaims(db, name)).filter((claim) => isAlive(db, claim))
  const [first] = claims.sort((a, b) => (isBefore(a, b) ? -1 : 1))
  return first === undefined
    ? null
    : { machine: first.place.split('/')[0] ?? '', claimed_at: first.claimed_at }
}

/** When the first process ever took it, ms UTC; null: none did. */
export async function readFirstClaim(db: Database, name: string): Promise<number | null> {
  const [row] = await db.readBulk<[number, number]>(
    'select min(claimed_at), count() from process_leases where name = {name:String}',
    { name },
  )
  return row === undefined || row[1] === 0 ? null : row[0]
}

function isAlive(db: Database, { holder, place }: Claim): boolean {
  if (own.has(holder)) return true
  if (db.embedded) return false
  if (place !== placeOf()) return true
  const pid = Number(holder.slice(place.length + 1).split(':')[0])
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as somebody else
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

const isBefore = (a: Claim, b: Claim) =>
  a.claimed_at < b.claimed_at || (a.claimed_at === b.claimed_at && a.holder < b.holder)

/** Where a process number means the same process: the machine, and inside it the container's own numbering. */
function placeOf(): string {
  try {
    return `${hostname()}/${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

function refusal(name: string): PlainError {
  return new PlainError(
    `another process holds the lease of ${name}: stop it; after a crash on another machine wait ${STALE_MS / 1000} seconds`,
  )
}
