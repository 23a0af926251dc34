/**
 * Draws an owner's month as a PDF, in threads as the web server does, beside Chromium printing a page with the same
 * figures, nights and charts; then five hundred reports with the memory after each fifty. By hand, on a quiet machine:
 * `npm run bench:pdf [-- REPORTS]`. See README.md.
 */
import { readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { ReportContents } from '#reports/month/contents.ts'
import { renderReport } from '#reports/pdf/report.ts'
import { manyHomes } from '#tests/support/sample-homes.ts'
import { COMPANY, sampleMonth } from '#tests/support/sample-month.ts'
import { FONT } from '#reports/pdf/style.ts'
import { printedCases, printedFigures, printedNights } from '#reports/pdf/printed.ts'
import { monthSentences } from '#reports/month/sentence.ts'
import { nightStrip } from '#reports/month/shapes/night-strip.ts'
import { waitDots } from '#reports/month/shapes/waits.ts'

const TIMES = 40
/** before the clock runs */
const WARM = 16
const GOLOS = readFileSync(FONT.regular).toString('base64')
const REPORTS = Number(process.argv[2] ?? 500)
const options = { locale: 'ru', company: COMPANY } as const

const ownBefore = process.cpuUsage()
const threads = await rate((index) => renderReport(monthOf(index), options), 2)
const own = process.cpuUsage(ownBefore)
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: ['--no-sandbox', '--disable-gpu'],
})
const pages = await Promise.all([browser.newPage(), browser.newPage()])
const othersBefore = cpuOfChildren_s()
const printed = await rate(async (index) => {
  const page = pages[index % 2]
  await page?.setContent(htmlOf(monthOf(index)), { waitUntil: 'load' })
  await page?.pdf({ format: 'A4', tagged: true, outline: true })
}, 2)
const others_s = cpuOfChildren_s() - othersBefore
await browser.close()
const again = await rate((index) => renderReport(monthOf(index), options), 2)
say(`in threads: ${threads.toFixed(1)} and ${again.toFixed(1)} PDFs a second`)
say(`Chromium, warm, two pages at once: ${printed.toFixed(1)} PDFs a second`)
say(
  `of a processor: ${(((own.user + own.system) / 1e6 / (TIMES + WARM)) * 1000).toFixed(0)} ms a PDF here, ${((others_s / (TIMES + WARM)) * 1000).toFixed(0)} ms in Chromium`,
)
say(`  → ratio: ${((threads + again) / 2 / printed).toFixed(1)}`)

const memory: string[] = []
for (let done = 0; done < REPORTS; done += 50) {
  await rate((index) => renderReport(monthOf(done + index), options), 2, 50)
  memory.push(`${Math.round(process.memoryUsage.rss() / 1e6)}`)
}
say(`resident after each 50 of ${REPORTS} reports, MB: ${memory.join(', ')}`)

/** So many a second of a task, `lanes` of them at a time; some before the clock runs. */
async function rate(
  task: (index: number) => Promise<unknown>,
  lanes: number,
  times = TIMES,
): Promise<number> {
  if (times === TIMES) await Promise.all(Array.from({ length: WARM }, (_, index) => task(index)))
  const started = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < times) await task(next++)
    }),
  )
  return (times * 1000) / (performance.now() - started)
}

/** What the processes that this one started have taken of a processor, in seconds; Linux counts in hundredths. */
function cpuOfChildren_s(): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, rest = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')
        const fields = rest.split(' ').map(Number)
        return [{ pid: Number(name), parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) }]
      } catch {
        return []
      }
    })
  const family = new Set([process.pid])
  for (let before = 0; before !== family.size;) {
    before = family.size
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid)
  }
  family.delete(process.pid)
  return processes.filter(({ pid }) => family.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) / 100
}

/** Every owner has other homes. */
function monthOf(index: number): ReportContents {
  return sampleMonth({
    owner: { owner_id: `owner-${index}`, name: `Владелец ${index}` },
    homes: manyHomes(2 + (index % 6)),
  })
}

/** The same month as a page: its sentence, every figure, night and case in tables, strip and waits as SVG. */
function htmlOf(contents: ReportContents): string {
  const box = { x: 0, y: 0, width: 660, height: 180 }
  const strip = nightStrip(contents.nights, box, String)
  const dots = contents.trend.kind === 'dots' ? contents.trend.dots : []
  const waits = waitDots(dots, { promise_s: 600, days: 31 }, box)
  const circle = ({ x, y, radius }: { x: number; y: number; radius: number }) =>
    `<circle cx="${x}" cy="${y}" r="${radius}"/>`
  const svg = (inner: string) => `<svg width="660" height="190" role="img" aria-label="…">${inner}</svg>`
  const table = (rows: readonly { label: string; value: string }[]) =>
    `<table><tr><th>Показатель</th><th>Значение</th></tr>${rows
      .map(({ label, value }) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`)
      .join('')}</table>`
  const said = monthSentences(contents, 'ru')
    .headline.map(({ text }) => text)
    .join('')
  return `<!doctype html><html lang="ru"><title>Отчёт</title><style>
    @font-face { font-family: Golos; src: url(data:font/ttf;base64,${GOLOS}) }
    body { font: 10pt Golos } td { text-align: right } table { width: 100%; border-collapse: collapse }
    tr { border-top: 1px solid #e6e2da }</style><h1>${escaped(said)}</h1>
    ${svg(
      strip.nights
        .flatMap(({ bars, dots: own }) => [
          ...bars.map(
            ({ x, y, width, height }) =>
              `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="2"/>`,
          ),
          ...own.map(circle),
        ])
        .join(''),
    )}
    <h2>Числа</h2>${table(printedFigures(contents, 'ru'))}
    <h2>Ожидания</h2>${svg(waits.dots.map(circle).join(''))}
    <h2>Ночи</h2>${table(printedNights(contents, 'ru'))}<h2>Случаи</h2>${table(printedCases(contents, 'ru'))}</html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
