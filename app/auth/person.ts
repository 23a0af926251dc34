import { isolated } from '#reports/month/names.ts'
import type { Directory } from '#sql/directory/directory.ts'

/** Who is signed in. */
export type Person =
  | { kind: 'owner'; owner_id: string; name: string; locale: 'ru' | 'en' | null }
  | { kind: 'staff'; manager_id: string; name: string; role: 'manager' | 'lead' | 'admin' }

export type Staff = Extract<Person, { kind: 'staff' }>

/** Leads and admins. */
export function isManagement(person: Person): person is Staff {
  return person.kind === 'staff' && person.role !== 'manager'
}

/** How somebody is named where it is written down who did a thing: as personOf takes it. */
export function keyOf(person: Person): string {
  if (person.kind === 'owner') return `owner:${person.owner_id}`
  return person.manager_id === '' ? FIRST_ADMIN : `manager:${person.manager_id}`
}

/** Whoever sets up a server that knows nobody yet. */
export const FIRST_ADMIN = 'admin'

/**
 * The person that a link or a session names: owner:ID, manager:ID, or admin.
 * @returns null where the directory does not know him (any more)
 */
export function personOf(key: string, directory: Directory): Person | null {
  if (key === FIRST_ADMIN) return { kind: 'staff', manager_id: '', name: '', role: 'admin' }
  const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  if (kind === 'owner') {
    const owner = directory.owners.get(id)
    return owner === undefined
      ? null
      : { kind: 'owner', owner_id: id, name: isolated(owner.name), locale: owner.locale }
  }
  const manager = kind === 'manager' ? directory.managers.get(id) : undefined
  if (manager === undefined) return null
  const role = manager.role === 'lead' || manager.role === 'admin' ? manager.role : 'manager'
  return { kind: 'staff', manager_id: id, name: isolated(manager.name), role }
}

/** owner:ID and manager:ID by an e-mail address that the directory holds; null where it holds none such. */
export function keyByEmail(email: string, directory: Directory): string | null {
  const isIt = (one: { email: string | null }) => one.email?.toLowerCase() === email.toLowerCase()
  const manager = [...directory.managers.values()].find(isIt)
  if (manager !== undefined) return `manager:${manager.manager_id}`
  const owner = [...directory.owners.values()].find(isIt)
  return owner === undefined ? null : `owner:${owner.owner_id}`
}
