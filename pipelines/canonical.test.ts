import { describe, expect, test } from 'vitest'
import { compareUtf8, shortHash } from './canonical.ts'
import { decode } from './decode.ts'
import { TABLES } from './events/index.ts'
import { eventOf, RECEIVED_AT, sampleEvent, SAMPLE_TYPES } from '#tests/support/sample-events.ts'

const context = { received_at: RECEIVED_AT, origin: 'test:1', zones: new Set(['Europe/Moscow']) }

function canonical(event: object): string {
  const result = decode(JSON.stringify(event), context)
  if (result.kind !== 'row') throw new Error(`the result is ${result.kind}`)
  return String(result.row[TABLES[result.table].findIndex((column) => column === 'canonical')])
}

const bare = { conversation_id: 'c', channel: 'vk', author: { role: 'guest' } }

/** What an independent reading of the contract makes of it: sorted, without nulls. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([, member]) => member !== null)
  members.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]))
}

describe('canonical', () => {
  test.each(SAMPLE_TYPES)('%s: what is known stands as it was told, sorted', (type) => {
    const event = sampleEvent(type)
    expect(canonical(event)).toBe(JSON.stringify(plain({ data: event.data, time: event.time })))
  })

  test('order, white space and nulls do not matter', () => {
    const event = eventOf('message', {
      author: { role: 'guest' },
      topic: null,
      channel: 'vk',
      conversation_id: 'c',
    })
    const row = canonical(event)
    expect(row).toBe(
      '{"data":{"author":{"role":"guest"},"channel":"vk","conversation_id":"c"},"time":"2026-10-03T02:14:07.120+03:00"}',
    )
    expect(canonical(eventOf('message', bare))).toBe(row)
  })

  test('unknown members stand as four hex digits in their place, nulls not at all', () => {
    const row = canonical(
      eventOf('message', { ...bare, author: { role: 'guest', name: 'Ivan' }, budget: 5, z: null }),
    )
    expect(row).toMatch(
      /^\{"data":\{"author":\{"name":"[0-9a-f]{4}","role":"guest"\},"budget":"[0-9a-f]{4}","channel"/,
    )
    expect(row).not.toContain('Ivan')
    expect(row).not.toContain('"z"')
  })

  test('a name that may be words is a hash too', () => {
    const row = canonical(eventOf('message', { ...bare, 'Ivan says': 1, гость: 2 }))
    expect(row).not.toMatch(/Ivan|гость/)
  })

  test('texts are left out wherever they stand; what they gave follows', () => {
    const row = canonical(eventOf('message', { ...bare, text: 'Спасибо!', reply_to: { text: 'a', id: 1 } }))
    const other = canonical(eventOf('message', { ...bare, text: 'спасибо', reply_to: { text: 'b', id: 1 } }))
    expect(row).toBe(other)
    expect(row.split('\n')[1]).toBe('{"language":"ru","needs_reply":false,"topic":"other"}')
    expect(canonical(eventOf('message', { ...bare, text: null }))).not.toContain('\n')
    expect(
      canonical(eventOf('message', { ...bare, author: { role: 'bot', text: 'x' }, text: 'y' })),
    ).not.toContain('text')
  })

  test('contents that differ are told apart', () => {
    const rows = [
      {},
      { topic: 'wifi' },
      { mood: 1 },
      { mood: 2 },
      { mood: [1] },
      { text: 'ок' },
      { text: 'где' },
    ]
    expect(new Set(rows.map((more) => canonical(eventOf('message', { ...bare, ...more })))).size).toBe(
      rows.length,
    )
  })

  test('deep members are hashed as far as 64 levels', () => {
    const nest = (depth: number, inside: unknown): unknown =>
      depth === 0 ? inside : [nest(depth - 1, inside)]
    expect(shortHash(nest(10, 1))).not.toBe(shortHash(nest(10, 2)))
    expect(shortHash(nest(100, 1))).toBe(shortHash(nest(100, 2)))
  })

  test('strings are ordered as their UTF-8 bytes', () => {
    const names = ['', 'a', 'aa', 'b', 'é', 'я', '\uffff', '\u{10000}', '🔑', 'Z', '\ue000a', '\u{10ffff}']
    for (const a of names) {
      for (const b of names) {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }
    }
  })
})
