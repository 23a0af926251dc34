import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { CATALOGUE } from '#sql/metrics/index.ts'
import { longTest } from '#tests/support/amount.ts'
import { plain, read } from '#tests/support/read-pdf.ts'
import { manyCases, sampleCase } from '#tests/support/sample-cases.ts'
import { manyHomes, sampleHome } from '#tests/support/sample-homes.ts'
import { COMPANY, emptyMonth, sampleFigures, sampleMonth } from '#tests/support/sample-month.ts'
import { drawPages } from './pages.ts'

describe('what is printed', () => {
  test('every number of the month', async () => {
    const { text, pages } = await read(sampleMonth())
    const cover = pages[0] ?? ''
    for (const number of [
      ...['36 из 38', '3 мин', '1 ч 32 мин', '14 октября, 03:12', '30 из 31', '3 из 4', '99,5 %'],
      ...['33 из 36', '4 мин', '41 мин', '30 из 30', '4 из 6', '99 %'],
      ...[
        'Октябрь 2026',
        COMPANY.name,
        COMPANY.phone ?? '',
        'Анна Петрова',
        'Невский, 24',
        'Марата, 5',
        'Рубинштейна, 9',
      ],
    ])
      expect(cover).toContain(number)
    for (const number of [
      // homes
      ...[
        'Марата, 5 17 8 из 8 – 1 5,0',
        'Невский, 24 43 17 из 19 – 2 4,0',
        'Рубинштейна, 9 25 11 из 11 – 1 5,0',
      ],
      // cases
      ...['6 октября 08:15', 'через 2 ч 10 мин', 'с опозданием', 'за 1 ч', '11 октября 23:41', 'через 9 мин'],
      ...['17 октября 02:06', 'через 18 мин', 'за 20 мин', '21 октября 04:02', 'через 14 мин', 'за 15 мин'],
      ...['происшествие', 'вам звонили', 'вас не будили'],
      // notes, nights, how it was counted
      ...['разрядился телефон', 'Ольга, 3 ноября', 'с 13 на 14 октября', 'никого', '1 ч 43 мин'],
      ...[
        'Ответить за 10 мин',
        '22:00',
        '08:00',
        '22 ноября 2026, 23:31',
        '22 ноября 2026, 23:40',
        'редакция 1.',
      ],
    ])
      expect(text).toContain(number)
  })

  test('other numbers', async () => {
    const figures = sampleFigures({
      turns: {
        night_turns: 90,
        night_people_turns: 71,
        night_people_in_time_share: 64 / 70,
        night_waiting: 1,
        people_wait_p50_s: 417,
      },
      nights: { attended_share: 0.8321 },
      automation: { undisturbed_nights: 24, disturbed_nights: 7 },
    })
    const homes = [sampleHome('Лесная, 3', 47, 23, 5, 6), sampleHome('Б', 1, 0, 0, 0)]
    const { text } = await read(sampleMonth({ figures, homes, definitions: '00ff12ab' }))
    for (const number of [
      '64 из 70',
      '7 мин',
      '24 из 31',
      '83 %',
      'Лесная, 3 47 18 из 23 – 6 –',
      'редакция 1.',
    ])
      expect(text).toContain(number)
  })

  test('the edition of the rules, and what was raised in it by name, never by its id', async () => {
    const definitions = '3 automation.midstay_share@2 turns.people_wait_p50_s@2'
    const { people_wait_p50_s: wait } = CATALOGUE.turns
    const { text } = await read(sampleMonth({ definitions }))
    expect(text).toContain('редакция 3.')
    expect(text).toContain(`считается «${wait?.owner_label?.ru ?? wait?.label.ru ?? ''}»: по этим`)
    const english = (await read(sampleMonth({ definitions }), 'en')).text
    expect(english).toContain(`counted: “${wait?.owner_label?.en ?? wait?.label.en ?? ''}”.`)
    expect((await read(sampleMonth({ definitions: '2 automation.midstay_share@2' }))).text).not.toMatch(
      /Внутри/,
    )
    for (const all of [text, english]) expect(all).not.toMatch(/\w+\.\w+@\d/)
  })

  test('definitions as the catalogue has them', async () => {
    const { about, owner_about } = CATALOGUE.turns['people_wait_p50_s'] ?? {}
    expect((await read(sampleMonth())).text).toContain(owner_about?.ru)
    expect((await read(sampleMonth(), 'en')).text).toContain(owner_about?.en)
    const management = sampleMonth({ audience: 'management', owner: null })
    expect((await read(management)).text).toContain(about?.ru)
  })

  test('few waits as they are', async () => {
    const { pages } = await read(sampleMonth({ people_waits_s: [60, 300, 5520] }))
    expect(pages[0]).toContain('Столько ждали ответа 1 мин, 5 мин, 1 ч 32 мин')
  })

  test('unknown is a dash with its reason, never 0', async () => {
    const { pages } = await read(
      sampleMonth({
        figures: sampleFigures({
          nights: { attended_share: null, planned_share: null },
          automation: { undisturbed_nights: null, disturbed_nights: null },
        }),
        not_reported: { undisturbed_nights: 'owner_contact', attended_share: 'clock' },
      }),
    )
    expect(pages[0]).toMatch(/Ночей, когда вас не беспокоили –/)
    expect(pages[0]).toMatch(/Ночью кто-то был на связи –/)
    expect(pages[0]).not.toMatch(/\b0 из/)
    const empty = (await read(emptyMonth())).pages[0] ?? ''
    expect(empty.match(/–/g)).toHaveLength(6)
    expect(empty).not.toMatch(/\d+ из \d+ /)
  })

  test('a plan stands in where nobody clocks in, by its name', async () => {
    const figures = sampleFigures({ nights: { attended_share: null, planned_share: 1 } })
    const { text } = await read(sampleMonth({ figures }))
    expect(text).toContain('Ночью кто-то был по графику 100 %')
  })

  test('a case that is not over, and one that nobody helped with', async () => {
    const open = { handled_at: null, handle_s: null, handled_in_time: null }
    const overdue = { handled_at: null, handle_s: 10_800, handled_in_time: false }
    const { text } = await read(
      sampleMonth({
        cases: [
          sampleCase({ ...overdue, incident_id: 'a', home: 'Невский, 24' }),
          sampleCase({ ...open, incident_id: 'b', home: 'Марата, 5' }),
        ],
      }),
    )
    expect(text).toContain('ещё нет прошло 3 ч')
    expect(text).toContain('0 из 1')
  })

  test('usual letters are in the font', async () => {
    const usual = 'aZ~09 !"#$%&()*+,-./:;<=>?@[]^_`{|}АЯаяЁё«»—–…№·’−\u00a0\u202f'
    const { text } = await read(
      sampleMonth({ homes: [sampleHome(usual, 3, 2, 0, 0), sampleHome('Б', 1, 0, 0, 0)] }),
    )
    expect(text).toContain(plain(usual))
  })

  test('letters that the font lacks are no empty boxes', async () => {
    const home = { ...sampleHome('Море 🏖️ и 海', 3, 2, 0, 0), property_id: 'sea-1' }
    const { text } = await read(sampleMonth({ homes: [home] }))
    expect(text).toContain('Море и ? (sea-1)')
  })

  test('long notes go on over pages', async () => {
    const line = 'Ночью приезжал слесарь и чинил замок. '
    const notes = sampleMonth().notes.map((note) => ({ ...note, text: line.repeat(150) }))
    const { text, pdf } = await read(sampleMonth({ notes }))
    expect(text.split('приезжал слесарь')).toHaveLength(301)
    expect(pdf.numPages).toBeGreaterThan(3)
  })
})

describe('long tables', () => {
  test('have their header on each page', async () => {
    const { pages } = await read(sampleMonth({ homes: manyHomes(40) }))
    const withHeader = pages.filter((page) => page.includes('Ночью вовремя'))
    expect(withHeader.length).toBeGreaterThanOrEqual(2)
    for (const name of ['<1>', '<23>', '<40>']) expect(pages.join(' ')).toContain(`«Дом & сад ${name}»`)
  })

  longTest('1 000 cases take seconds', async () => {
    const started = process.cpuUsage()
    const bytes = await drawPages(sampleMonth({ cases: manyCases(1000) }), { locale: 'ru', company: COMPANY })
    // of the processor: what else runs on the machine does not count
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000)
    expect(bytes.length).toBeLessThan(3_000_000)
  })
})
