import { describe, expect, test } from 'vitest'
import {
  OPTIONS,
  GUEST,
  US,
  EVENING,
  SECRET,
  said,
  guest,
  us,
  phoneCall,
  chatOf,
  accountOf,
  readFile,
  short,
  shorts,
} from '#tests/support/telegram-export.ts'

describe('a chat with a guest', () => {
  test('an event to the last member', async () => {
    const [one, other] = await readFile(
      chatOf([
        guest('Где ключ?', { id: 41, date_unixtime: String(EVENING) }),
        us('В боксе', { id: 42, date_unixtime: String(EVENING + 90), edited_unixtime: String(EVENING + 99) }),
      ]),
    )
    const common = {
      conversation_id: 'tg-chat(uyut/user700100)',
      channel: 'telegram',
      guest_id: 'guest(telegram:700100)',
    }
    const envelope = { specversion: '1.0', source: 'telegram://uyut', type: 'butler.message.v1' }
    expect(one).toEqual({
      event: {
        ...envelope,
        id: 'chat(uyut/user700100)/41',
        time: '2026-11-03T18:10:00.000Z',
        data: { ...common, author: { role: 'guest' }, kind: 'text', text: 'Где ключ?' },
      },
    })
    expect(other).toEqual({
      event: {
        ...envelope,
        id: 'chat(uyut/user700100)/42',
        time: '2026-11-03T18:11:30.000Z',
        data: {
          ...common,
          author: { role: 'manager' },
          account: 'account(user500200)',
          kind: 'text',
          text: 'В боксе',
        },
      },
    })
  })

  test('words stand in a string or in parts; words of nobody are left out', async () => {
    const link = { type: 'link', text: 'https://example.org' }
    expect(
      await shorts([
        guest(['Вот ', link, ' и ', { type: 'bold', text: 'всё' }]),
        guest('', { text_entities: [{ type: 'plain', text: 'из частей' }] }),
        guest(''),
        guest(' \n'),
        said(null, 'кто?'),
        guest('переслано', { forwarded_from: SECRET.name, via_bot: SECRET.user }),
      ]),
    ).toEqual([
      'guest text Вот https://example.org и всё',
      'guest text из частей',
      'empty',
      'empty',
      'no_author',
      'guest text переслано',
    ])
  })

  test('a voice, a picture, a sticker, a place and a card are more than words', async () => {
    const file = '(File not included. Change data exporting settings to download.)'
    expect(
      await shorts([
        guest('', { file, media_type: 'voice_message', duration_seconds: 4 }),
        us('', { file, media_type: 'video_message' }),
        guest('паспорт', { photo: SECRET.file, width: 1, height: 1 }),
        us('', { file, media_type: 'sticker', sticker_emoji: '👍' }),
        guest('', { location_information: null }),
        guest('', { contact_information: { first_name: SECRET.name, phone_number: SECRET.phone } }),
      ]),
    ).toEqual([
      'guest voice',
      'manager account(user500200) voice',
      'guest media паспорт',
      'manager account(user500200) media',
      'guest media',
      'guest media',
    ])
  })

  test('16 KiB of words are taken, of more the beginning, whole characters', async () => {
    const whole = 'ы'.repeat(8192)
    expect(await shorts([guest(whole), guest(`${whole}!`), guest(`a${'😀'.repeat(5000)}`)])).toEqual([
      `guest text ${whole}`,
      `guest text ${whole}`,
      `guest text a${'😀'.repeat(4095)}`,
    ])
  })

  test('an account that was deleted has no name and is who it was; in old exports from_id is a number', async () => {
    expect(
      await shorts([guest('а', { from: null }), said(GUEST, 'б'), said(US, 'в')], { name: null }),
    ).toEqual(['guest text а', 'guest text б', 'manager account(user500200) text в'])
  })

  test('what is no message', async () => {
    expect(
      await shorts([
        { id: 1, type: 'unsupported' },
        { ...guest('x'), type: 'service', action: 'pin_message', actor_id: 'user1' },
        guest('x', { date: undefined, date_unixtime: undefined }),
        guest('x', { date: '1970-01-01T03:00:00', date_unixtime: '0' }),
        guest('x', { type: 'letter' }),
        guest('x', { id: undefined }),
        'x',
      ]),
    ).toEqual([
      ...['unsupported', 'service', 'no_date', 'no_date', 'a message of a type that is not known'],
      ...['a message without a number', 'a message without a number'],
    ])
  })
})

