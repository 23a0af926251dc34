import { expect, test } from 'vitest'
import { guest, manager, owner, property } from './support/events.ts'
import { ownerMonths } from './support/owner-months.ts'

const LOCALES = ['ru', 'en'] as const

/** A home of its own for each story, and its owner. */
const home = (id: string, data = {}) => [
  owner({ owner_id: id, name: id }),
  property({ property_id: id, name: `Home ${id}`, owner_id: id, managed_from: '2025-03-01', ...data }),
]
/** A guest's question and its answer so many minutes later. */
const asked = (id: string, time: string, minutes: number, data = {}) => {
  const of = { property_id: id, conversation_id: `${id}-chat`, ...data }
  const answered = new Date(Date.parse(`${time.replace(' ', 'T')}:00Z`) + minutes * 60_000)
  return [guest(time, of), manager(answered.toISOString().slice(0, 16).replace('T', ' '), of)]
}
const months = ownerMonths([
  ...home('thrice'),
  ...['11', '12', '13'].flatMap((day) => asked('thrice', `2025-03-${day} 01:00`, 30)),
  ...home('both'),
  ...['11', '12', '13'].flatMap((day) => asked('both', `2025-03-${day} 01:00`, 30)),
  ...asked('both', '2025-03-14 12:00', 30),
  ...asked('both', '2025-03-15 12:00', 40),
  ...['11', '12'].flatMap((day) =>
    asked('both', `2025-03-${day} 02:00`, 30, { conversation_id: 'both-other' }),
  ),
])

const THRICE = {
  ru: 'одному гостю трижды пришлось ждать дольше обещанного',
  en: 'one guest waited longer than promised, three times',
}

test.each(LOCALES)('three questions of one guest are one guest, %s', async (locale) => {
  const { sentences, mail, pdf } = await months.of('thrice')
  const [headline] = sentences(locale)
  expect(headline).toContain(THRICE[locale])
  expect(headline).not.toMatch(/троим|three guests/)
  expect(mail(locale).text).toContain(THRICE[locale])
  expect(mail(locale).html).toContain(THRICE[locale])
  expect(await pdf(locale)).toContain(THRICE[locale])
})

test('of two guests who waited five times both are told; the one of the day is counted by day', async () => {
  const { sentences } = await months.of('both')
  expect(sentences('ru').join(' ')).toContain('двоим пришлось ждать дольше обещанного, всего 5 раз')
  expect(sentences('ru').join(' ')).toContain('одному гостю дважды пришлось ждать дольше обещанного')
  expect(sentences('en').join(' ')).toContain('two guests waited longer than promised, 5 times in all')
})
