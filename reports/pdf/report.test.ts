import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { CATALOGUE } from '#sql/metrics/index.ts'
import { projectFile } from '#sql/root.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import { LEFT, Paper, WIDTH } from './page.ts'
import { plain, read, treeOf, type Read, type TextItem, type TreeNode } from '#tests/support/read-pdf.ts'
import { emptyHome, hugeMonth, longNames } from '#tests/support/sample-months.ts'
import { drawPages } from './pages.ts'
import { manyCases, sampleCase } from '#tests/support/sample-cases.ts'
import { manyHomes, sampleHome } from '#tests/support/sample-homes.ts'
import { badMonth, COMPANY, emptyMonth, sampleFigures, sampleMonth } from '#tests/support/sample-month.ts'
import { sampleNights } from '#tests/support/sample-nights.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const folder = mkdtempSync(path.join(tmpdir(), 'report-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const silence = { source: 'Авито', from_at: '2026-10-05T18:14:00.000Z', until_at: '2026-10-06T06:00:00.000Z' }
const MONTHS: Record<string, () => ReportContents> = {
  'three homes': () => sampleMonth(),
  'one home': () => sampleMonth({ homes: [sampleHome('Невский, 24', 43, 19, 2, 2)] }),
  'a bad month': badMonth,
  'no data': () => emptyMonth(),
  'two promises': () =>
    sampleMonth({
      promise: { ...sampleMonth().promise, night_answer_within_s: 900, changed_on: '2026-10-15' },
    }),
  'a month that is not over': () =>
    sampleMonth({
      period: { month: '2026-10', from: '2026-10-01', until: '2026-10-05', is_so_far: true },
      before: { month: '2026-09', from: '2026-09-01', until: '2026-09-05', is_so_far: true },
      nights: sampleNights().slice(0, 4),
    }),
  management: () => sampleMonth({ audience: 'management', owner: null }),
  'an empty home': emptyHome,
  'long names': longNames,
  '40 homes, 5 000 turns, 60 cases, missing data': () => ({ ...hugeMonth(), silences: [silence] }),
}

describe.each(Object.entries(MONTHS))('%s', (name, month) => {
  test.each(['ru', 'en'] as const)('is set well (%s)', async (locale) => {
    const { items, pdf } = await read(month(), locale)
    expect(pdf.numPages).toBeLessThanOrEqual(name.startsWith('40 ') ? 12 : 6)
    for (const page of items) {
      const foot = Math.max(...page.map(({ y }) => y))
      for (const item of page) {
        expect(item.x, item.text).toBeGreaterThan(LEFT - 0.5)
        expect(item.x + item.width, item.text).toBeLessThan(LEFT + WIDTH + 1)
        expect(item.y, item.text).toBeGreaterThan(LEFT)
        // between the text's end and the foot there is nothing
        expect(item.y < 786 || item.y > 800, item.text).toBe(true)
      }
      // what is as large as a heading has something below it that is no foot
      for (const heading of page.filter(({ size }) => size === 13.5)) {
        const isLast = page.every(({ y, size }) => y <= heading.y || y > foot - 20 || size === 13.5)
        if (!/^no data|^an empty/.test(name)) expect(isLast, heading.text).toBe(false)
      }
      expect(overlaps(page)).toEqual([])
    }
  })

  test('has every paint operator in a tag or an artifact', async () => {
    const { pdf } = await read(month())
    const begins = new Set([OPS.beginMarkedContent, OPS.beginMarkedContentProps])
    const paints = new Set([
      OPS.showText,
      OPS.showSpacedText,
      OPS.constructPath,
      OPS.stroke,
      OPS.fill,
      OPS.fillStroke,
    ])
    for (let number = 1; number <= pdf.numPages; number++) {
      const { fnArray } = await (await pdf.getPage(number)).getOperatorList()
      let depth = 0
      for (const operator of fnArray) {
        if (begins.has(operator)) depth += 1
        if (operator === OPS.endMarkedContent) depth -= 1
        if (paints.has(operator)) expect(depth).toBe(1)
      }
      expect(depth).toBe(0)
    }
  })
})

/** Texts that lie on each other. */
function overlaps(items: readonly TextItem[]): string[] {
  const found: string[] = []
  const top = ({ y, size }: TextItem) => y - size * 0.68
  for (const [index, a] of items.entries()) {
    for (const b of items.slice(index + 1)) {
      const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
      const down = Math.min(a.y, b.y) - Math.max(top(a), top(b))
      if (across > 1 && down > 0.5) found.push(`${a.text} / ${b.text}`)
    }
  }
  return found
}

