/** The ledger of a night beyond its figures: the plan as it stood, its edits, and who held each wait. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readMonth } from '#reports/month/month.server.ts'
import { readLedger } from '#sql/ledger/ledger.server.ts'
import { readNightNotes } from '#sql/ledger/notes.server.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { managementScope, narrowed, ownerScope } from '#sql/directory/scope.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  bot,
  EVERYTHING,
  everythingReported,
  guest,
  incident,
  manager,
  moment,
  planned,
  policy,
  property,
  shift,
  type TestEvent,
} from './support/events.ts'

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
})
beforeEach(() => one.empty())
afterAll(() => one.close())

/** The night of 3 to 4 March of home N, asked for the week after. */
async function ledger(...events: readonly TestEvent[]) {
  const all = [everythingReported(), property(), ...events]
  expect((await one.take(all)).filter((outcome) => outcome !== null)).toEqual([])
  const directory = await one.directory()
  const { nights } = await readLedger(one.db, directory, {
    period: parsePeriod('2025-03-03', '2025-03-04'),
    as_of: Date.parse('2025-03-11T00:00:00Z'),
    scope: managementScope(directory),
    language: 'en',
    team: false,
  })
  const night = nights.find(({ night: { property_ids } }) => property_ids.includes('N'))
  if (night === undefined) throw new Error('no night')
  return night
}

const MARCH = {
  period: { month: '2025-03', from: '2025-03-01', until: '2025-04-01', is_so_far: false },
  before: { month: '2025-02', from: '2025-02-01', until: '2025-03-01', is_so_far: false },
}

/** «22:06» in Moscow */
const clock = (at: number) => new Date(at + 3 * 3_600_000).toISOString().slice(11, 16)
const span = (of: { from_at: number; until_at: number } | null) =>
  of === null ? null : `${clock(of.from_at)}–${clock(of.until_at)}`
const chat = (conversation_id: string) => ({ conversation_id })

test('16: the plan was edited after the night: the ledger shows it as it stood, and the edit', async () => {
  const { plans, night } = await ledger(
    planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00'),
    planned('2025-03-01 13:00', '2025-03-03 22:00', '2025-03-04 06:00'),
    // the next noon somebody shortens what nobody held
    planned('2025-03-04 12:00', '2025-03-03 22:00', '2025-03-04 02:00'),
  )
  expect(plans).toMatchObject([{ shift_id: 's', planned: { manager_id: 'anna' } }])
  expect(span(plans[0]?.planned ?? null)).toBe('22:00–06:00')
  expect(plans[0]?.edits.map(({ edited_at, planned }) => [clock(edited_at), span(planned)])).toEqual([
    ['12:00', '22:00–02:00'],
  ])
  // the figures keep the plan as it stood when the shift was to begin
  expect(night.planned_ms).toBe(8 * 3_600_000)
})

