import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { sampleLogo } from '#tests/support/sample-logo.ts'
import { hugeMonth, RESTATED } from '#tests/support/sample-months.ts'
import { sampleReview, sampleReviews } from '#tests/support/sample-parts.ts'
import { COMPANY, sampleMonth } from '#tests/support/sample-month.ts'
import { read, readAnew, treeOf } from '#tests/support/read-pdf.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('an edition', () => {
  test('a restatement says so on its cover, with what changed and when the one before went out', async () => {
    const { pages } = await read(sampleMonth(), 'ru', { edition: RESTATED })
    const cover = pages[0] ?? ''
    expect(cover).toContain('Уточнённый отчёт № 2 Прежний отправлен 3 ноября 2026, 10:00.')
    expect(cover).toContain('Что изменилось Было Стало Ночью люди ответили вовремя 37 из 38 36 из 38')
    expect(cover).toContain('гостю помогли через 50 мин')
    const english = await read(sampleMonth(), 'en', { edition: RESTATED })
    expect(english.pages[0]).toContain('Corrected report No. 2')
  })

  test('the first one says nothing', async () => {
    const first = await read(sampleMonth(), 'ru', {
      edition: { number: 1, previous_sealed_at: null, changes: [] },
    })
    expect(sha256(first.bytes)).toBe(sha256((await read(sampleMonth())).bytes))
  })

  test('of many changes eight are shown, the others counted', async () => {
    const [one] = RESTATED.changes
    if (one === undefined) throw new Error('no change')
    const changes = Array.from({ length: 30 }, (_, index) => ({ ...one, label: `Число ${index}` }))
    const { pages } = await read(sampleMonth(), 'ru', { edition: { ...RESTATED, changes } })
    expect(pages[0]).toContain('Число 7')
    expect(pages[0]).not.toContain('Число 8')
    expect(pages[0]).toContain('И ещё 22')
  })
})

test('a preview says so on each page, what is sent on none', async () => {
  const word = 'Предварительный просмотр'
  for (const page of (await read(sampleMonth(), 'ru', { isPreview: true })).pages)
    expect(page).toContain(word)
  expect((await read(sampleMonth())).text).not.toContain(word)
})

describe('comments', () => {
  test('the month’s under its sentence, a night’s beside the night, a case’s beside the case, each once', async () => {
    const { notes } = sampleMonth()
    const about = (about_kind: string, about: string, text: string) => ({
      about_kind,
      about,
      text,
      author: 'Ольга',
      written_at: '2026-11-03T09:10:00.000Z',
    })
    const { text, pages } = await read(
      sampleMonth({
        notes: [
          ...notes,
          about('incident_id', 'case-2', 'Замок заменили.'),
          about('night', '2026-10-05', 'Плановые работы.'),
          about('conversation_id', 'no-such', 'О переписке, которой в отчёте нет.'),
        ],
      }),
    )
    expect(pages[0]).toMatch(
      /никого не было на связи 103 минуты\. Месяц вышел спокойный.*Ольга, 2 ноября Ночью люди ответили/,
    )
    expect(text).toMatch(/обещали ответить за 10 мин В ночь с 13 на 14 у сменщика/)
    expect(text).toMatch(
      /Не открывается замок Рубинштейна, 9 · вас не будили Замок заменили\. Ольга, 3 ноября/,
    )
    expect(text).toMatch(/с 5 на 6 октября Плановые работы\./)
    for (const word of [
      'Месяц вышел спокойный',
      'у сменщика',
      'Замок заменили',
      'Плановые работы',
      'О переписке',
    ])
      expect(text.split(word), word).toHaveLength(2)
  })

  test('a long one about a night or case goes on over pages, none is lost', async () => {
    const text = 'Слесарь приехал ночью. '.repeat(300)
    const note = { author: 'Ольга', written_at: '2026-11-03T09:10:00.000Z', text }
    const { text: drawn } = await read(
      sampleMonth({
        notes: [
          { ...note, about_kind: 'night', about: '2026-10-05' },
          { ...note, about_kind: 'incident_id', about: 'case-2' },
        ],
      }),
    )
    expect(drawn.split('Слесарь приехал ночью')).toHaveLength(601)
    expect(drawn).toContain('Ольга, 3 ноября · о ночи с 5 на 6 октября')
  })

  test('are signed by «дежурный» where the setting says so, or nobody knows the first name', async () => {
    const { text } = await read(sampleMonth(), 'ru', { company: { ...COMPANY, staff: 'on_duty' } })
    expect(text).not.toContain('Ольга')
    expect(text).toContain('дежурный, 3 ноября')
    const nameless = sampleMonth().notes.map((note) => ({ ...note, author: '' }))
    expect((await read(sampleMonth({ notes: nameless }))).text).toContain('дежурный, 3 ноября')
  })
})

