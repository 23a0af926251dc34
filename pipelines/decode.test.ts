import { describe, expect, test } from 'vitest'
import { decode, decodeValue, type DecodeResult, MAX_RECORD_BYTES } from './decode.ts'
import { TABLES } from './events/index.ts'
import { RECEIVED_AT, sampleEvent, SAMPLE_TYPES } from '#tests/support/sample-events.ts'
import { amount } from '#tests/support/amount.ts'

const context = { received_at: RECEIVED_AT, origin: 'test:1', zones: new Set(['Europe/Moscow', 'Mars/Base']) }

function resultOf(event: unknown): DecodeResult {
  return decode(JSON.stringify(event), context)
}

/** `reason: detail` of a dead event. */
function dead(result: DecodeResult): string {
  return result.kind === 'dead' ? `${result.letter.reason}: ${result.letter.detail}` : result.kind
}

function withEnvelope(change: Record<string, unknown>): string {
  return dead(resultOf({ ...sampleEvent('mark'), ...change }))
}

describe('three results', () => {
  test.each(SAMPLE_TYPES)('a %s becomes a row of its table', (type) => {
    const result = resultOf(sampleEvent(type))
    expect(result).toMatchObject({ kind: 'row', type: `butler.${type}.v1` })
    if (result.kind === 'row') expect(result.row).toHaveLength(TABLES[result.table].length)
  })

  test('bytes, a string and a parsed value have the same result', () => {
    const event = sampleEvent('message')
    const result = decode(JSON.stringify(event), context)
    expect(decode(Buffer.from(JSON.stringify(event)), context)).toEqual(result)
    expect(decode(new TextEncoder().encode(`  ${JSON.stringify(event)}\r\n`), context)).toEqual(result)
    expect(decodeValue(event, context)).toEqual(result)
  })

  test.each(['', ' ', '\r\n', '\t', '\uFEFF', '\uFEFF \n'])('a blank line %j is dropped', (line) => {
    expect(decode(line, context)).toEqual({ kind: 'drop', reason: 'blank line' })
    expect(decode(Buffer.from(line), context).kind).toBe('drop')
  })

  test('keys are the ids that the event is about', () => {
    const result = resultOf(sampleEvent('message', { stay_id: null, guest_id: undefined }))
    expect(result).toMatchObject({
      keys: { conversation_id: 'c-1', property_id: 'nevsky-24-7', listing_id: 'avito-77' },
    })
  })

  test('a byte order mark is stripped, unknown members are ignored, the last of a repeated member counts', () => {
    const event = sampleEvent('mark', { mood: 'good', nested: { text: [1] } })
    const json = `\uFEFF${JSON.stringify(event)}`.replace('"id":"e-1"', '"id":"e-0","id":"e-1"')
    expect(decode(Buffer.from(json), context)).toMatchObject({ kind: 'row' })
  })
})