describe('calls', () => {
  test('who called and whether anybody took it', async () => {
    const ours = 'manager account(user500200)'
    expect(
      await shorts([
        us('Здравствуйте'),
        phoneCall(GUEST, { duration_seconds: 62, discard_reason: 'hangup' }),
        phoneCall(GUEST, { duration_seconds: 5, discard_reason: 'disconnect' }),
        phoneCall(GUEST, { discard_reason: 'migrate_conference_all' }),
        phoneCall(GUEST, { discard_reason: 'missed' }),
        phoneCall(GUEST, { discard_reason: 'busy' }),
        phoneCall(GUEST, { discard_reason: 'hangup' }),
        phoneCall(US, { duration_seconds: 30, discard_reason: 'hangup' }),
        phoneCall(US, { discard_reason: 'missed' }),
      ]),
    ).toEqual([
      `${ours} text Здравствуйте`,
      ...['guest call', `${ours} call`, 'guest call', `${ours} call`, 'guest call', `${ours} call`],
      ...['guest missed_call', 'guest missed_call', 'guest missed_call'],
      ...[`${ours} call`, `${ours} missed_call`],
    ])
  })

  test('a taken call is two events a millisecond apart; who took it is known from the file alone', async () => {
    const call = phoneCall(GUEST, { id: 9, date_unixtime: String(EVENING), duration_seconds: 62 })
    const next = guest('Спасибо', { date_unixtime: String(EVENING) })
    const found = await readFile(accountOf([chatOf([call, next])]))
    expect(found.map(short)).toEqual([
      '18:10:00.000 guest call',
      '18:10:00.001 manager account(user500200) call',
      '18:10:00.002 guest text Спасибо',
    ])
    expect(found).toMatchObject([
      { event: { id: 'chat(uyut/user700100)/9' } },
      { event: { id: 'chat(uyut/user700100)/9/taken' } },
      {},
    ])
    expect((await readFile(chatOf([call]))).map(short)).toEqual([
      '18:10:00.000 guest call',
      '18:10:00.001 manager call',
    ])
  })
})