test('the worked night of docs/rules.md#a-worked-night, as its ledger tells it', async () => {
  const { night, plans, turns, ...rest } = await ledger(
    property({ property_id: 'M' }),
    planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00'),
    ...[shift('started', '2025-03-03 22:06'), shift('ended', '2025-03-04 02:58')],
    ...[shift('started', '2025-03-04 04:41'), shift('ended', '2025-03-04 08:02')],
    ...[guest('2025-03-03 21:50', chat('A')), manager('2025-03-03 22:12', chat('A'))],
    ...[guest('2025-03-04 01:10', chat('B')), manager('2025-03-04 01:14', chat('B'))],
    ...[guest('2025-03-04 03:12', chat('C')), manager('2025-03-04 04:44', chat('C'))],
    guest('2025-03-04 06:30', chat('D')),
    bot('2025-03-04 06:30:02', { ...chat('D'), handoff: true }),
    manager('2025-03-04 06:35', { ...chat('E'), property_id: 'M' }),
    manager('2025-03-04 06:41', chat('D')),
  )
  expect(span(night.window)).toBe('22:00–08:00')
  expect(night.clocked.map(span)).toEqual(['22:06–02:58', '04:41–08:00'])
  expect(night.attended.map(span)).toEqual(['22:06–02:58', '04:41–08:00'])
  expect(night.planned.map(span)).toEqual(['22:00–08:00'])
  expect(night.clocked_ms).toBe(491 * 60_000)
  expect(night.gaps.map(span)).toEqual(['22:00–22:06', '02:58–04:41'])
  expect(night).toMatchObject({ is_late: true, is_silent: false, is_overloaded: true })
  expect(night).toMatchObject({ no_shows: [], late_starts: [] })
  expect(plans.map(({ planned, edits }) => [planned?.manager_id, span(planned), edits])).toEqual([
    ['anna', '22:00–08:00', []],
  ])
  expect(
    turns.map(({ conversation_id, inside, is_late, held_by }) => [
      ...[conversation_id, span(inside), is_late],
      held_by.map((part) => `${span(part)} ${part.manager_ids.join()}`.trim()),
    ]),
  ).toEqual([
    ['A', '22:00–22:12', true, ['22:00–22:06', '22:06–22:12 anna']],
    ['B', '01:10–01:14', false, ['01:10–01:14 anna']],
    ['C', '03:12–04:44', true, ['03:12–04:41', '04:41–04:44 anna']],
    ['D', '06:30–06:41', true, ['06:30–06:41 anna']],
  ])
  expect(rest).toEqual({
    said_later: [],
    worst_wait_s: 5520,
    longest_silence_s: 5520,
    incident_ids: [],
    is_owner_disturbed: false,
    // she was planned: that nobody was there is not said
    notes: [],
    verdict: 'overloaded',
  })
})

test('the strip of that night is an outline where somebody was planned, and neither clocked nor seen', async () => {
  await ledger(
    planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00'),
    ...[shift('started', '2025-03-03 22:06'), shift('ended', '2025-03-04 02:58')],
    ...[shift('started', '2025-03-04 04:41'), shift('ended', '2025-03-04 08:02')],
  )
  const directory = await one.directory()
  const { nights } = await readMonth(one.db, directory, {
    hasBefore: true,
    ...MARCH,
    audience: 'management',
    owner: null,
    scope: managementScope(directory),
    as_of: Date.parse('2025-03-11T00:00:00Z'),
  })
  const { spans = [], gap_max_s } = nights.find(({ date }) => date === '2025-03-03') ?? {}
  expect(spans.map((one) => `${one.state} ${span(one)}`)).toEqual([
    'planned 22:00–22:06',
    'present 22:06–02:58',
    'planned 02:58–04:41',
    'present 04:41–08:00',
  ])
  expect(gap_max_s).toBe(103 * 60)
})

test('a shift that was moved to another home, and to another person, after the night had begun', async () => {
  const { plans } = await ledger(
    property({ property_id: 'M' }),
    planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00'),
    planned('2025-03-03 23:00', '2025-03-03 23:00', '2025-03-04 08:00', { manager_id: 'boris' }),
    planned('2025-03-04 01:00', '2025-03-03 23:00', '2025-03-04 08:00', {
      manager_id: 'boris',
      property_ids: ['M'],
    }),
  )
  expect(plans[0]?.planned?.manager_id).toBe('anna')
  expect(plans[0]?.edits.map(({ planned }) => [planned?.manager_id ?? null, span(planned)])).toEqual([
    ['boris', '23:00–08:00'],
    // for another home alone: no longer for this one
    [null, null],
  ])
})

test('a plan that was cancelled in the night, and one that was made in it', async () => {
  const { plans } = await ledger(
    planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00'),
    shift('cancelled', '2025-03-03 23:00'),
    planned('2025-03-03 23:30', '2025-03-04 00:00', '2025-03-04 08:00', {
      shift_id: 't',
      manager_id: 'boris',
    }),
    planned('2025-03-01 12:00', '2025-03-05 22:00', '2025-03-06 08:00', { shift_id: 'another night' }),
  )
  expect(plans.map(({ shift_id, planned, edits }) => [shift_id, span(planned), edits.length])).toEqual([
    ['s', '22:00–08:00', 1],
    ['t', null, 1],
  ])
  expect(plans[0]?.edits[0]?.planned).toBeNull()
})