describe('records', () => {
  test.each([
    ['not JSON', '{"a":'],
    ['a NUL', '{"a":"\0"}'],
    ['half a megabyte of brackets', '['.repeat(500_000)],
    ['two records', '{} {}'],
    ['NaN', '{"a":NaN}'],
  ])('%s is malformed', (_, record) => {
    expect(dead(decode(record, context))).toMatch(/^malformed_json: the record is not JSON; send/)
  })

  test('invalid UTF-8 is malformed, even in a place that nobody reads', () => {
    const bytes = Buffer.from(JSON.stringify(sampleEvent('mark', { x: 'Ä' })), 'latin1')
    expect(dead(decode(bytes, context))).toMatch(/^malformed_json: the record is not UTF-8; send/)
  })

  test('1 MiB is taken, a byte more is not', () => {
    const event = JSON.stringify(sampleEvent('mark', { x: '' }))
    const full = event.replace('"x":""', `"x":"${'ы'.repeat((MAX_RECORD_BYTES - event.length) / 2)}"`)
    const exact = full + ' '.repeat(MAX_RECORD_BYTES - Buffer.byteLength(full))
    expect(decode(exact, context).kind).toBe('row')
    expect(decode(Buffer.from(exact), context).kind).toBe('row')
    expect(dead(decode(`${exact} `, context))).toMatch(/^oversize: the record is over 1 MiB; send/)
    expect(dead(decode(Buffer.from(`${exact} `), context))).toMatch(/^oversize/)
    expect(dead(decodeValue(sampleEvent('mark', { x: 'ы'.repeat(MAX_RECORD_BYTES / 2) }), context))).toMatch(
      /^oversize/,
    )
  })

  // ten thousand are beyond any stack
  const DEEP = amount(15_000, 400_000)
  test('deep nesting in what is ignored does no harm', () => {
    const deep = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`
    const json = JSON.stringify(sampleEvent('mark', { x: 0 })).replace('"x":0', `"x":${deep}`)
    expect(decode(json, context).kind).toBe('row')
    expect(decodeValue(JSON.parse(json), context).kind).toBe('row')
    expect(dead(decodeValue(JSON.parse(deep), context))).toMatch(/^envelope/)
  })

  test.each([[[]], ['words'], [12], [true], [null], [{}]])('%j is no event', (value) => {
    expect(dead(resultOf(value))).toMatch(/^envelope: /)
    expect(dead(decodeValue(value, context))).toMatch(/^envelope: /)
  })

  test('__proto__ is a member like others', () => {
    const json = JSON.stringify(sampleEvent('message')).replace(
      '"data":{',
      '"data":{"__proto__":{"channel":"vk"},',
    )
    expect(decode(json, context)).toMatchObject({ kind: 'row' })
    const only = JSON.stringify({ ...sampleEvent('mark'), data: 0 }).replace(
      '"data":0',
      '"__proto__":{"data":{}}',
    )
    expect(dead(decode(only, context))).toMatch(/^envelope: data is missing/)
    expect(withEnvelope({ type: '__proto__' })).toMatch(/^unknown_type/)
    expect(withEnvelope({ type: 'constructor' })).toMatch(/^unknown_type/)
  })
})

describe('envelope', () => {
  test.each([
    ['specversion', undefined, 'is missing'],
    ['specversion', '0.3', 'is another'],
    ['specversion', 1, 'is another'],
    ['id', undefined, 'is missing'],
    ['id', null, 'is missing'],
    ['id', 7, 'is no string'],
    ['id', '', 'is empty'],
    ['id', 'x'.repeat(129), 'is longer than 128 characters'],
    ['id', 'a\u0000b', 'holds a control character'],
    ['id', 'a\u0085b', 'holds a control character'],
    ['id', 'a\ud800b', 'holds half of a character'],
    ['source', undefined, 'is missing'],
    ['source', '', 'is empty'],
    ['source', 'a\nb', 'holds a control character'],
    ['type', undefined, 'is missing'],
    ['type', ['butler.mark.v1'], 'is no string'],
    ['time', undefined, 'is missing'],
    ['time', 1_759_446_847, 'is no string'],
    ['data', undefined, 'is missing'],
    ['data', null, 'is missing'],
    ['data', [], 'is no object'],
    ['data', '{}', 'is no object'],
  ])('%s of %j %s', (member, value, wrong) => {
    const detail = withEnvelope({ [member]: value })
    expect(detail.startsWith(`envelope: ${member} ${wrong}`)).toBe(true)
    expect(detail).toContain('; send ')
  })

  test('128 units are an id, emoji count two', () => {
    expect(withEnvelope({ id: '🔑'.repeat(64) })).toBe('row')
    expect(withEnvelope({ id: '🔑'.repeat(65) })).toMatch(/^envelope: id is longer/)
  })

  test.each(['butler.mark.v2', 'butler.mark', 'BUTLER.MARK.V1', ''])('type %j is unknown', (type) => {
    expect(withEnvelope({ type })).toMatch(
      /^unknown_type: type is not known here; send one of butler\.message\.v1, /,
    )
  })
})

describe('time', () => {
  test.each([
    ['2026-10-03T02:14:07Z', '2026-10-03 02:14:07.000'],
    ['2026-10-03T02:14:07.1Z', '2026-10-03 02:14:07.100'],
    ['2026-10-03T02:14:07.1239999+05:45', '2026-10-02 20:29:07.123'],
    ['2026-10-03T02:14:07-00:00', '2026-10-03 02:14:07.000'],
    ['2024-02-29T00:00:00-12:00', '2024-02-29 12:00:00.000'],
    ['2000-01-01T00:00:00Z', '2000-01-01 00:00:00.000'],
    ['2026-10-04T12:00:00Z', '2026-10-04 12:00:00.000'],
  ])('%s is %s', (time, at) => {
    expect(resultOf({ ...sampleEvent('mark'), time })).toMatchObject({
      row: expect.arrayContaining([at]) as unknown,
    })
  })

  test.each([
    '2026-10-03t02:14:07Z',
    '2026-10-03T02:14:07z',
    '2026-10-03 02:14:07Z',
    '2026-10-03T02:14:07',
    '2026-10-03T02:14Z',
    '2026-10-03',
    '2025-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-10-03T24:00:00Z',
    '2026-10-03T23:59:60Z',
    '2026-10-03T02:14:07.Z',
    '2026-10-03T02:14:07,5Z',
    '2026-10-03T02:14:07+0300',
    '2026-10-03T02:14:07+24:00',
    '2026-10-03T02:14:07+03:60',
    ' 2026-10-03T02:14:07Z',
    '+002026-10-03T02:14:07Z',
    'yesterday',
    '',
  ])('%j is no time', (time) => {
    expect(withEnvelope({ time })).toMatch(/^envelope: time is not a time as RFC 3339 writes it; send/)
  })

  test.each([
    ['1999-12-31T23:59:59.999Z', 'before 2000'],
    ['2000-01-01T00:00:00+00:01', 'before 2000'],
    ['2026-10-04T12:00:00.001Z', 'more than 24 hours'],
  ])('%s is %s', (time, wrong) => {
    expect(withEnvelope({ time })).toMatch(/^time_out_of_bounds: time is .*; send/)
    expect(withEnvelope({ time })).toContain(wrong)
  })
})
