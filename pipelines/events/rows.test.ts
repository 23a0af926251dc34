import { describe, expect, test } from 'vitest'
import { decode } from '../decode.ts'
import { RECEIVED_AT, sampleEvent, type SampleType } from '#tests/support/sample-events.ts'
import { TABLES } from './index.ts'

const context = { received_at: RECEIVED_AT, origin: 'test:1', zones: new Set(['Europe/Moscow']) }

/** The row of an event by column. */
function rowOf(type: SampleType, change: Record<string, unknown> = {}): Record<string, unknown> {
  const result = decode(JSON.stringify(sampleEvent(type, change)), context)
  if (result.kind !== 'row') throw new Error(`a ${type} has the result ${result.kind}`)
  return Object.fromEntries(TABLES[result.table].map((column, i) => [column, result.row[i]]))
}

/** What all rows have. */
const COMMON = {
  at: '2026-10-02 23:14:07.120',
  source: 'crm://butler',
  id: 'e-1',
  canonical: expect.stringMatching(/^\{"data":\{.*\},"time":"2026-10-03T02:14:07.120\+03:00"\}$/) as unknown,
  received_at: '2026-10-03 12:00:00.000',
}

describe('a row of each type', () => {
  test('message', () => {
    expect(rowOf('message')).toEqual({
      ...COMMON,
      conversation_id: 'c-1',
      property_id: 'nevsky-24-7',
      stay_id: 's-1',
      guest_id: 'g-1',
      listing_id: 'avito-77',
      channel: 'telegram',
      role: 'manager',
      author_id: 'm-1',
      account: 'acc-1',
      kind: 'media',
      delivered: false,
      handoff: true,
      holding: true,
      needs_reply: true,
      language: 'ru',
      topic: 'lock',
      template: 'welcome_book',
    })
  })

  test('mark', () => {
    expect(rowOf('mark')).toEqual({
      ...COMMON,
      conversation_id: 'c-1',
      is_from_file: false,
      mark: 'answered_elsewhere',
      message_source: 'crm://butler',
      message_id: 'e-0',
      how: 'phone',
      actor_role: 'manager',
      actor_id: 'm-1',
    })
  })

  test('incident', () => {
    expect(rowOf('incident')).toEqual({
      ...COMMON,
      incident_id: 'i-1',
      property_id: 'nevsky-24-7',
      stay_id: 's-1',
      conversation_id: 'c-1',
      action: 'opened',
      category: 'hot_water',
      severity: 'high',
      reported_at: '2026-10-02 23:10:00.000',
      playbook: 'boiler',
      how: '',
      cause: 'equipment',
      actor_role: 'manager',
      actor_id: 'm-1',
    })
  })

  test('review', () => {
    expect(rowOf('review')).toEqual({
      ...COMMON,
      review_id: 'r-1',
      property_id: 'nevsky-24-7',
      stay_id: 's-1',
      guest_id: 'g-1',
      platform: 'sutochno',
      rating: 9,
      scale: 10,
      worst: 1,
      parts: { communication: 10, check_in: 8.5 },
      language: 'en-GB',
      is_deleted: false,
    })
  })

  test('shift', () => {
    expect(rowOf('shift')).toEqual({
      ...COMMON,
      is_from_file: false,
      shift_id: 'sh-1',
      manager_id: 'm-1',
      action: 'planned',
      planned_start: '2026-10-03 19:00:00.000',
      planned_end: '2026-10-04 05:00:00.000',
      has_languages: true,
      languages: ['ru', 'en'],
      has_homes: true,
      property_ids: [],
    })
  })

  test('stay', () => {
    expect(rowOf('stay')).toEqual({
      ...COMMON,
      stay_id: 's-1',
      property_id: 'nevsky-24-7',
      status: 'booked',
      check_in: '2026-10-03',
      check_out: '2026-10-05T09:00:00.000Z',
      platform: 'ostrovok',
      guest_id: 'g-1',
      guest_language: 'ru',
      guests: 2,
      amount: 7400.5,
      currency: 'RUB',
    })
  })

  test('note', () => {
    expect(rowOf('note')).toEqual({
      ...COMMON,
      note_id: 'n-1',
      about_kind: 'night',
      about: '2026-10-02',
      property_id: 'nevsky-24-7',
      note: 'Бойлер заменили.',
      author_role: 'manager',
      author_id: 'm-1',
      show_owner: true,
    })
  })

  test('the directory', () => {
    expect(rowOf('owner')).toEqual({
      ...COMMON,
      kind: 'owner',
      key: 'o-1',
      data: '{"copies":["copy@example.org"],"email":"olga@example.org","locale":"ru","monthly_report":false,"name":"Ольга","owner_id":"o-1"}',
    })
    expect(rowOf('property')).toMatchObject({ kind: 'property', key: 'nevsky-24-7' })
    expect(rowOf('manager')).toMatchObject({ kind: 'manager', key: 'm-1' })
    expect(rowOf('source')).toMatchObject({ kind: 'source', key: 'crm://butler' })
    expect(rowOf('policy')).toMatchObject({ kind: 'policy', key: 'p-1' })
  })
})

