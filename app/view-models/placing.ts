/** Who an account probably is, and why: a suggestion, which a person takes or does not. */
import type { AccountIs } from '#sql/directory/directory.ts'
import type { AccountToPlace, Habits } from '#sql/directory/to-place.server.ts'

/** Rests on so many chats at least. */
const SOME_CHATS = 3
/** Who writes in this share of a channel's chats writes for everybody. 0–1 */
const FOR_EVERYBODY = 0.5

export interface Suggestion {
  role: AccountIs['role']
  is_shared: boolean
  /** in words of connect.why, with the counts of the account */
  why: 'told_us' | 'many_chats' | 'some_chats' | 'told_guest'
}

/** What of an account is to be decided: nobody said whose it is, and it is not a guest whom the file itself names. */
export function isOpen({ said, roles }: AccountToPlace): boolean {
  return said.length === 0 && (roles.includes('unknown') || roles.includes('manager'))
}

/** @returns null where nothing speaks for one more than for another */
export function suggestionFor(one: AccountToPlace, habits: Habits): Suggestion | null {
  const share = one.conversations / Math.max(1, habits.channel_conversations)
  const isEverywhere = one.conversations >= SOME_CHATS && share >= FOR_EVERYBODY
  // in a chat of two the file says who is the other
  if (one.roles.includes('manager')) return { role: 'manager', is_shared: isEverywhere, why: 'told_us' }
  if (one.roles.includes('guest')) return { role: 'guest', is_shared: false, why: 'told_guest' }
  if (isEverywhere) return { role: 'manager', is_shared: true, why: 'many_chats' }
  // a guest has a chat of his own: who is in several works here
  if (one.conversations >= SOME_CHATS && habits.began < one.conversations)
    return { role: 'manager', is_shared: false, why: 'some_chats' }
  // in a group a guest, a cleaner and an owner look alike
  return null
}