describe('moments', () => {
  test('with time, home, what happened, what was done, outcome', async () => {
    const { text } = await read(sampleMonth())
    for (const line of [
      'Ночь с 13 на 14 октября Невский, 24 02:58 Никого на связи 03:12 Гость написал: замок и ключи 04:41 Снова на связи 04:44 Ответили с опозданием, гость ждал 1 ч 32 мин',
      'Устранено (8 октября, 12:00)',
      'Марата, 5 происшествие 04:02 Протечка 04:16 Гостю помогли через 14 мин',
    ])
      expect(text).toContain(line)
    expect(text).toMatch(/Вовремя ?: обещали помочь за 15 мин/)
  })

  test('none: said only of what is known', async () => {
    expect((await read(sampleMonth({ moments: [] }))).text).toContain(
      'Никто не ждал дольше обещанного, ничего опасного не случилось, и помогали всегда вовремя.',
    )
    const { figures } = sampleMonth()
    const unknown = { ...figures, incidents: { incidents: null, handled_in_time_share: null } }
    const { text } = await read(sampleMonth({ moments: [], cases: [], figures: unknown }))
    expect(text).toContain('Никто не ждал дольше обещанного.')
    expect(text).not.toContain('происшествий')
  })
})

describe('reviews', () => {
  test('low ones first, of many eight', async () => {
    const rows = [
      sampleReview(),
      ...Array.from({ length: 20 }, (_, index) =>
        sampleReview({
          review_id: `r-${index}`,
          stars: 5,
          late: 0,
          incidents: 0,
          incidents_handled_in_time: null,
        }),
      ),
    ]
    const { text } = await read(sampleMonth({ reviews: { ...sampleReviews(), rows } }))
    expect(text).toMatch(
      /Оценка Невский, 24 · Авито · 16 октября дольше всего ждали 1 ч 32 мин · 2 ответа поздно/,
    )
    expect(text).toContain('И ещё 13 — на странице «Отзывы».')
  })

  test('a link is never a cause, and of too few nothing is said', async () => {
    expect((await read(sampleMonth())).text).toContain('Это связь, а не доказанная причина.')
    const reviews = sampleReviews()
    const total = { ...reviews.answer.total, wait_stars_rho_high: 0.1 }
    const open = { ...reviews, answer: { ...reviews.answer, total } }
    expect((await read(sampleMonth({ reviews: open }))).text).toContain('Данных слишком мало, чтобы судить.')
    expect((await read(sampleMonth())).text).toMatch(/от −28 % до 171 % — слишком мало, чтобы судить/)
  })
})

describe('forty homes', () => {
  /** after the cover, and the strip where the month's sentence leaves it no room there */
  const placeOfContents = (pages: readonly string[]) => {
    const place = pages.findIndex((page) => page.startsWith('Что где'))
    expect([1, 2]).toContain(place)
    return place
  }

  test('have a contents page whose numbers are right, and an outline', async () => {
    const { pages, pdf } = await read(hugeMonth())
    const contents = pages[placeOfContents(pages)] ?? ''
    const outline = await pdf.getOutline()
    expect(outline.length).toBeGreaterThanOrEqual(8)
    expect(outline.flatMap(({ items }) => items as unknown[])).toHaveLength(40)
    for (const { title } of outline) {
      const [, number] = new RegExp(`${escaped(title)} (\\d+)`).exec(contents) ?? []
      expect(pages[Number(number) - 1], title).toContain(title.replaceAll('\u00a0', ' '))
    }
    expect(contents).toMatch(/«Дом & сад <40>».* \d+/)
  })

  test('its entries are links with words of their own', async () => {
    const month = await read(hugeMonth())
    const nodes = await treeOf(month)
    expect(nodes.filter(({ role }) => role === 'TOCI').length).toBeGreaterThanOrEqual(48)
    const links = await (await month.pdf.getPage(placeOfContents(month.pages) + 1)).getAnnotations()
    expect(links.length).toBe(nodes.filter(({ role }) => role === 'Link').length)
    for (const { contentsObj } of links as { contentsObj: { str: string } }[])
      expect(contentsObj.str).not.toBe('')
  })

  const escaped = (title: string) => title.replaceAll('\u00a0', ' ').replaceAll(/[.*+?()[\]{}|\\^$]/g, '\\$&')
})

describe('a logo', () => {
  const withLogo = (logo: Uint8Array) => readAnew(sampleMonth(), 'ru', { company: { ...COMPANY, logo } })

  test('with an alpha channel: drawn, told by its alternative text, the same bytes twice', async () => {
    const [one, two] = [await withLogo(sampleLogo()), await withLogo(sampleLogo())]
    expect(sha256(one.bytes)).toBe(sha256(two.bytes))
    expect(one.bytes.toString('latin1')).toContain('/SMask')
    const figures = (await treeOf(one)).filter(({ role }) => role === 'Figure')
    expect(figures[0]?.alt).toBe(`Логотип: ${COMPANY.name}`)
  })

  test('a damaged one is an error, no endless wait', async () => {
    const bytes = Buffer.from(sampleLogo())
    deflateSync(Buffer.from('x')).copy(bytes, 43)
    await expect(withLogo(new Uint8Array(bytes.subarray(0, 30)))).rejects.toThrow()
  })
})