describe('what was not told', () => {
  const valuesOf = (members: Record<string, unknown>, names: string[]) => names.map((name) => members[name])

  test('message', () => {
    const bare = Object.fromEntries(Object.keys(sampleEvent('message').data).map((name) => [name, null]))
    const row = rowOf('message', { ...bare, conversation_id: 'c', channel: 'vk', author: { role: 'guest' } })
    expect(row).toMatchObject({ stay_id: '', author_id: '', kind: 'text', delivered: true, handoff: false })
    expect(row).toMatchObject({ holding: false, needs_reply: true, language: '', topic: '', template: '' })
  })

  test('incident, shift, stay, review', () => {
    const incident = rowOf('incident', { action: 'owner_notified', severity: null, how: null, actor: null })
    expect(valuesOf(incident, ['severity', 'how', 'reported_at', 'actor_role', 'actor_id'])).toEqual([
      'normal',
      'call',
      null,
      '',
      '',
    ])
    const shift = rowOf('shift', {
      action: 'ended',
      planned_start: null,
      planned_end: null,
      languages: null,
      property_ids: null,
    })
    expect(valuesOf(shift, ['planned_start', 'has_languages', 'languages', 'has_homes'])).toEqual([
      null,
      false,
      [],
      false,
    ])
    const stay = rowOf('stay', { guests: null, amount: null, platform: null })
    expect(valuesOf(stay, ['guests', 'amount', 'currency', 'platform'])).toEqual([null, null, '', ''])
    expect(rowOf('review', { worst: null, parts: { check_in: null } })).toMatchObject({ worst: 1, parts: {} })
    expect(rowOf('review', { worst: null, scale: 100, parts: null })).toMatchObject({ worst: 0, parts: {} })
  })

  test('directory members that are absent are absent in data', () => {
    const bare = {
      owner_id: null,
      timezone: null,
      listings: null,
      group: null,
      owner_from: null,
      mood: 'sunny',
    }
    const { data } = rowOf('property', {
      ...bare,
      managed_from: null,
      managed_until: null,
      check_in_at: null,
    })
    expect(data).toBe('{"check_out_at":"11:00","name":"Невский, 24","property_id":"nevsky-24-7"}')
    const policy = rowOf('policy', { resolve_within_by_category: { noise: 60, leak: null, heating: 5 } })
    expect(policy.data).toContain('"resolve_within_by_category":{"heating":5,"noise":60}')
    expect(policy.data).toContain('"valid_from":"2026-09-30T21:00:00.000Z"')
  })
})

describe('who said it', () => {
  const message = (role: string, change: Record<string, unknown> = {}) =>
    rowOf('message', {
      author: { role, id: 'x-1' },
      holding: true,
      needs_reply: true,
      handoff: true,
      template: 't',
      account: null,
      ...change,
    })

  test('members that mean nothing for an author are ignored', () => {
    expect(message('guest')).toMatchObject({
      handoff: false,
      holding: false,
      needs_reply: true,
      template: '',
    })
    expect(message('bot')).toMatchObject({ handoff: true, holding: false, needs_reply: false, template: '' })
    expect(message('owner')).toMatchObject({
      handoff: false,
      holding: true,
      needs_reply: false,
      template: '',
    })
    expect(message('automation')).toMatchObject({
      handoff: false,
      holding: false,
      needs_reply: false,
      template: 't',
    })
  })

  test('of an account that says who wrote all of it is kept, whoever that will be', () => {
    const row = message('unknown', { account: 'acc-1' })
    expect(row).toMatchObject({ role: 'unknown', author_id: '', account: 'acc-1', handoff: true })
    expect(row).toMatchObject({ holding: true, needs_reply: true, template: 't' })
    const fromText = { account: 'acc-1', holding: null, needs_reply: null, text: 'Минутку, уточню' }
    expect(message('unknown', fromText)).toMatchObject({ holding: true })
    expect(message('unknown', { ...fromText, text: 'спасибо' })).toMatchObject({ needs_reply: false })
  })

  test('a guest has no id, in no column', () => {
    expect(message('bot').author_id).toBe('x-1')
    for (const row of [
      message('guest'),
      message('unknown', { account: 'acc-1' }),
      rowOf('mark', { actor: { role: 'guest', id: 'x-1' } }),
      rowOf('incident', { actor: { role: 'guest', id: 'x-1' } }),
    ]) {
      expect(JSON.stringify(row)).not.toContain('x-1')
    }
  })
})

describe('what the text gives', () => {
  const absent = { account: null, holding: null, needs_reply: null, language: null, topic: null }
  const guest = { ...absent, author: { role: 'guest' } }

  test('a guest', () => {
    expect(rowOf('message', { ...guest, text: 'Спасибо!' })).toMatchObject({
      needs_reply: false,
      language: 'ru',
    })
    const row = rowOf('message', { ...guest, text: 'What is the wifi password?' })
    expect(row).toMatchObject({ needs_reply: true, holding: false, language: 'en', topic: 'wifi' })
  })

  test('staff', () => {
    expect(rowOf('message', { ...absent, text: 'Минутку, уточню' })).toMatchObject({
      holding: true,
      needs_reply: false,
    })
    expect(rowOf('message', { ...absent, text: 'Код 1234' })).toMatchObject({ holding: false, topic: 'lock' })
    const bot = { ...absent, author: { role: 'bot' }, text: 'Минутку, уточню' }
    expect(rowOf('message', bot)).toMatchObject({ holding: false, needs_reply: false, topic: 'other' })
  })

  test('what the producer tells comes first', () => {
    const derived = { needs_reply: true, language: 'kk', topic: 'noise', author: { role: 'guest' } }
    expect(rowOf('message', { ...derived, text: 'Спасибо!' })).toMatchObject({
      needs_reply: true,
      language: 'kk',
      topic: 'noise',
    })
    expect(rowOf('message', { holding: false, text: 'Минутку' })).toMatchObject({ holding: false })
  })

  test('none of it stays in the row', () => {
    const row = rowOf('message', {
      ...guest,
      text: 'Zanzibar',
      nested: { text: 'Zanzibar', more: ['Zanzibar'] },
    })
    expect(JSON.stringify(row)).not.toContain('Zanzibar')
  })

  test('an empty text says nothing', () => {
    expect(rowOf('message', { ...guest, text: '' })).toMatchObject({
      needs_reply: true,
      language: '',
      topic: '',
    })
  })
})
