import { createHash } from 'node:crypto'
import type { Directory, Manager, Owner } from '#sql/directory/directory.ts'

export interface Recipient {
  /** stands for the address wherever something is kept */
  recipient_id: string
  address: string
}

/** The first 32 hex digits of the SHA-256 of the address, however it is written. */
export function recipientId(address: string): string {
  return createHash('sha256').update(address.trim().toLowerCase()).digest('hex').slice(0, 32)
}

/** To whom an owner's report goes: his address, then the copies; each once. */
export function recipientsOf({ email, copies }: Pick<Owner, 'email' | 'copies'>): Recipient[] {
  return distinct([...(email === null ? [] : [email]), ...copies])
}

/** Who is told about reports: leads and admins. */
export function managementOf({ managers }: Directory): Recipient[] {
  return distinct([...managers.values()].filter(isManagement).flatMap(({ email }) => email ?? []))
}

export function isManagement({ role }: Pick<Manager, 'role'>): boolean {
  return role === 'lead' || role === 'admin'
}

/** Among these the one that a recipient's id stands for. */
export function addressAmong(addresses: readonly string[], recipient_id: string): string | null {
  return addresses.find((address) => recipientId(address) === recipient_id) ?? null
}

function distinct(addresses: readonly string[]): Recipient[] {
  const found = new Map(addresses.map((address) => [recipientId(address), address]))
  return [...found].map(([recipient_id, address]) => ({ recipient_id, address }))
}
