import { afterAll, beforeAll, expect, test } from 'vitest'
import type { View } from '#app/filters/view.server.ts'
import { wordsOf } from '#app/i18n/words.server.ts'
import { readNightPage } from '#app/view-models/night-page.server.ts'
import { nightRow } from '#app/view-models/nights.server.ts'
import { plain } from './support/read-pdf.ts'
import { monthAsRead } from './support/owner-months.ts'
import { ownerMonth } from '#reports/month/owner-month.server.ts'
import { managementScope, ownerScope } from '#sql/directory/scope.ts'
import { parseDay } from '#sql/time/zone.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import {
  everythingReported,
  guest,
  manager,
  moment,
  owner,
  planned,
  property,
  shift,
} from './support/events.ts'

/** Midnight; the last thing that is told is an answer at 23:31. */
const AS_OF = Date.parse(moment('2025-03-04 00:00'))

let one: TestDatabase
beforeAll(async () => {
  one = await testDatabase()
  const asked = (time: string, answered: string) => [
    guest(time, { conversation_id: time }),
    manager(answered, { conversation_id: time }),
  ]
  const outcomes = await one.take([
    everythingReported(),
    owner(),
    property({ managed_from: '2025-03-01' }),
    planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00'),
    shift('started', '2025-03-03 22:00'),
    ...asked('2025-03-03 22:10', '2025-03-03 22:14'),
    ...asked('2025-03-03 22:40', '2025-03-03 22:45'),
    ...asked('2025-03-03 23:25', '2025-03-03 23:31'),
    // later than it is asked for
    ...asked('2025-03-04 03:00', '2025-03-04 03:50'),
    // a night in which after one's own guest another owner's writes
    shift('started', '2025-03-05 22:00', { shift_id: 't' }),
    ...asked('2025-03-05 22:20', '2025-03-05 22:30'),
    owner({ owner_id: 'boris' }),
    property({ property_id: 'M', owner_id: 'boris', managed_from: '2025-03-01' }),
    guest('2025-03-05 23:40', { conversation_id: 'm', property_id: 'M' }),
  ])
  expect(outcomes.filter((outcome) => outcome !== null)).toEqual([])
})
afterAll(() => one.close())

const clock = (at: number) => new Date(at + 3 * 3_600_000).toISOString().slice(11, 16)
const monthAt = async (as_of: number) => {
  const directory = await one.directory()
  return monthAsRead(await ownerMonth(one.db, directory, { owner_id: 'olga', month: '2025-03', as_of }))
}
const pageAt = async (as_of: number, kind: 'owner' | 'staff', locale: 'ru' | 'en', date = '2025-03-03') => {
  const directory = await one.directory()
  const view = {
    directory,
    as_of,
    audience: kind === 'owner' ? 'owner' : 'management',
    owner: null,
    scope: kind === 'owner' ? ownerScope(directory, 'olga') : managementScope(directory),
    person: { kind },
    bar: { month: '2025-03', chosen: '' },
  } as unknown as View
  const of = { view, date: parseDay(date), locale, t: wordsOf(locale), search: '' }
  const page = await readNightPage(one.db, of)
  return { page, sentences: page?.sentences.map(({ text }) => plain(text).replaceAll('\u2060', '')) }
}

test('a running night: presence up to the data, the plan to its end, no verdict', async () => {
  const { contents, pdf, mail } = await monthAt(AS_OF)
  const night = contents.nights.at(-1)
  expect(night?.date).toBe('2025-03-03')
  expect(
    night?.spans.map(({ from_at, until_at, state }) => [clock(from_at), clock(until_at), state]),
  ).toEqual([
    ['22:00', '23:31', 'present'],
    ['23:31', '08:00', 'planned'],
  ])
  expect(night?.running).toEqual({ until_at: Date.parse(moment('2025-03-03 23:31')), waiting: 0 })
  if (night === undefined) return
  const row = nightRow(night, 'management', { locale: 'ru', t: wordsOf('ru') })
  expect([row.verdict, row.tone, row.turns]).toEqual(['ещё идёт', null, 3])
  expect(mail('ru').text).not.toMatch(/Ночь с 3 на 4 марта —/)
  expect(await pdf('ru')).not.toContain('с 3 на 4 марта вовремя')
})

