import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { telegram } from './telegram.ts'
import { amount } from '#tests/support/amount.ts'
import {
  SECRET,
  type Json,
  written,
  guest,
  us,
  chatOf,
  accountOf,
  readText,
  short,
} from '#tests/support/telegram-export.ts'

describe('what is no JSON', () => {
  const words = [
    '\b',
    'а\bб',
    '\\x08',
    '\\\b',
    '\\\\x1f\u001f"',
    '\f\v\0\r\n\t',
    '"document_id": a.webm\n',
    'ends in \\',
  ]
  const bare = written(
    chatOf([
      ...words.map((text) => guest(text)),
      guest([{ type: 'custom_emoji', text: '🔑', document_id: 'BARE' }, '\b'], {
        reactions: [{ type: 'custom_emoji', count: 1, document_id: 'BARE', recent: [{ from: SECRET.name }] }],
      }),
      guest('5', { document_id: 'NUMBER', other: { document_id: 'NUMBER' } }),
      us('конец'),
    ]),
  )
    .replaceAll('"BARE"', 'video_files/sticker (2), new.webm')
    .replaceAll('"NUMBER"', '5368324170671202286')

  test.each([[[1]], [[7]], [[65_536]], [[3, 1, 11]]])('is mended, in chunks of %j', async (sizes) => {
    expect(bare).toContain('\\x08')
    expect(bare).toMatch(/"document_id": video_files/)
    const found = await readText(bare, sizes)
    expect(found.map((one) => ('event' in one ? (one.event.data as Json).text : one))).toEqual([
      ...words,
      ...['🔑\b', '5', 'конец'],
    ])
  })

  test('what comes before is read, and the place is named without words of the file', async () => {
    const text = written(chatOf([guest('а'), guest(SECRET.name)]))
    const cut = await readText(text.slice(0, text.indexOf(SECRET.name, text.lastIndexOf('"text"')) + 5), [1])
    expect(cut.map(short).map((one) => one.replace(/^[\d:.]+ /, ''))).toEqual([
      'guest text а',
      'the file ends in the middle; export it again, or copy it again',
    ])
    const no_json = await readText(text.replace(/"text": "З/, `"text": ${SECRET.name} "З`))
    expect(no_json.slice(1).map(short)).toEqual(['from here on the file is no JSON; export it again'])
    expect(await readText(`${text}\n\n`)).toHaveLength(2)
    expect((await readText(`\uFEFF${text}`)).map(short)).toEqual((await readText(text)).map(short))
    expect((await readText('')).map(short)).toEqual([
      'the file ends in the middle; export it again, or copy it again',
    ])
  })

  test('bytes that are no UTF-8 cost a character', async () => {
    const bytes = Buffer.from(written(chatOf([guest('a~b'), us('c')]))).map((byte) =>
      byte === 0x7e ? 0xff : byte,
    )
    expect((await readText(bytes, [1])).map(short).map((one) => one.slice(13))).toEqual([
      'guest text a\uFFFDb',
      'manager account(user500200) text c',
    ])
  })

  test('chunks change nothing', async () => {
    const piece = fc.constantFrom(
      ...['\\', '"', '\b', 'x08', 'x0', '\u001f', '"document_id":', ' a', '\n', 'ы', '😀', '\\x08'],
    )
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => `${pieces.join('')}.`)
    const message = fc.record({
      text,
      path: fc.constantFrom('a/b (2).webm', '(File not included. Change)', '7 x, y.tgs'),
    })
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 4 }), sizes, async (messages, cuts) => {
        let file = written(
          accountOf([chatOf(messages.map((one) => guest(one.text, { document_id: `=${one.path}=` })))]),
        )
        file = file.replace(/"=(.*)="/g, '$1')
        const whole = await readText(file)
        expect(whole.map((one) => ('event' in one ? (one.event.data as Json).text : one))).toEqual(
          messages.map((one) => one.text),
        )
        expect(await readText(file, cuts)).toEqual(whole)
      }),
      { numRuns: amount(100, 2000) },
    )
  })
})

describe('recognised by its content', () => {
  test.each([
    ['one chat', written(chatOf([guest('x')])), true],
    ['a chat of nobody', written(chatOf([], { name: null })), true],
    ['saved messages', written({ type: 'saved_messages', id: 1, messages: [] }), true],
    ['all chats', `\uFEFF${written(accountOf([]))}`, true],
    ['all chats and nothing else', written({ chats: { about: '', list: [] } }), true],
    ['an event', '{"specversion":"1.0","id":"1","type":"butler.message.v1"}', false],
    ['a webhook', '{"id":1,"messages":[],"type":"incoming"}', false],
    ['a page', '<!DOCTYPE html><title>Telegram</title>', false],
    ['nothing', '', false],
  ])('%s', (_, head, is_ours) => {
    expect(telegram.recognises(head.slice(0, 4096), 'x.json')).toBe(is_ours)
  })
})
