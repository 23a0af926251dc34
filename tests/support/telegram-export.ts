/** Exports of Telegram as its desktop program writes them, and what the reader makes of them. */
import { expect } from 'vitest'
import type { Read, ReaderOptions } from '#pipelines/readers/reader.ts'
import { telegram } from '#pipelines/readers/telegram.ts'
import { decode } from '#pipelines/decode.ts'
import { TABLES } from '#pipelines/events/index.ts'

export const OPTIONS: ReaderOptions = {
  connection: 'uyut',
  // stands for a keyed hash, and can be read
  pseudonym: (kind, key) => `${kind}(${key})`,
  timezone: 'Europe/Moscow',
}
export const GUEST = 700100
export const US = 500200
/** 2026-11-03 21:10:00 in Moscow, seconds. */
export const EVENING = Date.UTC(2026, 10, 3, 18, 10) / 1000
/** Names, numbers and files of persons: none of them may come out. */
export const SECRET = {
  name: 'Зинаида Тайная',
  phone: '+7 921 000-11-22',
  user: '@zina_secret',
  file: 'photos/zina-passport.jpg',
}

export type Json = Record<string, unknown>

/** As the exporting program writes strings: control characters as \xNN. */
export function written(value: unknown, indent = ''): string {
  if (typeof value === 'string')
    return JSON.stringify(value).replace(/\\(?:u00([01][0-9a-f])|[bf]|.)/g, (escape, code?: string) => {
      if (escape === '\\b') return '\\x08'
      if (escape === '\\f') return '\\x0C'
      return code === undefined ? escape : `\\x${code.toUpperCase()}`
    })
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent} `
  const list = Array.isArray(value)
    ? value.map((one) => written(one, inner))
    : Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([name, one]) => `${written(name)}: ${written(one, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${list.map((one) => inner + one).join(',\n')}\n${indent}${close}`
}

let number = 0
export function said(from: string | number | null, text: unknown, more: Json = {}): Json {
  number++
  const at = EVENING + number * 60
  return {
    id: number,
    type: 'message',
    date: new Date((at + 10_800) * 1000).toISOString().slice(0, 19),
    date_unixtime: String(at),
    from: SECRET.name,
    ...(from !== null && { from_id: from }),
    text,
    ...more,
  }
}

export const guest = (text: unknown, more: Json = {}) => said(`user${GUEST}`, text, more)
export const us = (text: unknown, more: Json = {}) => said(`user${US}`, text, more)
export function phoneCall(actor: number, more: Json): Json {
  const { id, date, date_unixtime } = guest('')
  const who = { actor: SECRET.name, actor_id: `user${actor}`, action: 'phone_call' }
  return { id, type: 'service', date, date_unixtime, ...who, ...more, text: '', text_entities: [] }
}

export function chatOf(messages: unknown[], more: Json = {}): Json {
  return { name: SECRET.name, type: 'personal_chat', id: GUEST, ...more, messages }
}

export function accountOf(chats: unknown[], left: unknown[] = []): Json {
  return {
    about: 'Here is the data you requested. Remember: Telegram is ad free.',
    personal_information: {
      user_id: US,
      first_name: SECRET.name,
      phone_number: SECRET.phone,
      username: SECRET.user,
    },
    profile_pictures: [{ date: '2026-01-01T00:00:00', photo: SECRET.file }],
    contacts: { about: '', list: [{ user_id: GUEST, first_name: SECRET.name, phone_number: SECRET.phone }] },
    chats: { about: '', list: chats },
    left_chats: { about: '', list: left },
  }
}

// for await takes nothing else, and there is nothing to wait for
// eslint-disable-next-line @typescript-eslint/require-await
export async function* chunked(bytes: Uint8Array, sizes: readonly number[]) {
  for (let start = 0, n = 0; start < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? 1
    yield bytes.subarray(start, start + size)
    start += size
  }
}

export async function readText(
  text: string | Uint8Array,
  sizes: readonly number[] = [65_536],
  options = OPTIONS,
) {
  const found: Read[] = []
  for await (const one of telegram.read(chunked(Buffer.from(text), sizes), options)) found.push(one)
  return found
}

/** What a file gives, and that the door takes all of it and that no person is in it. */
export async function readFile(file: Json, options = OPTIONS): Promise<Read[]> {
  const found = await readText(written(file), [65_536], options)
  const context = { received_at: Date.UTC(2026, 10, 29), origin: 'test:1', zones: new Set<string>() }
  const ids = new Set<string>()
  for (const one of found) {
    if (!('event' in one)) continue
    const result = decode(JSON.stringify(one.event), context)
    expect(result, JSON.stringify(result)).toMatchObject({ kind: 'row', table: 'message_events' })
    ids.add(String(one.event.id))
    const bare = JSON.stringify({ ...one.event, data: { ...(one.event.data as Json), text: undefined } })
    for (const secret of Object.values(SECRET)) expect(bare).not.toContain(secret)
    if (result.kind === 'row') expect(result.row).toHaveLength(TABLES.message_events.length)
  }
  expect(ids.size).toBe(found.filter((one) => 'event' in one).length)
  return found
}

/** An event as 'time role account kind text'; other lines as their reason. */
export function short(one: Read): string {
  if (!('event' in one)) return Object.values(one).join()
  const { time, data } = one.event as {
    time: string
    data: Record<string, string> & { author: { role: string } }
  }
  const words = [time.slice(11, -1), data.author.role, data.account, data.kind, data.text]
  return words.filter((word) => word !== undefined).join(' ')
}

export const shorts = async (messages: unknown[], more: Json = {}) =>
  (await readFile(chatOf(messages, more))).map(short).map((one) => one.replace(/^[\d:.]+ /, ''))