describe('all chats of an account', () => {
  test('ours is who exported; of others in a chat of two nobody knows', async () => {
    const found = await readFile(accountOf([chatOf([guest('а'), us('б'), said('channel77', 'в')])]))
    expect(found.map(short).map((one) => one.slice(13))).toEqual([
      'guest text а',
      'manager account(user500200) text б',
      'unknown account(channel77) text в',
    ])
  })

  test('in groups everybody is unknown, anonymous admins too', async () => {
    const messages = [
      said('user1', 'Готово'),
      us('Спасибо'),
      said('channel900', 'Объявление', { author: SECRET.name }),
    ]
    for (const type of ['private_group', 'private_supergroup', 'public_supergroup']) {
      const found = await readFile(accountOf([chatOf(messages, { type, id: 900 })]))
      expect(found.map(short).map((one) => one.slice(13))).toEqual([
        'unknown account(user1) text Готово',
        'unknown account(user500200) text Спасибо',
        'unknown account(channel900) text Объявление',
      ])
      expect(JSON.stringify(found)).not.toContain('guest')
    }
  })

  test.each([
    ['saved_messages', 'saved_messages'],
    ['replies', 'replies'],
    ['verification_codes', 'notices'],
    ['bot_chat', 'bot_chat'],
    ['private_channel', 'channel'],
    ['public_channel', 'channel'],
    ['', 'a chat of a type that is not known'],
    [null, 'a chat of a type that is not known'],
    ['starship', 'a chat of a type that is not known'],
  ])('a chat %s: %s', async (type, reason) => {
    const chat = { type, id: 5, messages: [guest('x'), us('y')] }
    expect((await readFile(accountOf([chat]))).map(short)).toEqual([reason, reason])
  })

  test('codes of Telegram itself are no guest', async () => {
    expect(await shorts([said('user777000', 'Login code: 12345')], { id: 777000 })).toEqual(['notices'])
  })

  test('two chats of one name, one number of a person and of groups, and a chat that was left are four', async () => {
    const [a, b] = [guest('а', { id: 1 }), said('user2', 'б', { id: 1 })]
    const found = await readFile(
      accountOf(
        [chatOf([a]), chatOf([b], { id: 2 }), chatOf([b], { type: 'private_group', id: GUEST })],
        [chatOf([b, { ...b, id: -999_999_999 }], { type: 'private_supergroup', id: GUEST })],
      ),
    )
    expect(found.map((one) => ('event' in one ? one.event.id : one))).toEqual([
      'chat(uyut/user700100)/1',
      'chat(uyut/user2)/1',
      'chat(uyut/chat700100)/1',
      'chat(uyut/channel700100)/1',
      'chat(uyut/channel700100)/-999999999',
    ])
  })

  test('an account without chats is read, and gives nothing', async () => {
    expect(await readFile(accountOf([]))).toEqual([])
    expect(await readFile(accountOf([chatOf([])]))).toEqual([])
  })
})

describe('times', () => {
  const times = async (messages: unknown[], options = OPTIONS) =>
    (await readFile(chatOf(messages), options)).map((one) =>
      'event' in one ? one.event.time : Object.values(one)[0],
    )

  test('an old export tells local time', async () => {
    const old = (date: string) => guest('x', { date, date_unixtime: undefined })
    expect(await times([old('2021-03-01T21:10:05'), old('2021-02-30T21:10:05'), old('2021-03-01')])).toEqual([
      '2021-03-01T18:10:05.000Z',
      'no_date',
      'no_date',
    ])
    const berlin = { ...OPTIONS, timezone: 'Europe/Berlin' }
    // clocks go forward at 02:00 and back at 03:00
    const dates = ['2021-03-28T01:59:59', '2021-03-28T03:00:00', '2021-10-31T02:30:00', '2021-10-31T03:00:00']
    expect(await times(dates.map(old), berlin)).toEqual([
      ...['2021-03-28T00:59:59.000Z', '2021-03-28T01:00:00.000Z', '2021-10-31T00:30:00.000Z'],
      '2021-10-31T02:00:00.000Z',
    ])
  })

  test('within a second the order of the file holds; what is left out has its place', async () => {
    const same = { date_unixtime: String(EVENING) }
    const service = { ...guest('', same), type: 'service', action: 'pin_message' }
    expect(
      await times([
        guest('а', same),
        service,
        us('б', same),
        { id: 3, type: 'unsupported' },
        guest('в', same),
      ]),
    ).toEqual([
      '2026-11-03T18:10:00.000Z',
      'service',
      '2026-11-03T18:10:00.002Z',
      'unsupported',
      '2026-11-03T18:10:00.003Z',
    ])
    const many = await times(Array.from({ length: 1002 }, () => guest('x', same)))
    expect(many.slice(-3)).toEqual(Array.from({ length: 3 }, () => '2026-11-03T18:10:00.999Z'))
    const [one, two] = await readFile(
      accountOf([chatOf([guest('а', same)]), chatOf([guest('б', same)], { id: 8 })]),
    )
    expect(one).toMatchObject({ event: { time: '2026-11-03T18:10:00.000Z' } })
    expect(two).toMatchObject({ event: { time: '2026-11-03T18:10:00.000Z' } })
  })
})
