import { describe, expect, test } from 'vitest'
import {
  GUEST,
  OPTIONS,
  US,
  android,
  iphone,
  readBytes,
  readTaken,
  short,
  shorts,
} from '#tests/support/whatsapp-export.ts'

const account = `account(${US})`

describe('what a line is', () => {
  test.each([
    ['', 'empty'],
    ['null', 'guest media'],
    ['<Media omitted>', 'guest media'],
    ['<Медиа скрыто>', 'guest media'],
    ['местоположение: https://maps.google.com/?q=59,30', 'guest media'],
    ['договор.pdf • \u200e2 страницы \u200eдокумент отсутствует', 'guest media'],
    ['смотрите \u200eизображение отсутствует', 'guest media смотрите'],
    ['\u200eстикер не добавлен', 'guest media'],
    ['\u200eКарточка контакта отсутствует', 'guest media'],
    ['\u200eGIF omitted', 'guest media'],
    ['\u200eaudio omitted', 'guest voice'],
    ['\u200e<attached: 00000012-AUDIO-2026-03-22-14-37-44.opus>', 'guest voice'],
    ['PTT-20261113-WA0001.opus (file attached)', 'guest voice'],
    ['ключ отсутствует', 'guest text ключ отсутствует'],
    ['поздно <Сообщение изменено>', 'guest text поздно'],
    ['Вы удалили данное сообщение', 'guest media'],
    ['POLL:', 'guest media POLL:'],
    ['Waiting for this message. This may take a while.', 'guest media'],
    ['\u200eПропущенный видеозвонок', 'guest missed_call'],
    ['\u200eMissed voice call. \u200eTap to call back', 'guest missed_call'],
    ['\u200eVoice call. \u200eNo answer', 'unanswered_call'],
    ['\u200eВаш код безопасности с контактом А изменился. \u200eПодробнее.', 'service'],
  ])('%j', async (body, what) => {
    expect(shorts(await readTaken(iphone(`${GUEST}: обычное`, `${GUEST}: ${body}`))).slice(1)).toEqual([what])
  })

  test('a taken call is two events, one of ours is one, and one of ours in vain is none', async () => {
    const found = await readTaken(
      android(`${GUEST}: Аудиозвонок, 12 мин`, `${US}: Voice call, 5 min`, `${US}: Missed voice call`),
    )
    expect(found.map(short)).toEqual([
      '18:10:00.000 guest call',
      `18:10:00.001 manager ${account} call`,
      `18:10:00.002 manager ${account} call`,
      'unanswered_call',
    ])
  })

  test("the messenger's own lines name nobody, with a colon either", async () => {
    const found = await readTaken(
      android(
        'Мария изменил(-а) тему с "Уют: ночь" на "Уют"',
        'Мария создал(-а) группу «Уют: ночь»',
        'Mary changed the subject from "A: b" to "C: d"',
        'Вы добавили контакт',
        `${GUEST}: да`,
      ),
    )
    expect(shorts(found)).toEqual(['service', 'service', 'service', 'service', 'guest text да'])
  })

  test('what an iPhone says in the name of a group is no message and makes no author', async () => {
    const found = await readTaken(
      iphone('Уют: \u200eMária vytvorila skupinu', 'Мария: 1', 'Уют: \u200eМария покинула группу', 'Олег: 2'),
      { ...OPTIONS, file_name: 'WhatsApp Chat - Уют.txt' },
    )
    expect(shorts(found)).toEqual([
      'service',
      'unknown account(Мария) text 1',
      'service',
      'unknown account(Олег) text 2',
    ])
  })

  test('pasted lines of another phone belong to the message, and lines out of order are where they are', async () => {
    const found = await readTaken(
      `13.11.2026, 21:12 - ${GUEST}: вот\n[13.11.26, 20:00:00] Олег: когда?\n01.02.1985, 10:00 - x: y\n` +
        `\ufeff13.11.2026, 21:11 - ${US}: ок\n13.11.2026, 21:12 - ${GUEST}: да\n`,
    )
    expect(found.map(short)).toEqual([
      '18:12:00.000 guest text вот\n[13.11.26, 20:00:00] Олег: когда?\n01.02.1985, 10:00 - x: y',
      `18:11:00.000 manager ${account} text ок`,
      '18:12:00.001 guest text да',
    ])
  })

  test('years of another calendar are not guessed', async () => {
    const found = await readBytes('[18/3/2565 BE, 14:56:01] A: b\n[19/3/2565 BE, 14:56:01] A: b\n')
    expect(shorts(found)).toEqual([expect.stringContaining('Gregorian')])
  })

  test('a date that is none in the order of the others', async () => {
    const found = await readTaken(`30.01.2026, 10:00 - ${GUEST}: a\n01.30.2026, 10:00 - ${GUEST}: b\n`)
    expect(shorts(found)).toEqual(['guest text a', expect.stringContaining('not in the calendar')])
  })
})
