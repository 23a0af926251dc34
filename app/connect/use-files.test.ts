import { expect, test } from 'vitest'
import { newSeal } from '#pipelines/sealed-names.ts'
import { DEFAULT_POLICY } from '#sql/directory/policy.ts'
import { accountOf, chatOf, guest, us, written } from '#tests/support/telegram-export.ts'
import { xlsx } from '#tests/support/xlsx.ts'
import { contentsOf, recognise } from './read-file.ts'
import { nextToLoad, type DroppedFile } from './use-files.ts'

const CLOCK = { timezone: 'Europe/Moscow', night: DEFAULT_POLICY }
const ANSWERS = { connection: 'uyut', timezone: 'Europe/Moscow', date_order: '', complete: '' } as const
const SEAL = newSeal(new Uint8Array(9).fill(7))
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')

/** As somebody might drop them: the wrong way round. */
const FILES: Record<string, string | Uint8Array> = {
  'Инциденты.csv': 'Квартира;Дата;Время;Что случилось\nНевский 24;12.11.2026;14:30;Протекает кран на кухне\n',
  'Отзывы.csv': 'Квартира;Дата;Оценка;Площадка\nНевский 24;12.11.2026;5;Авито\n',
  'result.json': written(accountOf([chatOf([guest('Где ключ?'), us('Под ковриком')])])),
  'Невский 24.ics': calendar(
    ...['UID:a1@airbnb.com', 'DTSTART;VALUE=DATE:20261111', 'DTEND;VALUE=DATE:20261113', 'SUMMARY:Reserved'],
  ),
  'Брони.csv':
    'Номер;Объект;Заезд;Выезд;Гость;Статус\n77;Невский 24;09.11.2026;14.11.2026;Анна;Подтверждено\n',
  'Дежурства.ics': calendar(
    ...['UID:d1', 'DTSTART;TZID=Europe/Moscow:20261111T210000', 'DTEND;TZID=Europe/Moscow:20261112T090000'],
    'SUMMARY:Дежурство: Анна',
  ),
  'График.csv': 'Ноябрь 2026\nФИО;9;10;11;12;13\nАнна Клинова;Н;Н;Н;Н;Н\n',
  'Всё сразу.xlsx': xlsx({
    Брони: [
      ['Номер', 'Объект', 'Заезд', 'Выезд', 'Гость'],
      ['78', 'Невский 24', '19.11.2026', '21.11.2026', 'Анна'],
    ],
    Квартиры: [
      ['Квартира', 'Владелец'],
      ['Невский 24', 'Соколова Елена'],
    ],
  }),
  'Квартиры.csv': 'Квартира;Владелец\nНевский 24;Соколова Елена\n',
}

async function queued(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  id: number,
): Promise<DroppedFile> {
  const file = new File([content], name)
  const known = await recognise(file)
  if ('foreign' in known) throw new Error(`${name} is ${known.foreign}`)
  const contents = await contentsOf(file, known.reader, {
    answers: ANSWERS,
    seal: SEAL,
    clock: CLOCK,
    onRead: () => undefined,
  })
  expect(contents.events, name).toBeGreaterThan(0)
  return { id, file, answers: ANSWERS, state: { is: 'queued', contents } }
}

test('however files are dropped: homes, who is on duty, who stays, who wrote, reviews, incidents', async () => {
  let left = await Promise.all(
    Object.entries(FILES).map(([name, content], id) => queued(name, content as string, id)),
  )
  const order: string[] = []
  for (let next = nextToLoad(left); next !== undefined; next = nextToLoad(left)) {
    order.push(next.file.name)
    left = left.filter((one) => one !== next)
  }
  expect(order).toEqual([
    'Всё сразу.xlsx',
    'Квартиры.csv',
    'Дежурства.ics',
    'График.csv',
    'Невский 24.ics',
    'Брони.csv',
    'result.json',
    'Отзывы.csv',
    'Инциденты.csv',
  ])
})
