import { expect, test } from 'vitest'
import { newSeal } from '#pipelines/sealed-names.ts'
import { DEFAULT_POLICY } from '#sql/directory/policy.ts'
import { accountOf, chatOf, guest, us, written } from '#tests/support/telegram-export.ts'
import { quietMonths } from './message-counts.ts'
import type { Answers, Contents } from './protocol.ts'
import { contentsOf, recognise } from './read-file.ts'

const MOSCOW = 'Europe/Moscow'
const CLOCK = { timezone: MOSCOW, night: DEFAULT_POLICY }
const ANSWERS: Answers = { connection: 'uyut', timezone: MOSCOW, date_order: '', complete: '' }

async function look(name: string, content: string, answers = ANSWERS): Promise<Contents> {
  const file = new File([content], name)
  const known = await recognise(file)
  if ('foreign' in known) throw new Error(`${name} is ${known.foreign}`)
  const seal = newSeal(new Uint8Array(9).fill(7))
  return contentsOf(file, known.reader, { answers, seal, clock: CLOCK, onRead: () => undefined })
}

const WHATSAPP = 'Чат WhatsApp с контактом Анна.txt'
const chat = (...lines: string[]) => `${lines.join('\n')}\n`
const ics = (lines: string[], head: string[] = []) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', ...head, 'BEGIN:VEVENT', 'UID:1', ...lines],
    ...['SUMMARY:Дежурство: Анна', 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')
const telegram = (isOld: boolean) =>
  written(
    accountOf([
      chatOf(
        [guest('Где ключ?'), us('Под ковриком')].map((one) =>
          isOld ? { ...one, date_unixtime: undefined } : one,
        ),
      ),
    ]),
  )

test.each([
  [WHATSAPP, chat('13.11.2026, 21:10 - Анна: Где ключ?', '13.11.2026, 21:12 - Уют: Под ковриком'), true],
  ['result.json', telegram(false), false],
  ['old result.json', telegram(true), true],
  ['График.csv', 'Ноябрь 2026\nФИО;9;10;11;12;13\nАнна Клинова;Н;Н;Н;Н;Н\n', true],
  ['Квартиры.csv', 'Квартира;Владелец;В управлении с\nНевский 24;Соколова Елена;01.10.2026\n', false],
  ['Брони.csv', 'Объект;Заезд;Выезд;Гость\nНевский 24;09.11.2026;14.11.2026;Анна\n', false],
  ['Брони с часом.csv', 'Объект;Заезд;Выезд;Гость\nНевский 24;09.11.2026 15:00;14.11.2026;Анна\n', true],
  ['Отзывы.csv', 'Квартира;Дата;Оценка;Площадка\nНевский 24;12.11.2026;5;Авито\n', false],
  ['Инциденты.csv', 'Квартира;Дата;Время;Что случилось\nНевский 24;12.11.2026;14:30;Протекает кран\n', true],
  ['floating.ics', ics(['DTSTART:20261111T210000', 'DTEND:20261112T090000']), true],
  ['whole day.ics', ics(['DTSTART;VALUE=DATE:20261111', 'SUMMARY:Анна 21-9']), true],
  [
    'zone of the calendar.ics',
    ics(['DTSTART:20261111T210000', 'DTEND:20261112T090000'], ['X-WR-TIMEZONE:Asia/Omsk']),
    false,
  ],
  ['utc.ics', ics(['DTSTART:20261111T180000Z', 'DTEND:20261112T060000Z']), false],
])('%s: whether its times say no zone', async (name, content, isLocal) => {
  const { local_zone, events } = await look(name, content)
  expect(events).toBeGreaterThan(0)
  expect(local_zone).toBe(isLocal ? MOSCOW : null)
})

test('a chat that begins at night by the clock of the homes is told, and is none by another zone', async () => {
  const begins = (clock: string) =>
    chat(`13.11.2026, ${clock} - Анна: Где ключ?`, '13.11.2026, 12:12 - Уют: Под ковриком')
  expect(await look(WHATSAPP, begins('03:00'))).toMatchObject({ early_chats: 1, conversations: 1 })
  expect(await look(WHATSAPP, begins('04:59'))).toMatchObject({ early_chats: 1 })
  expect(await look(WHATSAPP, begins('05:00'))).toMatchObject({ early_chats: 0 })
  expect(await look(WHATSAPP, begins('02:59'))).toMatchObject({ early_chats: 0 })
  // the phone was in Vladivostok, seven hours ahead
  const answers = { ...ANSWERS, timezone: 'Asia/Vladivostok' }
  expect(await look(WHATSAPP, begins('03:00'), answers)).toMatchObject({
    early_chats: 0,
    local_zone: 'Asia/Vladivostok',
    first_at: Date.parse('2026-11-12T17:00:00Z'),
  })
})

test('messages by month and side, those of guests at night, months without any; calls are none', async () => {
  const { months } = await look(
    WHATSAPP,
    chat(
      '31.08.2026, 21:59 - Анна: Где ключ?',
      '31.08.2026, 22:00 - Анна: Ау',
      '31.08.2026, 22:03 - Уют: Под ковриком',
      '01.11.2026, 07:59 - Анна: <Без медиафайлов>',
      '01.11.2026, 08:00 - Анна: Спасибо',
      '01.11.2026, 08:10 - Пропущенный аудиозвонок',
    ),
  )
  expect(months).toEqual([
    { month: '2026-08', guests: 2, at_night: 1, ours: 1, open: 0 },
    { month: '2026-09', guests: 0, at_night: 0, ours: 0, open: 0 },
    { month: '2026-10', guests: 0, at_night: 0, ours: 0, open: 0 },
    { month: '2026-11', guests: 2, at_night: 1, ours: 0, open: 0 },
  ])
})

test('a month is quiet with under a tenth of what is usual, unless it is the first or the last', () => {
  const of = (...counts: number[]) =>
    counts.map((guests, at) => ({ month: `2026-0${at + 1}`, guests, at_night: 0, ours: 0, open: 0 }))
  expect(quietMonths(of(1, 200, 19, 200, 210, 2))).toEqual(['2026-03'])
  expect(quietMonths(of(1, 200, 20, 200, 210, 2))).toEqual([])
  expect(quietMonths(of(1, 500))).toEqual([])
})