describe('bytes', () => {
  test('are the same twice, and in another process', async () => {
    const [one, two] = [await read(sampleMonth()), await read(sampleMonth())]
    expect(sha256(one.bytes)).toBe(sha256(two.bytes))
    const file = (name: string) => JSON.stringify(projectFile(name))
    const script = `
      import { createHash } from 'node:crypto'
      import { drawPages } from ${file('reports/pdf/pages.ts')}
      import { COMPANY, sampleMonth } from ${file('tests/support/sample-month.ts')}
      const bytes = await drawPages(sampleMonth(), { locale: 'ru', company: COMPANY })
      process.stdout.write(createHash('sha256').update(bytes).digest('hex'))`
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      { cwd: projectFile(), encoding: 'utf8', timeout: 60_000 },
    )
    expect(stdout, stderr).toBe(sha256(one.bytes))
  })

  test('do not depend on what was drawn before', async () => {
    const first = (await read(sampleMonth())).bytes
    const english = await read(longNames(), 'en')
    await read(emptyHome())
    expect((await read(sampleMonth())).bytes.equals(first)).toBe(true)
    const again = await read(longNames(), 'en')
    expect(again.bytes.equals(english.bytes)).toBe(true)
    expect(again.text).toContain('In October, guests wrote 38 times at night.')
  })

  test('differ with the contents', async () => {
    const other = await read(sampleMonth({ definitions: 'ffffffff' }))
    expect(sha256(other.bytes)).not.toBe(sha256((await read(sampleMonth())).bytes))
  })
})

describe('tags', () => {
  let month: Read
  let nodes: TreeNode[]
  beforeAll(async () => {
    month = await read(sampleMonth())
    nodes = await treeOf(month)
  })
  const withRole = (role: string) => nodes.filter((node) => node.role === role)

  test('the document is marked, in Russian, with its title and dates', async () => {
    expect(await month.pdf.getMarkInfo()).toMatchObject({ Marked: true })
    const { info, metadata } = await month.pdf.getMetadata()
    expect(info).toMatchObject({ Language: 'ru-RU', Author: COMPANY.name, CreationDate: 'D:20261122204000Z' })
    expect(plain((info as { Title: string }).Title)).toBe(
      `Октябрь 2026: отчёт о поддержке гостей — ${COMPANY.name}`,
    )
    expect(metadata.get('dc:title')).toContain(COMPANY.name)
    expect(await month.pdf.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true })
  })

  test('one first heading, then those of the parts', () => {
    expect(withRole('H1')).toHaveLength(1)
    expect(withRole('H2').length).toBeGreaterThanOrEqual(6)
    const first = nodes.findIndex(({ role }) => role === 'H1')
    expect(nodes.findIndex(({ role }) => role === 'H2')).toBeGreaterThan(first)
  })

  test('tables have heads of columns and rows', () => {
    const tables = withRole('Table')
    expect(tables.length).toBeGreaterThanOrEqual(9)
    for (const table of tables) {
      const [head, ...rows] = table.children ?? []
      expect(head?.children?.every(({ role }) => role === 'TH')).toBe(true)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) {
        const [first, ...cells] = row.children ?? []
        expect(first?.role).toBe('TH')
        expect(cells.every(({ role }) => role === 'TD')).toBe(true)
        expect(cells).toHaveLength((head?.children?.length ?? 0) - 1)
      }
    }
    expect(month.bytes.toString('latin1').match(/\/Scope \/Column/g)?.length).toBe(
      // of a table on two pages the header stands on the first
      tables.flatMap(({ children }) => children?.[0]?.children?.filter((cell) => cell.children?.length) ?? [])
        .length,
    )
  })

  test('figures say what they show', () => {
    const figures = withRole('Figure')
    expect(figures).toHaveLength(2)
    expect(figures[0]?.alt).toContain('Ночей: 31')
    expect(figures[1]?.alt).toContain('Самое долгое: 1')
    for (const { bbox } of figures) expect(bbox).toHaveLength(4)
  })
})

