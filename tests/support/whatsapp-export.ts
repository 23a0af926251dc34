/** Chats as phones export them, and what the reader makes of them. */
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { decode } from '#pipelines/decode.ts'
import type { Read, ReaderOptions } from '#pipelines/readers/reader.ts'
import { whatsapp } from '#pipelines/readers/whatsapp.ts'
import { chunked } from './telegram-export.ts'

export const GUEST = 'Зинаида Тайная'
export const US = 'Уют СПб'
export const OPTIONS: ReaderOptions = {
  connection: 'uyut',
  // stands for a keyed hash, and can be read
  pseudonym: (kind, key) => `${kind}(${key})`,
  timezone: 'Europe/Moscow',
  file_name: `Чат WhatsApp с\u00a0контактом ${GUEST}.txt`,
}
/** The same for hashes that can't be read. */
export const HASHED: ReaderOptions = {
  ...OPTIONS,
  pseudonym: (kind, key) => createHash('sha256').update(`${kind}\0${key}`).digest('base64url').slice(0, 22),
}

/** 2026-11-13 21:10:00 of the local clock, milliseconds as if it were UTC. */
export const EVENING = Date.UTC(2026, 10, 13, 21, 10)

export type What = 'text' | 'media' | 'photo' | 'voice' | 'deleted' | 'missed' | 'notice'
export interface Line {
  by: string
  /** seconds after EVENING */
  at: number
  what: What
  text?: string
}

/** What a phone writes. */
export interface Phone {
  file_name: (title: string) => string
  head: (local: Date) => string
  line_end: string
  words: Record<Exclude<What, 'text'>, string>
  /** Whether notices and missed calls have an author. */
  is_iphone: boolean
}

const two = (n: number) => String(n).padStart(2, '0')
const date = (at: Date, order: string, separator: string) =>
  order
    .split('')
    .map((part) =>
      part === 'y' ? at.getUTCFullYear() : two(part === 'd' ? at.getUTCDate() : at.getUTCMonth() + 1),
    )
    .join(separator)
const clock = (at: Date) => at.toISOString().slice(11, 16)
const LRM = '\u200e'

export const PHONES = {
  russian_android: {
    file_name: (title) => `Чат WhatsApp с\u00a0контактом ${title}.txt`,
    head: (at) => `${date(at, 'dmy', '.')}, ${clock(at)} - `,
    line_end: '\n',
    words: {
      media: '<Без медиафайлов>',
      photo: `${LRM}IMG-20261113-WA0001.jpg (файл добавлен)`,
      voice: `${LRM}PTT-20261113-WA0002.opus (файл добавлен)`,
      deleted: 'Данное сообщение удалено',
      missed: 'Пропущенный аудиозвонок',
      notice: `${LRM}Сообщения и звонки защищены сквозным шифрованием. Подробнее: нажмите.`,
    },
    is_iphone: false,
  },
  russian_iphone: {
    file_name: (title) => `WhatsApp Chat - ${title}.txt`,
    head: (at) => `[${date(at, 'dmy', '.')}, ${at.toISOString().slice(11, 19)}] `,
    line_end: '\r\n',
    words: {
      media: `${LRM}изображение отсутствует`,
      photo: `${LRM}<прикреплено: 00000012-PHOTO-2026-11-13-21-10-00.jpg>`,
      voice: `${LRM}аудиофайл отсутствует`,
      deleted: `${LRM}Данное сообщение удалено.`,
      missed: `${LRM}Пропущенный аудиозвонок`,
      notice: `${LRM}Сообщения и звонки защищены сквозным шифрованием. Их не могут прочитать другие.`,
    },
    is_iphone: true,
  },
  english: {
    file_name: (title) => `WhatsApp Chat with ${title}.txt`,
    head: (at) => {
      const hours = at.getUTCHours()
      const half = `${hours % 12 || 12}:${two(at.getUTCMinutes())}\u202f${hours < 12 ? 'AM' : 'PM'}`
      return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear() % 100}, ${half} - `
    },
    line_end: '\n',
    words: {
      media: '<Media omitted>',
      photo: 'IMG-20261113-WA0001.jpg (file attached)',
      voice: 'PTT-20261113-WA0002.opus (file attached)',
      deleted: 'This message was deleted',
      missed: 'Missed voice call',
      notice: 'Messages and calls are end-to-end encrypted. Tap to learn more.',
    },
    is_iphone: false,
  },
  german: {
    file_name: (title) => `WhatsApp Chat mit ${title}.txt`,
    head: (at) => `${LRM}[${date(at, 'dmy', '.')}, ${at.toISOString().slice(11, 19)}] `,
    line_end: '\r\n',
    words: {
      media: `${LRM}Bild weggelassen`,
      photo: `${LRM}<Anhang: 00000012-PHOTO-2026-11-13-21-10-00.jpg>`,
      voice: `${LRM}Audio weggelassen`,
      deleted: `${LRM}Diese Nachricht wurde gelöscht.`,
      missed: `${LRM}Verpasster Sprachanruf`,
      notice: `${LRM}Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.`,
    },
    is_iphone: true,
  },
} satisfies Record<string, Phone>

/** The text of an export. */
export function written(phone: Phone, lines: readonly Line[]): string {
  return lines
    .map(({ by, at, what, text }) => {
      const is_nobody = !phone.is_iphone && (what === 'notice' || what === 'missed')
      const words = what === 'text' ? '' : phone.words[what]
      const body = [words, text ?? ''].filter((one) => one !== '').join(phone.line_end)
      return `${phone.head(new Date(EVENING + at * 1000))}${is_nobody ? '' : `${by}: `}${body}${phone.line_end}`
    })
    .join('')
}

export async function readBytes(
  bytes: string | Uint8Array,
  options: ReaderOptions = OPTIONS,
  sizes: readonly number[] = [65_536],
): Promise<Read[]> {
  const found: Read[] = []
  for await (const one of whatsapp.read(chunked(Buffer.from(bytes), sizes), options)) found.push(one)
  return found
}

/** What a file gives, and that the door takes all of it under ids of their own. */
export async function readTaken(bytes: string | Uint8Array, options: ReaderOptions = OPTIONS) {
  const found = await readBytes(bytes, options)
  const context = { received_at: Date.UTC(2026, 11, 29), origin: 'test:1', zones: new Set<string>() }
  const ids = new Set<string>()
  for (const one of found) {
    if (!('event' in one)) continue
    const result = decode(JSON.stringify(one.event), context)
    expect(result, JSON.stringify(result)).toMatchObject({ kind: 'row', table: 'message_events' })
    ids.add(String(one.event.id))
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

export const idsOf = (reads: readonly Read[]) =>
  reads.flatMap((one) => ('event' in one ? [`${String(one.event.id)} at ${String(one.event.time)}`] : []))

/** Lines without their times. */
export const shorts = (reads: readonly Read[]) => reads.map(short).map((one) => one.replace(/^[\d:.]+ /, ''))

/** Lines of one minute, and of one second. */
export const android = (...lines: string[]) => lines.map((one) => `13.11.2026, 21:10 - ${one}\n`).join('')
export const iphone = (...lines: string[]) => lines.map((one) => `[13.11.2026, 21:10:15] ${one}\r\n`).join('')
