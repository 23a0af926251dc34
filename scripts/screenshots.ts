/**
 * Takes the pictures of the README: `npm run docs:screenshots` builds, fills a demo of its own, and writes them to
 * docs/pictures, in both languages, both schemes, on a phone and on a wide page.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'

const root = path.resolve(import.meta.dirname, '..')
const out = path.join(root, 'docs', 'pictures')
const dir = mkdtempSync(path.join(tmpdir(), 'insights-pictures-'))

const PICTURES = [
  { name: 'overview-ru-390-light', role: 1, locale: 'ru', width: 390, scheme: 'light', at: '/' },
  { name: 'overview-ru-390-dark', role: 1, locale: 'ru', width: 390, scheme: 'dark', at: '/' },
  { name: 'overview-ru-1440-light', role: 1, locale: 'ru', width: 1440, scheme: 'light', at: '/' },
  { name: 'overview-ru-1440-dark', role: 1, locale: 'ru', width: 1440, scheme: 'dark', at: '/' },
  { name: 'overview-en-390-light', role: 1, locale: 'en', width: 390, scheme: 'light', at: '/' },
  { name: 'overview-en-1440-light', role: 1, locale: 'en', width: 1440, scheme: 'light', at: '/' },
  { name: 'overview-en-390-dark', role: 1, locale: 'en', width: 390, scheme: 'dark', at: '/' },
  { name: 'overview-en-1440-dark', role: 1, locale: 'en', width: 1440, scheme: 'dark', at: '/' },
] as const

execFileSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'inherit' })
const demo = spawn(process.execPath, [path.join(root, 'bin/insights.mjs'), 'demo'], {
  env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dir, PORT: '0', BASE_URL: '' },
})
const links = await new Promise<string[]>((resolve) => {
  let said = ''
  demo.stdout.on('data', (text: Buffer) => {
    said += text.toString()
    const found = [...said.matchAll(/http\S+\/sign-in\/\S+/g)].map(([link]) => link)
    if (found.length === 4) resolve(found)
  })
})
mkdirSync(out, { recursive: true })
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
})
// a whole month, so that the picture does not depend on the day on which it is taken
const month = new Date(Date.now() - new Date().getUTCDate() * 86_400_000).toISOString().slice(0, 7)
for (const { name, role, locale, width, scheme, at } of PICTURES) {
  const context = await browser.newContext({
    viewport: { width, height: width < 800 ? 844 : 1130 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    deviceScaleFactor: width < 800 ? 2 : 1,
  })
  const link = links[role] ?? ''
  await context.addCookies([{ name: 'lang', value: locale, url: new URL(link).origin }])
  const page = await context.newPage()
  await page.goto(link)
  await page.locator('form .strong').click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.goto(`${new URL(link).origin}${at}?month=${month}`, { waitUntil: 'networkidle' })
  if (width < 800) {
    // the whole page at once, with the tabs at its end
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width, height })
  }
  await page.screenshot({ path: path.join(out, `${name}.png`) })
  await context.close()
}
await browser.close()
demo.kill('SIGTERM')
await once(demo, 'close')
rmSync(dir, { recursive: true, force: true })
process.stdout.write(`${PICTURES.length} pictures in ${out}\n`)