test('signs of XML in names leave the metadata well-formed', async () => {
  const company = 'Ночь & Ко <«Северо-Запад»> ]]>'
  const { bytes, pdf, text } = await read(sampleMonth(), 'ru', { company: { ...COMPANY, name: company } })
  const source = bytes.toString('utf8')
  const xml = source.slice(source.indexOf('<?xpacket begin'), source.indexOf('<?xpacket end'))
  expect(malformed(xml)).toBeNull()
  expect(malformed(xml.replace('&amp;', '&'))).not.toBeNull()
  const { info, metadata } = await pdf.getMetadata()
  expect(metadata.get('dc:title')).toContain(company)
  expect((info as { Author: string }).Author).toBe(company)
  expect(text).toContain(company)
})

/** What is wrong with a piece of XML; null: nothing. */
function malformed(xml: string): string | null {
  const open: string[] = []
  for (const [, tag, text] of xml.matchAll(/(<[^<>]*>)|([^<]+|<)/g)) {
    if (tag === undefined) {
      if (text === '<' || /&(?!amp;|lt;|gt;|quot;|#\d+;)|\]\]>/.test(text ?? '')) return text ?? ''
      continue
    }
    if (/^<\?|\/>$/.test(tag)) continue
    const name = /^<\/?([\w:]+)(?:\s+[\w:]+="[^"<&]*")*\s*>$/.exec(tag)?.[1]
    if (name === undefined) return tag
    if (!tag.startsWith('</')) open.push(name)
    else if (open.pop() !== name) return tag
  }
  return open[0] ?? null
}

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
        '3fa81c07',
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
    for (const number of ['64 из 70', '7 мин', '24 из 31', '83 %', 'Лесная, 3 47 18 из 23 – 6 –', '00ff12ab'])
      expect(text).toContain(number)
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

  test('1 000 cases take seconds', async () => {
    const started = process.cpuUsage()
    const bytes = await drawPages(sampleMonth({ cases: manyCases(1000) }), { locale: 'ru', company: COMPANY })
    // of the processor: what else runs on the machine does not count
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000)
    expect(bytes.length).toBeLessThan(3_000_000)
  })
})

test('an element that hangs on nothing is an error, no endless wait', async () => {
  vi.useFakeTimers()
  try {
    const paper = new Paper({ title: 'Проба', author: COMPANY.name, lang: 'ru-RU', at: new Date(0) })
    paper.doc.struct('P')
    const closed = expect(paper.close(() => undefined)).rejects.toThrow('20 seconds')
    await vi.advanceTimersByTimeAsync(20_000)
    await closed
  } finally {
    vi.useRealTimers()
  }
})

describe('other readers', () => {
  const file = path.join(folder, 'month.pdf')
  beforeAll(async () => {
    writeFileSync(file, (await read(sampleMonth({ homes: manyHomes(40) }))).bytes)
  })

  function run(skip: () => void, program: string, ...args: string[]): string {
    const { error, status, stdout, stderr } = spawnSync(program, [...args, file], { encoding: 'utf8' })
    if (error !== undefined && 'code' in error && error.code === 'ENOENT') {
      console.warn(`NOT TESTED: ${program} is not installed, so it did not read the report`)
      skip()
    }
    expect(status, stderr).toBe(0)
    return stdout
  }

  test('qpdf finds no fault', ({ skip }) => {
    expect(run(skip, 'qpdf', '--check')).toContain('No syntax or stream encoding errors')
  })

  test('pdfinfo: tagged, A4', ({ skip }) => {
    const output = run(skip, 'pdfinfo')
    expect(output).toMatch(/Tagged: +yes/)
    expect(output).toMatch(/Page size: +595\.28 x 841\.89 pts \(A4\)/)
  })

  test('pdffonts: Golos Text alone, embedded, with letters that can be copied', ({ skip }) => {
    const output = run(skip, 'pdffonts')
    const fonts = output.trim().split('\n').slice(2)
    expect(fonts).toHaveLength(3)
    for (const font of fonts)
      expect(font).toMatch(/^[A-Z]{6}\+GolosText-\w+ +CID TrueType +Identity-H +yes yes yes/)
  })
})

test('the file names no font but Golos Text', async () => {
  const source = (await read(sampleMonth())).bytes.toString('latin1')
  const fonts = [...source.matchAll(/\/BaseFont \/([\w+-]+)/g)].map(([, name]) => name)
  expect(fonts.length).toBeGreaterThan(0)
  for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+GolosText-/)
})
