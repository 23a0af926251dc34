import { expect, test } from 'vitest'
import { dataOf, of, others, readSheet, SECRET } from '#tests/support/sheets.ts'

test('reviews: scales of platforms, commas, stars, and none', async () => {
  const reads = await readSheet(
    `Квартира;Дата;Площадка;Оценка;Гость;Текст
Невский 24;03.11.2026;Авито;5;${SECRET.name};${SECRET.remark}
Невский 24;03.11.2026;Суточно.ру;8,3;;
Невский 24;04.11.2026;Островок;9.6 из 10;;
Невский 24;04.11.2026;Яндекс;★★★★☆;;
Невский 24;05.11.2026;Авито;без оценки;;
Невский 24;05.11.2026;Авито;7;;
`,
  )
  expect(dataOf(reads, 'review').map(({ platform, rating, scale }) => [platform, rating, scale])).toEqual([
    ['avito', 5, 5],
    ['sutochno', 8.3, 10],
    ['ostrovok', 9.6, 10],
    ['yandex_travel', 4, 5],
  ])
  expect(of(reads, 'review')[0]).toMatchObject({
    id: 'review/nevskij-24/avito/2026-11-03/1',
    time: '2026-11-03T09:00:00.000Z',
    data: { review_id: 'uyut/nevskij-24/avito/2026-11-03/1', property_id: 'nevskij-24' },
  })
  expect(others(reads)).toEqual([
    'no_rating',
    'a rating that cannot be read, or lies outside the scale of its platform',
  ])
})

test('incidents: a day and a time open one, the time it was solved closes it, also after midnight', async () => {
  const reads = await readSheet(
    `Дата;Время;Квартира;Что случилось;Важность;Решено;Кто;Комментарий
06.11.2026;14.30;Невский 24;Протечка под раковиной;авария;15:10;Анна К.;${SECRET.remark}
06.11.2026;23:50;Невский 24;шумят соседи;;0:20;Анна К.;
07.11.2026;вечером;Невский 24;авария;;;;
07.11.2026;10:00;Невский 24;не работает wi-fi;;через час;;
`,
  )
  expect(
    of(reads, 'incident').map(({ time, data }) => [
      time.slice(5, 16),
      data['action'],
      data['category'],
      data['severity'],
    ]),
  ).toEqual([
    ['11-06T11:30', 'opened', 'leak', 'critical'],
    ['11-06T12:10', 'resolved', 'leak', undefined],
    ['11-06T20:50', 'opened', 'noise', undefined],
    ['11-06T21:20', 'resolved', 'noise', undefined],
    ['11-07T07:00', 'opened', 'wifi', undefined],
  ])
  expect(dataOf(reads, 'incident')[1]).toMatchObject({ actor: { role: 'manager', id: 'anna-k' } })
  expect(others(reads)).toEqual([
    'an incident without a time of day, such as 14:30: it is not counted',
    'an incident of which the time it was solved cannot be read: it is taken as open',
  ])
})
