import { expect, test } from 'vitest'
import { notesOf } from '#app/view-models/story.server.ts'
import { some } from './support/amount.ts'
import { guest, manager, moment, owner, property, shift, type TestEvent } from './support/events.ts'
import { ownerMonths } from './support/owner-months.ts'
import { randomOf } from './support/questions.ts'
import { plain } from './support/read-pdf.ts'
import { seedOf } from './support/seed.ts'

/** One of them at a push, drawn for each test. */
const random = randomOf(seedOf('the words of owners', 'new'))
const locales = () => some(['ru', 'en'] as const, 1, random)

const MARCH = { managed_from: '2025-03-01' }
/** A home of its own for each story, and its owner. */
const home = (id: string, data = {}) => [
  owner({ owner_id: id, name: id }),
  property({ property_id: id, name: `Home ${id}`, owner_id: id, ...MARCH, ...data }),
]
/** A guest's question and its answer so many minutes later. */
const asked = (id: string, time: string, minutes: number, data = {}) => {
  const of = { property_id: id, conversation_id: `${id}-chat`, ...data }
  const answered = new Date(Date.parse(`${time.replace(' ', 'T')}:00Z`) + minutes * 60_000)
  return [guest(time, of), manager(answered.toISOString().slice(0, 16).replace('T', ' '), of)]
}
/** Somebody clocked for this home alone. */
const clocked = (id: string, from: string, until: string) => {
  const of = { shift_id: `${id} ${from}`, property_ids: [id] }
  return [shift('started', from, of), shift('ended', until, of)]
}

/** What somebody of the staff wrote for the owner. */
const note = (id: string, text: string, data: Record<string, unknown>): TestEvent => ({
  specversion: '1.0',
  source: 'crm://test',
  id: `note ${id}`,
  type: 'butler.note.v1',
  time: moment('2025-03-12 09:00'),
  data: { note_id: id, text, author: { role: 'manager', id: 'anna' }, show_owner: true, ...data },
})

const months = ownerMonths([
  owner({ owner_id: 'nobody', name: 'nobody' }),
  ...home('thrice'),
  ...['11', '12', '13'].flatMap((day) => asked('thrice', `2025-03-${day} 01:00`, 30)),
  ...home('both'),
  ...['11', '12', '13'].flatMap((day) => asked('both', `2025-03-${day} 01:00`, 30)),
  ...asked('both', '2025-03-14 12:00', 30),
  ...asked('both', '2025-03-15 12:00', 40),
  ...['11', '12'].flatMap((day) =>
    asked('both', `2025-03-${day} 02:00`, 30, { conversation_id: 'both-other' }),
  ),
  ...home('gaps', { managed_from: '2025-03-28', managed_until: '2025-04-01' }),
  ...asked('gaps', '2025-03-29 01:00', 30),
  ...['29', '30'].flatMap((day) =>
    clocked('gaps', `2025-03-${day} 22:20`, `2025-03-${Number(day) + 1} 08:00`),
  ),
  ...clocked('gaps', '2025-03-31 22:00', '2025-04-01 08:00'),
  ...home('quiet', { managed_from: '2025-03-30' }),
  ...clocked('quiet', '2025-03-30 21:50', '2025-03-31 08:00'),
  ...clocked('quiet', '2025-03-31 21:50', '2025-04-01 08:00'),
  owner({ owner_id: 'noted', name: 'noted' }),
  ...['a', 'b'].map((id) =>
    property({ property_id: `noted-${id}`, name: `Home ${id.toUpperCase()}`, owner_id: 'noted', ...MARCH }),
  ),
  ...asked('noted-a', '2025-03-11 01:00', 90),
  note('n1', 'The guest had left already.', { about: { night: '2025-03-10' }, property_id: 'noted-b' }),
  note('n2', 'Everyone was asleep.', { about: { night: '2025-03-10' }, property_id: 'noted-a' }),
  note('n3', 'A word about all.', { about: { report: '2025-03' } }),
])

const THRICE = {
  ru: 'одному гостю трижды пришлось ждать дольше обещанного',
  en: 'one guest waited longer than promised, three times',
}

test.each(locales())('three questions of one guest are one guest, %s', async (locale) => {
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

const GAPS = {
  ru: 'Были три ночи, когда дольше 10 минут никого не было на связи (дольше всего 10 часов, в ночь с 28 на 29 марта)',
  en: 'On three nights nobody was there for more than 10 minutes (at worst for 10 hours, on the night of 28 to 29 March)',
}
const GAPS_TITLE = {
  ru: 'Три ночи с перерывами: дольше всего никого не было на связи в ночь с 28 на 29 марта — 10 часов',
  en: 'Three nights with breaks: at worst nobody was there for 10 hours, on the night of 28 to 29 March',
}

test.each(locales())('nights with nobody are the same in every sentence, late or not, %s', async (locale) => {
  const { sentences, mail, pdf } = await months.of('gaps')
  const [, second] = sentences(locale)
  expect(second).toContain(GAPS[locale])
  expect(second).not.toMatch(/из-за этого никто|because of it/)
  const texts = [mail(locale).text, mail(locale).html, await pdf(locale)]
  for (const text of texts) {
    expect(text).toContain(GAPS[locale])
    expect(text).toContain(GAPS_TITLE[locale])
  }
})

test.each(locales())('a quiet month says nothing of answers, %s', async (locale) => {
  const { contents, sentences, mail } = await months.of('quiet')
  expect(contents.nights.map(({ turns, gap_max_s }) => [turns, gap_max_s])).toEqual([
    [0, 0],
    [0, 0],
  ])
  expect(sentences(locale)[0]).toMatch(/никто из гостей не писал|no guest wrote/)
  for (const text of [mail(locale).text, mail(locale).html])
    expect(text).not.toMatch(/отвечали|ответили на все|answered on time every|were answered/i)
})

test('a note stands under its own home, or names it', async () => {
  const { contents, pdf } = await months.of('noted')
  const text = await pdf('en')
  // beside the late answer at home A
  expect(text).toMatch(/an answer was promised within 10 min Everyone was asleep\. on duty, 12 March /)
  // the other home's: under the night, by name
  expect(text).toMatch(/10 to 11 March The guest had left already\. on duty, 12 March · Home B nobody there/)
  expect(text).not.toMatch(/The guest had left already.*The guest had left already/)
  const page = notesOf(contents, 'en').map(({ text: said, by }) => [said, plain(by)])
  expect(page).toEqual([
    ['Everyone was asleep.', '12 March · Home A · about the night of 10 to 11 March'],
    ['The guest had left already.', '12 March · Home B · about the night of 10 to 11 March'],
    ['A word about all.', '12 March'],
  ])
})

test('of a month without a home there is no report, and a month before is no quiet one', async () => {
  await expect(months.of('nobody')).rejects.toThrow('nothing to tell of 2025-03')
  await expect(months.of('quiet', '2025-02')).rejects.toThrow('nothing to tell of 2025-02')
  const { contents, mail, pdf } = await months.of('quiet')
  expect(Object.values(contents.figures_before)).toEqual([{}, {}, {}, {}])
  for (const text of [mail('ru').text, await pdf('ru')]) {
    expect(text).toContain('в феврале данных нет')
    expect(text).not.toContain('в феврале —')
  }
})
