import type { Database } from '#sql/db/client.server.ts'

/** Why somebody is not written to: he unsubscribed, or a server said that there is no such address. */
export interface Barred {
  state: 'suppressed' | 'unsubscribed'
  /** the server's words, '' without any */
  detail: string
  /** ms UTC */
  at: number
}

/** Who is not written to, as it stands. */
export interface Addresses {
  /** null: he is written to */
  barred: (owner_id: string, recipient_id: string) => Barred | null
}

export async function readAddresses(db: Database): Promise<Addresses> {
  const rows = await db.readBulk<[string, string, string, string, number]>(
    `select recipient_id, owner_id, state, detail, at from report_addresses final
    order by recipient_id, owner_id, at desc limit 1 by recipient_id, owner_id`,
  )
  const found = new Map<string, Barred>()
  for (const [recipient_id, owner_id, state, detail, at] of rows)
    if (state === 'suppressed' || state === 'unsubscribed')
      found.set(keyOf(owner_id, recipient_id), { state, detail, at })
  return {
    barred: (owner_id, recipient_id) =>
      found.get(keyOf(owner_id, recipient_id)) ?? found.get(keyOf('', recipient_id)) ?? null,
  }
}

/**
 * @param of owner_id '': for whatever he would be written; a server spoke of the address
 * @param of person who did it; '' for a server or a link
 */
export async function noteAddress(
  db: Database,
  of: {
    recipient_id: string
    owner_id: string
    at: number
    state: Barred['state'] | 'restored'
    detail: string
    person: string
  },
): Promise<void> {
  await db.insert(
    'report_addresses',
    ['recipient_id', 'owner_id', 'at', 'state', 'detail', 'person'],
    [[of.recipient_id, of.owner_id, of.at, of.state, of.detail, of.person]],
  )
}

const keyOf = (owner_id: string, recipient_id: string) => `${recipient_id} ${owner_id}`
