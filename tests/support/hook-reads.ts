/** What kinds of hooks make of a request, as the door would take it. */
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { decodeValue } from '#pipelines/decode.ts'
import type { HookKind, HookOptions, HookRead, HookRequest } from '#pipelines/hooks/hook.ts'
import { parseBody } from '#pipelines/hooks/parse-body.ts'

export const RECEIVED_AT = Date.UTC(2026, 10, 29, 12)

export const OPTIONS: HookOptions = {
  connection: 'uyut',
  pseudonym: (kind, key) => createHash('sha256').update(`${kind}\0${key}`).digest('base64url').slice(0, 22),
  timezone: 'Europe/Moscow',
  received_at: RECEIVED_AT,
}

/** Of guests: nothing of it may come out but in the text of a message. */
export const SECRET = {
  name: 'Зинаида Сентинелова',
  phone: '+79210001122',
  digits: '79210001122',
  email: 'zina@secret.example',
  words: 'тайный код 4512',
}

const CONTEXT = { received_at: RECEIVED_AT, origin: 'hook:1', zones: new Set(['Europe/Moscow']) }

export function decoded(event: Record<string, unknown>) {
  return decodeValue(event, CONTEXT)
}

interface HookEvent {
  id: string
  source: string
  type: string
  time: string
  data: Record<string, unknown>
}

/** What is to be read of an event without the words of its message. */
export function withoutText(read: HookRead): string {
  return JSON.stringify(read, (name, value: unknown) => (name === 'text' ? undefined : value))
}

export async function requestOf(
  body: unknown,
  more: Partial<HookRequest> & { type?: string } = {},
): Promise<HookRequest> {
  const raw = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const { type = 'application/json', ...rest } = more
  return { ...{ headers: {}, query: new URLSearchParams(), raw, body: await parseBody(raw, type) }, ...rest }
}

/** Every event must be one that the door takes, be the same when it is sent again, and hold nothing that is a guest's. */
export async function readHook(
  kind: HookKind,
  body: unknown,
  { type, options = OPTIONS }: { type?: string; options?: HookOptions } = {},
): Promise<HookRead[]> {
  const request = await requestOf(body, type === undefined ? {} : { type })
  const reads = kind.read(request, options)
  expect(kind.read(request, options)).toEqual(reads)
  for (const read of reads) {
    if ('event' in read) {
      const result = decoded(read.event)
      expect(result.kind === 'dead' ? result.letter.detail : result.kind).toBe('row')
    }
    for (const secret of Object.values(SECRET)) expect(withoutText(read)).not.toContain(secret)
  }
  return reads
}

export function eventsOf(reads: readonly HookRead[]): HookEvent[] {
  return reads.flatMap((read) => ('event' in read ? [read.event as unknown as HookEvent] : []))
}

/** `application/x-www-form-urlencoded` of names that have brackets already. */
export function form(fields: Record<string, string>): string {
  return new URLSearchParams(fields).toString()
}

export const FORM = 'application/x-www-form-urlencoded'
