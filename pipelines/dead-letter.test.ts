import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  bytesOf,
  COLUMNS,
  deadLetter,
  type DeadLetter,
  REASONS,
  replayable,
  toRow,
  whatToSend,
} from './dead-letter.ts'
import { decode, decodeValue } from './decode.ts'
import { RECEIVED_AT, sampleEvent } from '#tests/support/sample-events.ts'

const context = { received_at: RECEIVED_AT, origin: 'butler.messages/3/42', zones: new Set<string>() }
const LIMIT = 256 * 1024

function letterOf(record: Uint8Array | string, origin = context.origin): DeadLetter {
  return deadLetter(record, { reason: 'schema', detail: 'data is missing', origin, received_at: RECEIVED_AT })
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

describe('the row', () => {
  test('has every column', () => {
    const record = '{ "a" : 1.0 }'
    const row = Object.fromEntries(COLUMNS.map((column, i) => [column, toRow(letterOf(record))[i]]))
    expect(row).toEqual({
      letter_id: sha256(`butler.messages/3/42\0${record}`).slice(0, 32),
      import_id: 0,
      received_at: '2026-10-03 12:00:00.000',
      reason: 'schema',
      detail: 'data is missing',
      origin: 'butler.messages/3/42',
      bytes: record,
      is_base64: false,
      is_json: true,
      length: 13,
      sha256: sha256(record),
      status: 'new',
      replayed_at: null,
      version: 1,
    })
  })

  test('a redelivery is the same letter, another place is another', () => {
    expect(letterOf('x').letter_id).toBe(letterOf(Buffer.from('x')).letter_id)
    expect(letterOf('x').letter_id).not.toBe(letterOf('x', 'elsewhere').letter_id)
  })

  test('decode makes it, from bytes and from values', () => {
    const event = sampleEvent('mark', { mark: 'seen' })
    const json = JSON.stringify(event)
    const result = decode(json, context)
    expect(result).toMatchObject({
      kind: 'dead',
      letter: { reason: 'schema', origin: context.origin, bytes: json },
    })
    expect(decodeValue(event, context)).toEqual(result)
  })
})

describe('bytes', () => {
  test('without a text stay as they came', () => {
    for (const record of [
      '{"a":1.0,  "a":2e400}',
      '\uFEFF{"text ":"context"}',
      '[["text"]]',
      '"text"',
      '{"a":"\\u0041"}',
    ]) {
      expect(letterOf(record)).toMatchObject({ bytes: record, is_json: true, is_base64: false })
    }
  })

  test('that are no JSON stay as they came', () => {
    const record = '{"text":"secret"'
    expect(letterOf(record)).toMatchObject({ bytes: record, is_json: false, is_base64: false })
    expect(letterOf('a\0b')).toMatchObject({ bytes: 'a\0b', is_json: false })
  })

  test('that are no UTF-8 are kept in base64', () => {
    const record = Buffer.from([0x7b, 0xff, 0x7d])
    const letter = letterOf(record)
    expect(letter).toMatchObject({
      bytes: 'e/99',
      is_base64: true,
      is_json: false,
      length: 3,
      sha256: sha256(record),
    })
    expect(bytesOf(letter)).toEqual(record)
    expect(replayable(letter)).toBe(true)
  })

  test('half a character in a string is kept as a replacement character', () => {
    expect(letterOf('{"a":"\ud800"}').bytes).toBe('{"a":"\ufffd"}')
  })

  test.each([
    ['{"text":"Спасибо!"}', '{"needs_reply":false,"holding":false,"language":"ru","topic":"other"}'],
    [
      '{"data":{"text":"There is no wifi","id":1.0}}',
      '{"data":{"id":1.0,"needs_reply":true,"holding":false,"language":"en","topic":"wifi"}}',
    ],
    [
      '{"text":"Минутку","topic":"x","holding":null}',
      '{"topic":"x","holding":null,"needs_reply":true,"holding":true,"language":"ru"}',
    ],
    [
      '{"needs_reply":false,"holding":false,"text":"a","language":"ru","topic":"x"}',
      '{"needs_reply":false,"holding":false,"language":"ru","topic":"x"}',
    ],
    ['{"text":null}', '{}'],
    ['{"text":{"text":"a","b":[1,"]"]},"c":3}', '{"c":3}'],
    ['{"text":"где","text":7}', '{}'],
    ['{"text":""}', '{"needs_reply":true,"holding":false}'],
    ['[{"text":"ok"},[{"\\u0074ext":"ok"}]]', null],
    ['{"a":{"text":"secret"},"a":{}}', null],
    ['{"text":"a \\"quoted\\" {secret} \\\\","x":"\\\\"}', null],
  ])('%s has its texts replaced', (record, replaced) => {
    const { bytes, length } = letterOf(record)
    if (replaced !== null) expect(bytes).toBe(replaced)
    expect(() => JSON.parse(bytes) as unknown).not.toThrow()
    expect(bytes).not.toMatch(/text|secret/)
    expect(length).toBe(Buffer.byteLength(record))
  })

  test('a replay gives what the text would have given', () => {
    const message = { holding: null, needs_reply: null, language: null, topic: null }
    for (const text of ['Спасибо', 'Где ключи?', 'Минутку', '👍', '', 'Dónde está']) {
      for (const role of ['guest', 'manager', 'bot']) {
        const event = sampleEvent('message', { ...message, author: { role }, text })
        const direct = decode(JSON.stringify(event), context)
        const replayed = decode(letterOf(JSON.stringify(event)).bytes, context)
        if (direct.kind !== 'row' || replayed.kind !== 'row') throw new Error('both are rows')
        // the columns before canonical
        expect(replayed.row.slice(0, 19)).toEqual(direct.row.slice(0, 19))
      }
    }
  })
})

describe('over 256 KiB', () => {
  test('the first 256 KiB, the length and the hash are kept', () => {
    const record = `{"a":"${'x'.repeat(LIMIT)}"}`
    const letter = letterOf(record)
    expect(letter).toMatchObject({
      bytes: record.slice(0, LIMIT),
      length: LIMIT + 8,
      sha256: sha256(record),
      is_json: true,
    })
    expect(replayable(letter)).toBe(false)
  })

  test('a character is not cut in two', () => {
    const letter = letterOf(`{"a":"x${'ы'.repeat(LIMIT)}"}`)
    expect(Buffer.byteLength(letter.bytes)).toBe(LIMIT - 1)
    expect(letter.bytes.endsWith('ы')).toBe(true)
    const base64 = letterOf(Buffer.alloc(LIMIT + 1, 0xff))
    expect(bytesOf(base64)).toHaveLength(LIMIT)
    expect(replayable(base64)).toBe(false)
  })

  test('the text is taken out first', () => {
    const long = `{"text":"secret ${'x'.repeat(LIMIT)}","a":"${'y'.repeat(LIMIT)}"}`
    expect(letterOf(long).bytes).not.toContain('secret')
    expect(replayable(letterOf(long))).toBe(false)
    const whole = letterOf(`{"text":"secret ${'x'.repeat(LIMIT)}","a":1}`)
    expect(whole.bytes).toBe('{"a":1,"needs_reply":true,"holding":false,"topic":"other"}')
    expect(replayable(whole)).toBe(true)
  })

  test('exactly 256 KiB is whole', () => {
    expect(replayable(letterOf(`"${'x'.repeat(LIMIT - 2)}"`))).toBe(true)
    expect(replayable(letterOf(`"${'x'.repeat(LIMIT - 1)}"`))).toBe(false)
  })
})

test('every reason says what to send instead', () => {
  for (const reason of REASONS) expect(whatToSend(reason)).toMatch(/^[A-Z].*\.$/)
})
