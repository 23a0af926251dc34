import { expect, test } from 'vitest'
import { clocksOf, dayAt, mainZone } from '#reports/month/clocks.ts'
import { nightTitle } from '#reports/month/titles.ts'
import { ownerScope } from '#sql/directory/scope.ts'
import { parseDay } from '#sql/time/zone.ts'
import { guest, incident, manager, owner, property, shift, type TestEvent } from './support/events.ts'
import { ownerMonths } from './support/owner-months.ts'

const from = { managed_from: '2025-03-01' }
/** Two homes of one owner, seven hours apart; of one name each, told anew. */
const homes = (id: string, names: [string, string], time?: string) => [
  owner({ owner_id: id, name: id }),
  property(
    { property_id: `${id}-msk`, name: names[0], owner_id: id, timezone: 'Europe/Moscow', ...from },
    time,
  ),
  property(
    { property_id: `${id}-vlad`, name: names[1], owner_id: id, timezone: 'Asia/Vladivostok', ...from },
    time,
  ),
]
const clocked = (home: string, start: string, end: string): TestEvent[] => {
  const of = { shift_id: `${home} ${start}`, property_ids: [home] }
  return [shift('started', start, of), shift('ended', end, of)]
}
/** Each night of March somebody is there: 22:00 to 08:00 in Vladivostok is 15:00 to 01:00 in Moscow. */
const nights = (id: string) =>
  Array.from({ length: 31 }, (_, index) => {
    const day = (plus: number) => new Date(Date.UTC(2025, 2, index + 1 + plus)).toISOString().slice(0, 10)
    return [
      ...clocked(`${id}-msk`, `${day(0)} 22:00`, `${day(1)} 08:00`),
      // a hole from 02:00 to 04:00 by its own clock, on the 15th
      ...(index === 14
        ? [
            ...clocked(`${id}-vlad`, `${day(0)} 15:00`, `${day(0)} 19:00`),
            ...clocked(`${id}-vlad`, `${day(0)} 21:00`, `${day(1)} 01:00`),
          ]
        : clocked(`${id}-vlad`, `${day(0)} 15:00`, `${day(1)} 01:00`)),
    ]
  }).flat()
const asked = (home: string, time: string, answered: string) => [
  guest(time, { property_id: home, conversation_id: `${home} ${time}` }),
  manager(answered, { property_id: home, conversation_id: `${home} ${time}`, author_id: 'nobody' }),
]
const story = (id: string) => [
  ...nights(id),
  // 00:30 on 1 March there
  ...asked(`${id}-vlad`, '2025-02-28 17:30', '2025-02-28 18:00'),
  ...asked(`${id}-msk`, '2025-03-10 23:00', '2025-03-10 23:30'),
  // 03:00 on the 16th there
  ...asked(`${id}-vlad`, '2025-03-15 20:00', '2025-03-15 20:40'),
  incident('opened', '2025-03-20 19:00', { incident_id: `${id}-i`, property_id: `${id}-vlad` }),
]

const months = ownerMonths([
  ...homes('two', ['Тверская, 1', 'Светланская, 3']),
  ...story('two'),
  ...homes('named', ['Я', 'А']),
  ...homes('named', ['А', 'Я'], '2025-05-01 00:00'),
  ...story('named'),
  owner({ owner_id: 'one', name: 'one' }),
  property({ property_id: 'one-a', name: 'A', owner_id: 'one', timezone: 'Europe/Moscow', ...from }),
  property({ property_id: 'one-b', name: 'B', owner_id: 'one', timezone: 'Europe/Simferopol', ...from }),
  ...asked('one-b', '2025-03-10 23:00', '2025-03-10 23:30'),
])

