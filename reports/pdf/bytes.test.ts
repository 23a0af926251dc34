import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { projectFile } from '#sql/paths.ts'
import { longTest } from '#tests/support/amount.ts'
import { read, readAnew } from '#tests/support/read-pdf.ts'
import { manyHomes } from '#tests/support/sample-homes.ts'
import { COMPANY, sampleMonth } from '#tests/support/sample-month.ts'
import { emptyHome, longNames } from '#tests/support/sample-months.ts'
import { Paper } from './page.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const folder = mkdtempSync(path.join(tmpdir(), 'report-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('bytes', () => {
  test('are the same twice, and in another process', async () => {
    const [one, two] = [await readAnew(sampleMonth()), await readAnew(sampleMonth())]
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

  longTest('do not depend on what was drawn before', async () => {
    const first = (await readAnew(sampleMonth())).bytes
    const english = await readAnew(longNames(), 'en')
    await readAnew(emptyHome())
    expect((await readAnew(sampleMonth())).bytes.equals(first)).toBe(true)
    const again = await readAnew(longNames(), 'en')
    expect(again.bytes.equals(english.bytes)).toBe(true)
    expect(again.text).toContain('In October, guests wrote 38 times at night.')
  })

  test('differ with the contents', async () => {
    const other = await read(sampleMonth({ definitions: '2' }))
    expect(sha256(other.bytes)).not.toBe(sha256((await read(sampleMonth())).bytes))
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
