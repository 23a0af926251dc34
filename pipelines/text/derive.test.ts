import { describe, expect, test } from 'vitest'
import { deriveAll } from './derive.ts'
import { phrasesOf } from './phrases.ts'
import { isSlipOf } from './slip.ts'

const needsReply = (text: string) => deriveAll(text).needs_reply

const THANKS = ['спасибо', 'ок', 'все отлично', 'выехали, ключи оставили', 'thank you', 'ok', 'perfect']
const ASKING =
  `что где как когда почему зачем сколько какой какая кто куда откуда можно ли чей who what when where why which
  how whose can could`.split(/\s+/)

describe('needs_reply', () => {
  test.each(['спасибо', 'ок', '👍', '🙏🏻', '❤️', '👨‍👩‍👧', 'выехали, ключи оставили', 'Ёлки, спасибо'])(
    '%s',
    (text) => {
      expect(needsReply(text)).toBe(text.startsWith('Ё'))
    },
  )

  test.each(THANKS)('"%s" with a question mark or a question word needs one', (text) => {
    expect(needsReply(text)).toBe(false)
    for (const mark of ['?', '？', ' ?!', '❓', '⁉️']) expect(needsReply(text + mark)).toBe(true)
    for (const word of ASKING) {
      expect(needsReply(`${text} ${word}`)).toBe(true)
      expect(needsReply(`${word} ${text}`)).toBe(true)
    }
  })

  test.each(THANKS)('"%s" however it is written needs none', (text) => {
    for (const form of [
      text.toUpperCase(),
      `${text}!!!`,
      `  ${text} 🙏🙏`,
      `${text}))`,
      `${text}…`,
      `«${text}»`,
      text.replaceAll('е', 'ё'),
    ]) {
      expect(needsReply(form), form).toBe(false)
    }
  })

  test('a word more that nobody expects needs one', () => {
    for (const text of THANKS) {
      for (const word of ['вода', 'но', 'не', 'нет воды', 'пожар', 'but', 'cold', '14:00', 'https://x.ru']) {
        expect(needsReply(`${text} ${word}`), `${text} ${word}`).toBe(true)
      }
    }
  })

  test('nothing at all needs one', () => {
    for (const text of ['', ' ', '.', '…', '-', '!', '🆘', '😡']) expect(needsReply(text), text).toBe(true)
  })

  test('long texts are not searched for ever', () => {
    const text = `${'все хорошо спасибо '.repeat(900)}и`
    const begun = performance.now()
    expect(needsReply(text)).toBe(true)
    expect(performance.now() - begun).toBeLessThan(500)
  })

  test('half a character does no harm', () => {
    expect(deriveAll('спасибо \ud83d')).toMatchObject({ language: 'ru', topic: 'other' })
  })
})

describe('language', () => {
  test.each([
    ['Где ключи', 'ru'],
    ['Съёмка', 'ru'],
    ['Пароль от wi-fi: Guest_2024', 'ru'],
    ['Where are the keys', 'en'],
    ['The address is улица Рубинштейна 5', 'en'],
    ['Де ключі', ''],
    ['Дякую', ''],
    ['Рахмет сізге', ''],
    ['Wo ist der Schlüssel', ''],
    ['Dónde está la llave', ''],
    ['Privet, gde klyuchi', ''],
    ['钥匙在哪里', ''],
    ['123', ''],
    ['👍', ''],
    ['', ''],
  ])('"%s" is "%s"', (text, language) => {
    expect(deriveAll(text).language).toBe(language)
  })
})

describe('topic', () => {
  test.each([
    ['Поздний выезд', 'late_check_out'],
    ['выезд в 12', 'check_out'],
    ['в течение часа', 'other'],
    ['стиральная машина', 'appliances'],
    ['машина', 'parking'],
    ['код от wifi', 'wifi'],
    ['батарейки в пульте', 'appliances'],
    ['Привет', 'other'],
    ['', ''],
    ['👍', ''],
  ])('"%s" is "%s"', (text, topic) => {
    expect(deriveAll(text).topic).toBe(topic)
  })
})

test('phrases: either, stem, left out, number, any word, going on in the next line', () => {
  const phrases = phrasesOf<string>([
    ['a', 'one|two three?\nfour five|\n  six'],
    ['b', 'wa* # _ end'],
  ])
  const at = (text: string, from = 0) => phrases.at(text.split(' '), from)
  expect(at('two three')).toEqual([{ length: 2, tag: 'a' }])
  expect(at('x one', 1)).toEqual([{ length: 1, tag: 'a' }])
  expect(at('four six')).toEqual([{ length: 2, tag: 'a' }])
  expect(at('four')).toEqual([])
  expect(at('water 12 x end')).toEqual([{ length: 4, tag: 'b' }])
  expect(at('water x x end')).toEqual([])
})

test('slips of the finger', () => {
  for (const [word, meant] of [
    ['thnaks', 'thanks'],
    ['спосибо', 'спасибо'],
    ['спасбо', 'спасибо'],
    ['спассибо', 'спасибо'],
  ] as const) {
    expect(isSlipOf(word, meant)).toBe(true)
  }
  for (const [word, meant] of [
    ['think', 'thank'],
    ['thanks', 'thanks'],
    ['tank', 'thank'],
    ['непонятно', 'понятно'],
  ] as const) {
    expect(isSlipOf(word, meant)).toBe(false)
  }
})