test('a wait over a change of shift is split between the shifts that held it', async () => {
  const { turns, worst_wait_s } = await ledger(
    ...[shift('started', '2025-03-03 22:00'), shift('ended', '2025-03-04 02:00')],
    ...[
      shift('started', '2025-03-04 01:50', { shift_id: 't', manager_id: 'boris' }),
      shift('ended', '2025-03-04 03:00', { shift_id: 't', manager_id: 'boris' }),
    ],
    guest('2025-03-04 01:30', chat('A')),
    manager('2025-03-04 03:20', chat('A')),
    // had been waiting when the night began
    guest('2025-03-03 21:40', chat('B')),
    manager('2025-03-03 22:05', chat('B')),
    // over before it, and after it
    ...[guest('2025-03-03 21:00', chat('C')), manager('2025-03-03 22:00', chat('C'))],
    guest('2025-03-04 08:00', chat('D')),
  )
  expect(turns.map(({ conversation_id, inside }) => [conversation_id, span(inside)])).toEqual([
    ['B', '22:00–22:05'],
    ['A', '01:30–03:20'],
  ])
  expect(turns[1]?.held_by.map((part) => [span(part), part.manager_ids])).toEqual([
    ['01:30–01:50', ['anna']],
    ['01:50–02:00', ['anna', 'boris']],
    ['02:00–03:00', ['boris']],
    ['03:00–03:20', []],
  ])
  expect(worst_wait_s).toBe(110 * 60)
})

test('incidents of the window, and whether the owner was disturbed', async () => {
  const steps = (incident_id: string, time: string, data = {}) =>
    incident('opened', time, { incident_id, category: 'lock', ...data })
  const { incident_ids, is_owner_disturbed, verdict } = await ledger(
    ...[shift('started', '2025-03-03 21:00'), shift('ended', '2025-03-04 09:00')],
    steps('in it', '2025-03-04 02:00'),
    incident('owner_notified', '2025-03-04 02:10', { incident_id: 'in it', category: 'lock' }),
    steps('before', '2025-03-03 21:59'),
    steps('a wish', '2025-03-04 03:00', { category: 'extend_stay' }),
    steps('a mistake', '2025-03-04 04:00'),
    incident('cancelled', '2025-03-04 04:05', { incident_id: 'a mistake', category: 'lock' }),
  )
  expect({ incident_ids, is_owner_disturbed, verdict }).toEqual({
    incident_ids: ['in it'],
    is_owner_disturbed: true,
    verdict: 'quiet',
  })
})

test('somebody writes elsewhere: the guest waits, but it is not silent', async () => {
  const { worst_wait_s, longest_silence_s } = await ledger(
    guest('2025-03-04 01:00', chat('A')),
    manager('2025-03-04 01:20', { ...chat('B'), property_id: 'M' }),
    // refused by the messenger, and a reaction: nobody was told anything
    manager('2025-03-04 01:40', { ...chat('B'), property_id: 'M', delivered: false }),
    manager('2025-03-04 01:45', { ...chat('B'), property_id: 'M', kind: 'reaction' }),
    manager('2025-03-04 02:00', chat('A')),
  )
  expect({ worst_wait_s, longest_silence_s }).toEqual({ worst_wait_s: 3600, longest_silence_s: 2400 })
})

