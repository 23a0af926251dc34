import { describe, expect, test } from 'vitest'
import { decode } from '../decode.ts'
import { RECEIVED_AT, sampleEvent, type SampleType, SAMPLE_TYPES } from '#tests/support/sample-events.ts'

const context = { received_at: RECEIVED_AT, origin: 'test:1', zones: new Set(['Europe/Moscow', 'Mars/Base']) }

/** `reason: detail` of an event with changed data, or 'row'. */
function told(type: SampleType, change: Record<string, unknown>): string {
  return resultOf(JSON.stringify(sampleEvent(type, change)))
}

function resultOf(json: string): string {
  const result = decode(json, context)
  return result.kind === 'dead' ? `${result.letter.reason}: ${result.letter.detail}` : result.kind
}

describe('members', () => {
  const required: Record<SampleType, string[]> = {
    message: ['conversation_id', 'channel', 'author'],
    mark: ['conversation_id', 'mark'],
    incident: ['incident_id', 'property_id', 'action', 'category'],
    review: ['review_id', 'property_id', 'platform', 'rating', 'scale'],
    shift: ['shift_id', 'manager_id', 'action', 'planned_start', 'planned_end'],
    stay: ['stay_id', 'property_id', 'status', 'check_in', 'check_out'],
    note: ['note_id', 'about', 'text', 'author', 'show_owner'],
    property: ['property_id', 'name'],
    owner: ['owner_id', 'name'],
    manager: ['manager_id', 'name', 'role'],
    account: ['channel', 'account', 'is'],
    chat: ['conversation_id'],
    policy: ['policy_id', 'valid_from', 'answer_within_s', 'night_from', 'night_to', 'resolve_within_s'],
    source: ['source_id', 'name', 'reports'],
  }

  test.each(SAMPLE_TYPES)('%s: each member may be absent, null or wrong as the contract says', (type) => {
    for (const member of Object.keys(sampleEvent(type).data)) {
      const isRequired = required[type].includes(member)
      for (const absent of [undefined, null]) {
        const result = told(type, { [member]: absent })
        if (isRequired) expect(result).toMatch(new RegExp(`^schema: data\\.${member} is missing; `))
        else expect(result).toBe('row')
      }
      for (const wrong of [{ a: 1 }, [{}], [[]]]) {
        if (member === 'parts' || member === 'resolve_within_by_category') continue
        expect(told(type, { [member]: wrong })).toMatch(new RegExp(`^schema: data\\.${member}`))
      }
      if (typeof sampleEvent(type).data[member] === 'string') {
        expect(told(type, { [member]: 7 })).toMatch(new RegExp(`^schema: data\\.${member} is a number`))
      }
    }
  })

  test.each<[SampleType, Record<string, unknown>, string]>([
    ['message', { conversation_id: '' }, 'data.conversation_id is empty'],
    ['message', { conversation_id: 'a\tb' }, 'data.conversation_id holds a control character'],
    ['message', { guest_id: 'a\udc00' }, 'data.guest_id holds half of a character'],
    ['message', { channel: 'Telegram' }, 'data.channel is not a lower-case word'],
    ['message', { channel: 'x'.repeat(33) }, 'data.channel is not a lower-case word'],
    [
      'message',
      { author: { role: 'robot' } },
      'data.author.role is not one that is taken; send one of guest, ',
    ],
    ['message', { author: { role: 'guest', id: '' } }, 'data.author.id is empty'],
    ['message', { author: {} }, 'data.author.role is missing'],
    ['message', { delivered: 'no' }, 'data.delivered is not one that is taken; send true or false'],
    ['message', { handoff: 1, author: { role: 'guest' } }, 'data.handoff is a number'],
    ['message', { language: 'ru_RU' }, 'data.language is not a language tag'],
    ['message', { text: 'ы'.repeat(8193) }, 'data.text is longer than 16384 bytes'],
    ['message', { text: ['words'] }, 'data.text is a list'],
    ['mark', { mark: 'seen' }, 'data.mark is not one that is taken'],
    ['mark', { message: { id: 'e' } }, 'data.message.source is missing'],
    ['incident', { action: 'closed' }, 'data.action is not one that is taken'],
    ['incident', { reported_at: '2026-10-03T02:14:07.121+03:00' }, 'data.reported_at is after time'],
    ['incident', { reported_at: '1899-12-31T00:00:00Z' }, 'data.reported_at is before 1900'],
    ['review', { rating: 0.5 }, 'data.rating is outside worst to scale'],
    ['review', { rating: 10.1 }, 'data.rating is outside worst to scale'],
    ['review', { rating: 0, worst: null }, 'data.rating is outside worst to scale'],
    ['review', { scale: 1 }, 'data.scale is not above worst'],
    ['review', { parts: { communication: 11 } }, 'data.parts.* is outside worst to scale'],
    ['review', { parts: { communication: '5' } }, 'data.parts.* is not one that is taken'],
    ['review', { parts: { 'Ivan\nIvanov': 5 } }, 'data.parts.* has a name that holds a control character'],
    ['shift', { planned_end: '2026-10-03T22:00:00+03:00' }, 'data.planned_end is not after planned_start'],
    ['shift', { action: 'started', planned_end: '2026-10-03T19:00:00Z' }, 'data.planned_end is not after'],
    ['shift', { languages: ['ru', 'x y'] }, 'data.languages[1] is not a language tag'],
    ['shift', { property_ids: [null] }, 'data.property_ids[0] is missing'],
    ['stay', { check_out: '2026-10-02' }, 'data.check_out has a date before that of check_in'],
    [
      'stay',
      { check_in: '2026-10-03T00:30:00+03:00', check_out: '2026-10-02T23:00:00Z' },
      'data.check_out has a date',
    ],
    ['stay', { check_in: '2026-02-30' }, 'data.check_in is neither a time of RFC 3339'],
    ['stay', { check_in: '2026-10-03T14:00:00' }, 'data.check_in is neither a time'],
    ['stay', { check_out: '2300-01-01' }, 'data.check_out is before 1900 or after 2299'],
    [
      'stay',
      { guests: 65_536 },
      'data.guests is a number that is not taken; send a whole number from 0 to 65535',
    ],
    ['stay', { guests: -1 }, 'data.guests is a number'],
    ['stay', { guests: 2.5 }, 'data.guests is a number'],
    ['stay', { amount: { value: 5 } }, 'data.amount.currency is missing'],
    ['note', { about: {} }, 'data.about does not name one thing'],
    ['note', { about: { night: '2026-10-02', report: 'r' } }, 'data.about does not name one thing'],
    ['note', { about: { night: '2026-10-32' } }, 'data.about.night is not a date'],
    ['note', { text: 'x'.repeat(601) }, 'data.text is longer than 600 characters'],
    ['note', { text: 'a\ud800' }, 'data.text holds half of a character'],
    ['note', { author: { role: 'guest', id: 'g' } }, 'data.author.role is not one that is taken'],
    ['note', { author: { role: 'manager' } }, 'data.author.id is missing'],
    ['property', { timezone: 'Europe/Petersburg' }, 'data.timezone is not a time zone'],
    ['property', { timezone: 'Mars/Base' }, 'data.timezone is not a time zone'],
    ['property', { timezone: 'Europe/Berlin' }, 'data.timezone is not a time zone'],
    ['property', { check_in_at: '24:00' }, 'data.check_in_at is not a time of day'],
    ['property', { check_in_at: '9:00' }, 'data.check_in_at is not a time of day'],
    ['property', { managed_from: '01.02.2026' }, 'data.managed_from is not a date'],
    ['property', { name: '\udfff' }, 'data.name holds half of a character'],
    ['owner', { email: 'olga' }, 'data.email is not an e-mail address'],
    ['owner', { copies: ['a@b', 'a@b\nBcc: c@d'] }, 'data.copies[1] is not an e-mail address'],
    ['owner', { locale: 'de' }, 'data.locale is not one that is taken; send one of ru, en'],
    ['manager', { role: 'boss' }, 'data.role is not one that is taken'],
    ['account', { is: 'boss' }, 'data.is is not one that is taken; send one of guest, '],
    ['account', { since: '1.10.2026' }, 'data.since is not a date'],
    ['chat', { kind: 'private' }, 'data.kind is not one that is taken; send one of guest, '],
    ['policy', { night_to: '23:00' }, 'data.night_to is the same as night_from'],
    ['policy', { answer_within_s: 0 }, 'data.answer_within_s is a number'],
    ['policy', { answer_within_s: 0.5 }, 'data.answer_within_s is a number'],
    ['policy', { resolve_within_s: 31_536_001 }, 'data.resolve_within_s is a number'],
    ['policy', { resolve_within_by_category: { noise: 0 } }, 'data.resolve_within_by_category.* is a number'],
    ['policy', { follow_up_within_s: '1800' }, 'data.follow_up_within_s is not one'],
    ['source', { reports: ['everything'] }, 'data.reports[0] is not one that is taken'],
    ['source', { link: 'http://crm/{conversation_id}' }, 'data.link is not an https address'],
    ['source', { link: 'https://crm.example.org/' }, 'data.link has no place for an id'],
    ['source', { alive_every_s: 0 }, 'data.alive_every_s is a number'],
  ])('%s %j: %s', (type, change, detail) => {
    const result = told(type, change)
    expect(result.startsWith(`schema: ${detail}`), result).toBe(true)
    expect(result).toContain('; send')
  })

  test('numbers that JSON cannot hold are refused', () => {
    const json = JSON.stringify(sampleEvent('stay', { amount: { value: 1, currency: 'RUB' } }))
    expect(resultOf(json.replace('"value":1', '"value":1e400'))).toMatch(
      /^schema: data\.amount\.value is too large a number/,
    )
  })

  test('at most three faults are named, none of them with a value', () => {
    const result = told('message', {
      conversation_id: 'secret\n',
      channel: 'SECRET',
      kind: 'SECRET',
      topic: 'SECRET',
    })
    expect(result).toMatch(/And 1 more$/)
    expect(result.toLowerCase()).not.toContain('secret')
  })

  test('borders that are taken', () => {
    expect(told('policy', { answer_within_s: 1, resolve_within_s: 31_536_000 })).toBe('row')
    expect(told('stay', { check_in: '2026-10-03', check_out: '2026-10-03', guests: 65_535 })).toBe('row')
    expect(told('review', { rating: 10, scale: 10 })).toBe('row')
    expect(told('review', { rating: 0, scale: 100, worst: undefined, parts: { communication: 0 } })).toBe(
      'row',
    )
    expect(told('note', { text: 'я'.repeat(600) })).toBe('row')
    expect(told('message', { text: 'ы'.repeat(8192) })).toBe('row')
    expect(told('message', { text: 'half \ud800' })).toBe('row')
    expect(told('incident', { reported_at: '2026-10-03T02:14:07.120+03:00' })).toBe('row')
    expect(told('shift', { action: 'ended', planned_start: null, planned_end: null })).toBe('row')
    expect(told('property', { timezone: null })).toBe('row')
  })
})