test('each line by its own home’s clock, which is named', async () => {
  const { contents, pdf, mail } = await months.of('two')
  const text = await pdf('ru')
  expect(text).toContain('16 марта, 03:00 по Владивостоку')
  expect(text).toMatch(/Светланская, 3 по Владивостоку 02:00 Никого на связи 03:00 Гость написал/)
  // the case, in its table
  expect(text).toMatch(/21 марта 02:00 по Владивостоку/)
  expect(text).toContain('Время по Москве — Тверская, 1. Время по Владивостоку — Светланская, 3.')
  expect(text).not.toContain('28 февраля')
  expect(mail('ru').text).toContain('16 марта, 03:00 по Владивостоку')
  expect(mail('ru').text).toMatch(/Данные на .* по Москве\./)
  expect(await pdf('en')).toContain('16 March, 03:00 Vladivostok time')
  expect(contents.trend).toMatchObject({ kind: 'dots' })
  // noon is the middle of a day at either home
  if (contents.trend.kind === 'dots')
    expect(contents.trend.dots.map(({ day }) => Math.round(day * 24 * 2) / 2)).toEqual([
      0.5,
      9 * 24 + 23,
      15 * 24 + 3,
    ])
})

test('the strip shows each home’s night, 22:00 on 22:00', async () => {
  const { contents } = await months.of('two')
  const hour = (at: number) => new Date(at + 3 * 3_600_000).getUTCHours()
  for (const { from_at, until_at } of contents.nights)
    expect([hour(from_at), hour(until_at), until_at - from_at]).toEqual([22, 8, 10 * 3_600_000])
  expect(contents.nights).toHaveLength(31)
  const bad = contents.nights.filter(({ spans }) => spans.length !== 1)
  expect(bad.map(({ date, gap_max_s }) => [date, gap_max_s])).toEqual([['2025-03-15', 7200]])
  expect(bad[0]?.spans.map(({ from_at, until_at, state }) => [hour(from_at), hour(until_at), state])).toEqual(
    [
      [22, 2, 'present'],
      [2, 4, 'nobody'],
      [4, 8, 'present'],
    ],
  )
  const dots = contents.nights.flatMap((night) => night.dots.map(({ at }) => [night.date, hour(at)]))
  expect(dots).toEqual([
    // of the small hours of the first morning on which the home is managed: in that date's turns
    ['2025-03-01', 0],
    ['2025-03-10', 23],
    ['2025-03-15', 3],
  ])
  expect(nightTitle(contents, 'ru').replaceAll('\u00a0', ' ')).toBe(
    'С 15 на 16 марта 2 часа никого не было на связи',
  )
})

test('what homes are called decides nothing', async () => {
  const [two, named] = [await months.of('two'), await months.of('named')]
  const bare = (contents: unknown) =>
    JSON.stringify(contents)
      .replaceAll(/(two|named)(?=-| |")/g, 'id')
      .replaceAll(/"(Тверская, 1|А)"/g, '"1"')
      .replaceAll(/"(Светланская, 3|Я)"/g, '"2"')
  const { homes: homesTwo, ...restTwo } = two.contents
  const { homes: homesNamed, ...restNamed } = named.contents
  expect(bare(restNamed)).toBe(bare(restTwo))
  expect(homesNamed.map(({ property_id }) => property_id.slice(6)).sort()).toEqual(
    homesTwo.map(({ property_id }) => property_id.slice(4)).sort(),
  )
})

test('clocks that show the same need no name', async () => {
  const { contents, pdf } = await months.of('one')
  expect(contents.zones).toBeUndefined()
  const text = await pdf('ru')
  expect(text).toContain('10 марта, 23:00 в')
  expect(text).toContain('Время — по Москве.')
})

test('the zone of most homes; of as many the default one, whatever they are called', async () => {
  const directory = await months.database().directory()
  expect(mainZone(directory, ['two-vlad', 'two-msk'])).toBe('Europe/Moscow')
  expect(mainZone(directory, ['two-vlad', 'two-msk', 'named-vlad'])).toBe('Asia/Vladivostok')
  expect(mainZone(directory, [])).toBe('Europe/Moscow')
  const march = { from: parseDay('2025-03-01'), until: parseDay('2025-04-01') }
  expect(clocksOf(directory, ['two-msk', 'two-vlad'], march)).toEqual({
    timezone: 'Europe/Moscow',
    zones: { 'two-vlad': 'Asia/Vladivostok' },
  })
  // the day has come where it comes last
  const scope = ownerScope(directory, 'two')
  expect(dayAt(directory, scope, Date.parse('2025-03-31T20:59:00Z'))).toBe(parseDay('2025-03-31'))
  expect(dayAt(directory, scope, Date.parse('2025-03-31T21:00:00Z'))).toBe(parseDay('2025-04-01'))
})
