/**
 * Words, steps, counts and existence go by owner and date as figures do: who sold a home reads nothing that was said or
 * done there on the other's days, and who bought it nothing of before. The home `sold` is A's until 2025-03-15, then B's.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { policyRows } from '#app/view-models/policies.server.ts'
import { wordsOf } from '#app/i18n/words.server.ts'
import { readComments, saveComment } from '#reports/month/comments.server.ts'
import { readMonth } from '#reports/month/month.server.ts'
import { monthsOf } from '#reports/month/period.ts'
import { readReport } from '#reports/month/report.server.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { readIncident } from '#sql/incident.server.ts'
import { readNightNotes } from '#sql/ledger/notes.server.ts'
import { readList } from '#sql/lists.server.ts'
import { readMetrics } from '#sql/read.server.ts'
import { homesScope, managementScope, narrowed, ownerScope, type Scope } from '#sql/directory/scope.ts'
import { readThread } from '#sql/thread.server.ts'
import { parseDay } from '#sql/time/zone.ts'
import { some } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  bot,
  everythingReported,
  guest,
  incident,
  lead,
  manager,
  mark,
  moment,
  note,
  policy,
  property,
  stay,
} from './support/events.ts'
import { march } from './support/two-owners.ts'

const SOLD = { property_id: 'sold' }
const CHAT = { ...SOLD, conversation_id: 'chat', guest_id: 'g' }
const by = (id: string) => ({ actor: { role: 'manager', id } })
const heater = { property_id: 'sold', incident_id: 'heater', category: 'heating' }
const lock = { property_id: 'sold', incident_id: 'lock', category: 'lock' }

const events = [
  everythingReported(),
  property({ property_id: 'own', owner_id: 'a', name: 'Own', managed_from: '2025-01-10' }),
  property({ property_id: 'sold', owner_id: 'a', name: 'Sold', managed_from: '2025-01-10' }),
  property(
    {
      property_id: 'sold',
      owner_id: 'b',
      owner_from: '2025-03-15',
      name: 'Sold',
      managed_from: '2025-01-10',
    },
    '2025-03-14 12:00',
  ),
  ...['anna', 'yya', 'zzb'].map((manager_id) => lead({ manager_id, name: `Name ${manager_id}` })),
  // one chat, before and after
  stay('2025-03-08', '2025-03-14', { stay_id: 'before', property_id: 'sold', guest_id: 'g' }),
  guest('2025-03-10 12:00', CHAT),
  manager('2025-03-10 12:05', { ...CHAT, author_id: 'yya' }),
  guest('2025-03-14 21:00', CHAT),
  manager('2025-03-14 21:05', { ...CHAT, author_id: 'yya' }),
  guest('2025-03-15 09:00', CHAT),
  manager('2025-03-15 09:04', { ...CHAT, author_id: 'zzb' }),
  guest('2025-03-20 09:00', CHAT),
  manager('2025-03-20 09:04', { ...CHAT, author_id: 'zzb' }),
  // asked on the last evening, answered by the new owner's man
  guest('2025-03-14 20:00', { ...SOLD, conversation_id: 'late' }),
  manager('2025-03-15 10:00', { ...SOLD, conversation_id: 'late', author_id: 'zzb' }),
  mark('answered_elsewhere', '2025-03-15 11:00', { conversation_id: 'late', ...by('zzb') }),
  // answered by the bot, and on the new owner's day by a person too
  guest('2025-03-14 13:00', { ...SOLD, conversation_id: 'bot' }),
  bot('2025-03-14 13:01', { ...SOLD, conversation_id: 'bot', author_id: 'yya-bot' }),
  manager('2025-03-18 13:00', { ...SOLD, conversation_id: 'bot', author_id: 'zzb' }),
  // in the last night, which began on his last date
  guest('2025-03-15 02:00', { ...SOLD, conversation_id: 'night' }),
  manager('2025-03-15 02:05', { ...SOLD, conversation_id: 'night', author_id: 'yya' }),
  incident('opened', '2025-03-14 23:00', {
    ...heater,
    ...by('yya'),
    playbook: 'yya_script',
    cause: 'equipment',
  }),
  incident('acknowledged', '2025-03-14 23:10', { ...heater, ...by('yya') }),
  incident('owner_notified', '2025-03-16 09:00', { ...heater, ...by('zzb') }),
  incident('mitigated', '2025-03-16 12:00', {
    ...heater,
    ...by('zzb'),
    playbook: 'zzb_script',
    cause: 'building',
  }),
  incident('resolved', '2025-03-17 12:00', { ...heater, ...by('zzb'), conversation_id: 'zzb-chat' }),
  incident('opened', '2025-03-20 12:00', { ...lock, ...by('zzb') }),
  note(
    '2025-03-14 12:00',
    { night: '2025-03-13' },
    { note_id: 'a-night', property_id: 'sold', text: 'A night' },
  ),
  // written again on the other's day: that is not for him; taken back: that is
  note(
    '2025-03-16 12:00',
    { night: '2025-03-13' },
    { note_id: 'a-night', property_id: 'sold', text: 'B anew' },
  ),
  note('2025-03-14 12:00', { night: '2025-03-12' }, { note_id: 'gone', property_id: 'sold', text: 'A gone' }),
  note(
    '2025-03-16 12:00',
    { night: '2025-03-12' },
    { note_id: 'gone', property_id: 'sold', text: 'A gone', show_owner: false },
  ),
  note('2025-03-21 12:00', { night: '2025-03-14' }, { property_id: 'sold', text: 'B on a night of A' }),
  note('2025-03-21 12:00', { night: '2025-03-20' }, { property_id: 'sold', text: 'B night' }),
  note('2025-03-14 12:00', { night: '2025-03-20' }, { property_id: 'sold', text: 'A on a night of B' }),
  note('2025-03-21 12:00', { night: '2025-03-14' }, { text: 'night for all' }),
  note('2025-03-14 22:00', { conversation_id: 'chat' }, { property_id: 'sold', text: 'A chat' }),
  note('2025-03-21 12:00', { conversation_id: 'chat' }, { property_id: 'sold', text: 'B chat' }),
  note('2025-03-14 23:30', { incident_id: 'heater' }, { text: 'A heater' }),
  note('2025-03-16 12:30', { incident_id: 'heater' }, { text: 'B heater' }),
  note('2025-03-20 12:30', { incident_id: 'lock' }, { text: 'B lock' }),
  policy('2025-01-01 00:00', { policy_id: 'p-a', property_id: 'sold', answer_within_s: 720 }),
  policy('2025-03-16 00:00', { policy_id: 'p-b', property_id: 'sold', answer_within_s: 60 }),
]

let one: TestDatabase
let directory: Directory
const scopes: Record<'a' | 'b' | 'staff' | 'home', Scope> = {} as never
beforeAll(async () => {
  one = await testDatabase()
  expect((await one.take(events)).filter((outcome) => outcome !== null)).toEqual([])
  directory = await one.directory()
  scopes.a = ownerScope(directory, 'a')
  scopes.b = ownerScope(directory, 'b')
  scopes.staff = managementScope(directory)
  scopes.home = homesScope(directory, ['own'], true)
})
afterAll(() => one.close())

const take = async (event: unknown) => (await one.take([event]))[0] ?? null
const at = (time: string) => Date.parse(moment(time))
const monthQuery = (owner_id: 'a' | 'b' | null, month = '2025-03', as_of = march.as_of) => {
  const months = monthsOf(month, parseDay('2025-04-10'))
  if (months === null) throw new Error(month)
  return {
    ...months,
    as_of,
    hasBefore: true,
    scope: owner_id === null ? scopes.staff : scopes[owner_id],
    audience: owner_id === null ? ('management' as const) : ('owner' as const),
    owner: owner_id === null ? null : { owner_id, name: owner_id },
  }
}
const wordsFor = async (owner_id: 'a' | 'b' | null, month?: string, as_of?: number) =>
  (await readMonth(one.db, directory, monthQuery(owner_id, month, as_of))).notes
    .map(({ text }) => text)
    .sort()

test('notes: the matter and the writing both lie on his days', async () => {
  expect(await wordsFor('a')).toEqual(['A chat', 'A heater', 'A night', 'night for all'])
  expect(await wordsFor('b')).toEqual(['B chat', 'B heater', 'B lock', 'B night'])
  expect(await wordsFor(null)).toEqual([
    ...['A chat', 'A gone', 'A heater', 'A on a night of B', 'B anew', 'B chat', 'B heater', 'B lock'],
    ...['B night', 'B on a night of A', 'night for all'],
  ])
  // nothing of an earlier month, whatever it is about
  expect(await wordsFor('a', '2025-02')).toEqual([])
  // before it was taken back
  expect(await wordsFor('a', undefined, at('2025-03-15 00:00'))).toContain('A gone')
})

test('the notes of a night’s ledger pass the same gate', async () => {
  const of = async (scope: Scope) =>
    (await readNightNotes(one.db, directory, { ...march, scope })).map(({ text }) => text).sort()
  expect(await of(scopes.a)).toEqual(['A night', 'night for all'])
  expect(await of(scopes.b)).toEqual(['B night'])
})

test('a comment belongs to the report in which it was written', async () => {
  const write = (place: Parameters<typeof saveComment>[1]['place'], text: string, time: string) =>
    saveComment(take, { month: '2025-02', place, text, author_id: 'anna', at: at(time) })
  await write({ kind: 'home', owner_id: 'a', property_id: 'sold' }, 'in A’s report', '2025-03-20 12:00')
  await saveComment(take, {
    month: '2025-03',
    place: { kind: 'home', owner_id: 'b', property_id: 'sold' },
    text: 'in B’s report',
    author_id: 'anna',
    at: at('2025-04-01 12:00'),
  })
  await saveComment(take, {
    month: '2025-03',
    place: { kind: 'home', owner_id: 'a', property_id: 'sold' },
    text: 'in A’s report of March',
    author_id: 'anna',
    at: at('2025-04-01 12:01'),
  })
  await one.take([
    // told without the owner: nobody can say whose report of March it is, and of February only A had one
    note('2025-04-01 12:02', { report: '2025-03' }, { property_id: 'sold', text: 'whose?' }),
    note('2025-03-10 12:02', { report: '2025-02' }, { property_id: 'sold', text: 'A’s alone' }),
  ])
  expect(await wordsFor('a')).toContain('in A’s report of March')
  expect(await wordsFor('b')).toContain('in B’s report')
  for (const owner of ['a', 'b'] as const) expect(await wordsFor(owner)).not.toContain('whose?')
  expect(await wordsFor('a')).not.toContain('in B’s report')
  expect(await wordsFor('b')).not.toContain('in A’s report of March')
  // of one place the later counts
  expect(await wordsFor('a', '2025-02')).toEqual(['in A’s report'])
  expect((await readComments(one.db, directory, '2025-03')).map(({ place, text }) => [place, text])).toEqual([
    [{ kind: 'home', owner_id: 'a', property_id: 'sold' }, 'in A’s report of March'],
    [{ kind: 'home', owner_id: 'b', property_id: 'sold' }, 'in B’s report'],
  ])
})

test('a thread: nothing of what lies outside, neither how many nor whether there is any', async () => {
  const read = (scope: Scope, requested: string | null, as_of = march.as_of, conversation_id = 'chat') =>
    readThread(one.db, directory, {
      scope,
      as_of,
      conversation_id,
      at: requested === null ? null : at(requested),
    })
  const first = await read(scopes.a, '2025-03-14 21:00', at('2025-03-14 22:00'))
  expect(first?.steps).toHaveLength(4)
  const asked = [
    '2025-03-14 21:00',
    '2025-03-15 09:00',
    '2025-03-20 09:00',
    '2025-03-30 00:00',
    null,
  ].flatMap((requested) =>
    ['2025-03-15 08:59', '2025-03-15 09:01', '2025-03-20 09:10', '2025-04-01 00:00'].map((as_of) => ({
      requested,
      as_of,
    })),
  )
  // another few each time
  for (const { requested, as_of } of some(asked, 6, Math.random)) {
    const seen = await read(scopes.a, requested, at(as_of))
    expect(seen?.left_out, `${String(requested)} ${as_of}`).toBeNull()
    expect(seen?.steps.map((step) => step.at)).toEqual(first?.steps.map((step) => step.at))
    expect(JSON.stringify(seen)).not.toContain('zzb')
  }
  expect((await read(scopes.b, null))?.steps.map((step) => step.person)).toEqual([
    ...[null, 'Name zzb', null, 'Name zzb'],
  ])
  expect(await read(scopes.b, '2025-03-14 21:00')).toBeNull()
  // the stay belongs to the date on which it ended
  expect([(await read(scopes.a, null))?.stay, (await read(scopes.b, null))?.stay]).toEqual([
    expect.objectContaining({ property_id: 'sold' }),
    null,
  ])
  // management is told how many others there are
  expect((await read(scopes.staff, null))?.left_out).toBe(0)
  await one.take([guest('2025-03-13 10:00', { conversation_id: 'chat', property_id: 'own' })])
  expect((await read(homesScope(directory, ['own'], true), null))?.left_out).toBe(8)
})

test('the last night is his to its end; the answer of the next day ends his wait, by nobody that he is told of', async () => {
  const read = (scope: Scope, conversation_id: string, requested: string) =>
    readThread(one.db, directory, { scope, as_of: march.as_of, conversation_id, at: at(requested) })
  expect((await read(scopes.a, 'night', '2025-03-15 02:00'))?.steps).toHaveLength(2)
  const late = await read(scopes.a, 'late', '2025-03-14 20:00')
  expect(late?.steps.map(({ at: when }) => when)).toEqual([at('2025-03-14 20:00')])
  const rows = await readList(one.db, directory, 'turns', {
    ...march,
    scope: scopes.a,
    language: 'en',
    team: false,
  })
  const row = rows.find(({ conversation_id }) => conversation_id === 'late')
  expect(row).toMatchObject({ state: 'late', answered_role: 'manager', person: null, wait_s: 14 * 3600 })
  expect(rows.find(({ conversation_id }) => conversation_id === 'bot')).toMatchObject({
    state: 'in_time',
    answered_role: 'bot',
    person: 'yya-bot',
    human_reply_at: null,
  })
  const { by: people } = await readMetrics(one.db, directory, {
    ...march,
    scope: scopes.a,
    subject: 'turns',
    by: 'person',
    every: null,
    language: 'en',
    team: false,
    metrics: ['turns'],
  })
  expect(people?.map(({ key }) => key)).toEqual(['yya', 'yya-bot', null])
})

test('an incident over the sale: each sees what was done on his days; its figures are the seller’s', async () => {
  const read = (scope: Scope) =>
    readIncident(one.db, directory, { scope, incident_id: 'heater', as_of: march.as_of })
  const [seller, buyer, staff] = [await read(scopes.a), await read(scopes.b), await read(scopes.staff)]
  expect(seller?.steps.map(({ action, person }) => [action, person])).toEqual([
    ['opened', 'Name yya'],
    ['acknowledged', 'Name yya'],
  ])
  expect(buyer?.steps.map(({ action, person }) => [action, person])).toEqual([
    ['owner_notified', 'Name zzb'],
    ['mitigated', 'Name zzb'],
    ['resolved', 'Name zzb'],
  ])
  expect(staff?.steps).toHaveLength(5)
  expect([seller?.conversation_id, buyer?.conversation_id]).toEqual([null, 'zzb-chat'])
  expect(
    await readIncident(one.db, directory, { scope: scopes.a, incident_id: 'lock', as_of: march.as_of }),
  ).toBeNull()
  const query = { ...march, language: 'en', team: false }
  const rowOf = async (scope: Scope) =>
    (await readList(one.db, directory, 'incidents', { ...query, scope })).find(
      ({ incident_id }) => incident_id === 'heater',
    )
  expect(await rowOf(scopes.a)).toMatchObject({
    playbook: 'yya_script',
    cause: 'equipment',
    is_owner_notified: false,
    handled_at: '2025-03-16T09:00:00.000Z',
    handle_s: 37 * 3600,
  })
  expect(await rowOf(scopes.staff)).toMatchObject({
    playbook: 'zzb_script',
    cause: 'building',
    is_owner_notified: true,
  })
  expect(await rowOf(scopes.b)).toBeUndefined()
  for (const by of ['playbook', 'cause']) {
    const answer = await readMetrics(one.db, directory, {
      ...query,
      scope: scopes.a,
      subject: 'incidents',
      by,
      every: null,
      metrics: ['incidents'],
    })
    expect(answer.by?.map(({ key }) => key)).toEqual([by === 'playbook' ? 'yya_script' : 'equipment'])
  }
  const report = await readReport(one.db, directory, monthQuery('a'))
  const caseSteps = report.moments
    .flatMap(({ steps }) => steps)
    .filter(({ what }) => what.startsWith('case_'))
  expect([...new Set(caseSteps.map(({ what }) => what))]).toEqual(['case_reported'])
})

test('what is promised, and since when, is that of his days', async () => {
  expect((await readMonth(one.db, directory, monthQuery('a'))).promise).toMatchObject({ changed_on: null })
  const only = { ...monthQuery('a'), scope: narrowed(scopes.a, ['sold']) }
  expect((await readMonth(one.db, directory, only)).promise).toMatchObject({
    answer_within_s: 720,
    changed_on: null,
  })
  const rows = (scope: Scope) =>
    policyRows(directory, scope, { locale: 'en', t: wordsOf('en') })
      .map(({ answer }) => answer.replaceAll('\u00a0', ' '))
      .join()
  expect(rows(scopes.a)).toContain('12')
  expect(rows(scopes.a)).not.toMatch(/\b1 min/)
  expect(rows(scopes.b)).toMatch(/\b1 min/)
})

test('the latest event that an owner is told of is one of his', async () => {
  const latest = async (owner_id: 'a' | 'b' | null, as_of?: number) =>
    (await readMonth(one.db, directory, monthQuery(owner_id, '2025-03', as_of))).data_as_of
  expect(await latest('a')).toBe('2025-03-14T23:05:00.000Z')
  expect(await latest('a', at('2025-03-14 21:03'))).toBe('2025-03-14T18:00:00.000Z')
  expect(await latest('b')).toBe('2025-03-20T09:00:00.000Z')
  expect(await latest(null)).toBe('2025-03-20T09:00:00.000Z')
})
