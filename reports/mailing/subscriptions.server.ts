import type { Owner } from '#sql/directory/directory.ts'
import { noteAddress, readAddresses, type Addresses } from './addresses.server.ts'
import { lookUnsubscribe, type Unsubscribing } from './owner-reports.server.ts'
import { findLink } from './links.server.ts'
import { recipientsOf, type Recipient } from './recipients.ts'
import type { Reports } from './reports.ts'

/** An address of an owner, and whether his report goes there. */
export interface Subscription extends Recipient {
  /** suppressed: a server said that there is no such address */
  state: 'sent' | 'unsubscribed' | 'suppressed'
}

/**
 * Where an owner's report goes, his own address first.
 * @returns is_wanted false: the directory says that he wants none
 */
export async function readSubscriptions(
  of: Reports,
  owner_id: string,
): Promise<{ is_wanted: boolean; addresses: Subscription[] }> {
  const owner = (await of.directory()).owners.get(owner_id)
  if (owner === undefined) return { is_wanted: false, addresses: [] }
  return { is_wanted: owner.monthly_report, addresses: subscriptionsOf(owner, await readAddresses(of.db)) }
}

export function subscriptionsOf(owner: Owner, { barred }: Addresses): Subscription[] {
  return recipientsOf(owner).map((one) => ({
    ...one,
    state: barred(owner.owner_id, one.recipient_id)?.state ?? 'sent',
  }))
}

/** An owner says himself where his report goes. What is no address of his, or is suppressed, stays as it is. */
export async function subscribe(
  of: Reports,
  by: { owner_id: string; recipient_id: string; person: string; wants: boolean },
): Promise<void> {
  const { addresses } = await readSubscriptions(of, by.owner_id)
  const state = addresses.find(({ recipient_id }) => recipient_id === by.recipient_id)?.state
  if (state !== (by.wants ? 'unsubscribed' : 'sent')) return
  await noteAddress(of.db, {
    owner_id: by.owner_id,
    recipient_id: by.recipient_id,
    person: by.person,
    at: of.now(),
    detail: '',
    state: by.wants ? 'restored' : 'unsubscribed',
  })
}

/** Whoever unsubscribed by a mail's link comes back by it. Twice is once. */
export async function comeBack(of: Reports, token: string): Promise<Unsubscribing> {
  const looked = await lookUnsubscribe(of, token)
  const found = await findLink(of.db, 'unsubscribe', token, of.now())
  if (looked.state !== 'good' || found.state !== 'good') return { state: 'unknown' }
  if (!looked.is_done) return looked
  const { owner_id, recipient_id } = found.subject
  await noteAddress(of.db, {
    owner_id,
    recipient_id,
    at: of.now(),
    state: 'restored',
    detail: '',
    person: '',
  })
  return { ...looked, is_done: false }
}
