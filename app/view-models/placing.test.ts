import { expect, test } from 'vitest'
import type { AccountToPlace } from '#sql/directory/to-place.server.ts'
import { isOpen, suggestionFor } from './placing.ts'

const account = (more: Partial<AccountToPlace>): AccountToPlace => ({
  channel: 'telegram',
  account: 'a',
  messages: 40,
  conversations: 1,
  first_at: 0,
  last_at: 1,
  roles: ['unknown'],
  said: [],
  ...more,
})
const suggested = (more: Partial<AccountToPlace>, began: number, channel_conversations = 20) =>
  suggestionFor(account(more), { began, channel_conversations })

test('open is what nobody said, and what the file leaves open', () => {
  expect(isOpen(account({}))).toBe(true)
  expect(isOpen(account({ roles: ['manager'] }))).toBe(true)
  expect(isOpen(account({ roles: ['guest'] }))).toBe(false)
  expect(isOpen(account({ said: [{ since: 0, role: 'guest', id: '', is_shared: false }] }))).toBe(false)
})

test('who writes in half of the chats is us, and several people', () => {
  expect(suggested({ conversations: 18 }, 2)).toEqual({ role: 'manager', is_shared: true, why: 'many_chats' })
  expect(suggested({ conversations: 18, roles: ['manager', 'unknown'] }, 2)).toEqual({
    role: 'manager',
    is_shared: true,
    why: 'told_us',
  })
})

test('two chats of three are too few to say so', () => {
  expect(suggested({ conversations: 2 }, 0, 3)).toBeNull()
})

test('who is in several chats of many works here; who is in one may be anybody', () => {
  expect(suggested({ conversations: 4 }, 0)).toMatchObject({ role: 'manager', is_shared: false })
  expect(suggested({ conversations: 1 }, 1)).toBeNull()
  expect(suggested({ conversations: 1 }, 0)).toBeNull()
})