test.each([
  [
    'ru',
    [
      'Ночь ещё идёт. Пока три вопроса, все вовремя.',
      'По графику 22:00–08:00.',
      'На связи 22:00–23:31.',
      'Данные на 23:31.',
    ],
  ],
  [
    'en',
    [
      'The night is still going on. So far three questions, all answered on time.',
      'Scheduled 22:00–08:00.',
      'Someone there 22:00–23:31.',
      'Data as of 23:31.',
    ],
  ],
] as const)('its page, %s', async (locale, sentences) => {
  const { page, sentences: shown } = await pageAt(AS_OF, 'owner', locale)
  expect(shown).toEqual(sentences)
  expect(page?.axis).toEqual({
    from_at: Date.parse(moment('2025-03-03 22:00')),
    until_at: Date.parse(moment('2025-03-04 08:00')),
  })
})

test('to staff it tells who is there: the plan to its end, the clock up to the data', async () => {
  const { page, sentences } = await pageAt(AS_OF, 'staff', 'ru')
  expect(sentences?.[0]).toBe('Ночь ещё идёт. Пока три обращения, все вовремя.')
  const [anna] = page?.people ?? []
  const span = (spans: { from_at: number; until_at: number }[] = []) =>
    spans.map(({ from_at, until_at }) => `${clock(from_at)}–${clock(until_at)}`)
  expect(span(anna?.planned)).toEqual(['22:00–08:00'])
  expect(span(anna?.clocked)).toEqual(['22:00–23:31'])
  // that its end is not clocked yet is no lack
  expect(anna?.spoken.replaceAll('\u2060', '')).toBe('22:00–23:31')
})

test('when it is over it has its verdict, and one that was late says so before', async () => {
  const at = async (time: string) => {
    const { contents } = await monthAt(Date.parse(moment(time)))
    const night = contents.nights.find(({ date }) => date === '2025-03-03')
    return night === undefined
      ? null
      : [
          nightRow(night, 'management', { locale: 'ru', t: wordsOf('ru') }).verdict,
          night.running !== undefined,
        ]
  }
  expect(await at('2025-03-04 07:59')).toEqual(['ещё идёт', true])
  expect(await at('2025-03-04 08:00')).toEqual(['смена молчала', false])
  const { sentences } = await pageAt(Date.parse(moment('2025-03-04 05:00')), 'owner', 'ru')
  expect(sentences?.[0]).toBe('Ночь ещё идёт. Пока четыре вопроса, с опозданием — один.')
  const { sentences: waiting } = await pageAt(Date.parse(moment('2025-03-04 03:05')), 'owner', 'ru')
  expect(waiting?.[0]).toBe('Ночь ещё идёт. Пока четыре вопроса, никто не ждёт дольше обещанного.')
})

test('an owner is not told when others’ guests write: presence up to what he is told of', async () => {
  const at = Date.parse(moment('2025-03-06 00:00'))
  const sentencesFor = async (kind: 'owner' | 'staff') =>
    (await pageAt(at, kind, 'ru', '2025-03-05')).sentences
  expect(await sentencesFor('owner')).toEqual(
    expect.arrayContaining(['На связи 22:00–22:30.', 'Данные на 22:30.']),
  )
  expect(await sentencesFor('staff')).toEqual(
    expect.arrayContaining(['На связи 22:00–23:40.', 'Данные на 23:40.']),
  )
  const { contents } = await monthAt(at)
  expect(contents.nights.at(-1)?.running?.until_at).toBe(Date.parse(moment('2025-03-05 22:30')))
})