test('notes: the latest version of each, of this night and its home or of no home; an owner reads what is meant for him', async () => {
  const note = (
    note_id: string,
    time: string,
    text: string,
    data: Record<string, unknown> = {},
  ): TestEvent => ({
    specversion: '1.0',
    source: 'crm://test',
    id: `${note_id} ${time}`,
    type: 'butler.note.v1',
    time: moment(time),
    data: {
      note_id,
      about: { night: '2025-03-03' },
      property_id: 'N',
      text,
      show_owner: false,
      author: { role: 'manager', id: 'anna' },
      ...data,
    },
  })
  const versions = [
    note('a', '2025-03-04 09:00', 'тихо'),
    note('a', '2025-03-04 10:00', 'тихо, кроме 03:12', { show_owner: true }),
    note('b', '2025-03-04 09:30', 'о другой ночи', { about: { night: '2025-03-02' } }),
    note('c', '2025-03-04 09:40', 'о другом жилье', { property_id: 'M' }),
    note('d', '2025-03-04 09:50', 'всем', { property_id: undefined }),
    note('e', '2025-03-12 09:00', 'позже, чем спросили'),
  ]
  const { notes } = await ledger(property({ property_id: 'M' }), ...versions)
  expect(notes.map(({ note_id, text }) => [note_id, text])).toEqual([
    ['d', 'всем'],
    ['a', 'тихо, кроме 03:12'],
  ])
  const directory = await one.directory()
  const own = await readLedger(one.db, directory, {
    period: parsePeriod('2025-03-03', '2025-03-04'),
    as_of: Date.parse('2025-03-11T00:00:00Z'),
    scope: narrowed(ownerScope(directory, 'olga'), ['N']),
    language: 'en',
    team: false,
  })
  expect(own.nights[0]?.notes.map(({ note_id }) => note_id)).toEqual(['a'])
})

test('a note of a night on which the home was somebody else’s is not his', async () => {
  const { notes } = await ledger(
    property({ owner_id: 'pavel', owner_from: '2025-03-03' }, '2025-01-02 00:00'),
    {
      specversion: '1.0',
      source: 'crm://test',
      id: 'n',
      type: 'butler.note.v1',
      time: moment('2025-03-04 09:00'),
      data: {
        note_id: 'n',
        about: { night: '2025-03-03' },
        property_id: 'N',
        text: 'новому',
        show_owner: true,
        author: { role: 'manager', id: 'anna' },
      },
    },
  )
  expect(notes).toHaveLength(1)
  const directory = await one.directory()
  const march = { period: parsePeriod('2025-03-01', '2025-03-10'), as_of: Date.parse('2025-03-11T00:00:00Z') }
  const of = (owner: string) =>
    readNightNotes(one.db, directory, { ...march, scope: ownerScope(directory, owner) })
  expect(await of('pavel')).toHaveLength(1)
  expect(await of('olga')).toEqual([])
})

test('a silent source marks the night: nobody can say that it was quiet', async () => {
  const alive = {
    source_id: 'crm://test',
    name: 'CRM',
    reports: EVERYTHING,
    since: '2025-01-01',
    alive_every_s: 1800,
  }
  const { verdict } = await ledger(
    { ...everythingReported(), id: 'alive', time: moment('2025-01-02 00:00'), data: alive },
    ...[shift('started', '2025-03-03 21:14'), shift('ended', '2025-03-04 09:00')],
  )
  expect(verdict).toBe('no_data')
})

test('a team’s night holds what happened at a home on whose calendar it is the next day', async () => {
  const events = [
    ...[everythingReported(), property(), property({ property_id: 'K', name: 'K', timezone: 'Asia/Tokyo' })],
    // 22:00 in Moscow is 4:00 in Tokyo
    policy('2025-01-01 00:00', { policy_id: 'k', property_id: 'K', night_from: '04:00', night_to: '14:00' }),
    incident('opened', '2025-03-04 03:00', { property_id: 'K' }),
    incident('owner_notified', '2025-03-04 03:05', { property_id: 'K', how: 'call' }),
  ]
  expect((await one.take(events)).filter((outcome) => outcome !== null)).toEqual([])
  const { nights } = await readLedger(one.db, await one.directory(), {
    period: parsePeriod('2025-03-03', '2025-03-05'),
    as_of: Date.parse('2025-03-11T00:00:00Z'),
    scope: managementScope(await one.directory()),
    language: 'en',
    team: true,
  })
  const both = nights.filter(({ night }) => night.property_ids.length === 2)
  expect(both.map(({ night, is_owner_disturbed }) => [night.date, is_owner_disturbed])).toEqual([
    [parsePeriod('2025-03-03', '2025-03-04').from, true],
  ])
})
