import { once } from 'node:events'
import net from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { freshDir, insights, served } from '../support/insights.ts'
import { expectAccessible, openBrowser } from './support/browser.ts'
import { startDemo } from './support/demo.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a fresh server prints an admin link, and its empty page says how to send the first event', async () => {
  const dir = freshDir()
  const server = await served(dir)
  const link = await server.saidLink()
  const context = await browser.newContext({ locale: 'ru-RU' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(link)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByText('Данных пока нет').waitFor()
  await expectAccessible(page, 'empty')
  const told = await page.locator('pre').innerText()
  // what it tells to send is what the server takes
  const body = /-d '([\s\S]*)'/.exec(told)?.[1] ?? ''
  expect((await server.post('application/cloudevents+json', body)).status).toBe(202)
  for (const at of ['/', '/nights', '/turns', '/incidents', '/more']) {
    await page.goto(new URL(at, link).href)
    expect(await page.locator('h1').innerText(), at).not.toContain('Не получилось')
  }
  expect(complaints).toEqual([])
  await context.close()
  await server.end('SIGTERM')
  rmSync(dir, { recursive: true, force: true })
})

test('a taken port is one clear line', async () => {
  const holder = net.createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as net.AddressInfo
  const dir = freshDir()
  for (const command of ['demo', 'serve']) {
    const { status, err } = await insights(dir, [command], '', { PORT: String(port) })
    expect(status).toBe(1)
    expect(err).toBe(`insights: port ${port} is taken: stop what listens there, or set PORT to another one\n`)
  }
  holder.close()
  rmSync(dir, { recursive: true, force: true })
})

test('the demo keeps what it made: a second start is quick, gives new links and the same numbers', async () => {
  const first = inject('demo')
  const dir = mkdtempSync(path.join(tmpdir(), 'insights-demo-again-'))
  const started = performance.now()
  const one = await startDemo(dir)
  const made_ms = performance.now() - started
  const month = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7)
  const numbers = async (data_dir: string) =>
    (
      await insights(data_dir, [
        'metrics',
        'turns',
        '--from',
        `${month}-01`,
        '--until',
        `${month}-28`,
        '--format',
        'json',
        '--as-of',
        `${month}-28T00:00:00Z`,
      ])
    ).out
  const own = await numbers(one.demo.data_dir)
  expect(own).toBe(await numbers(first.data_dir))
  const ended = once(one.child, 'close')
  one.child.kill('SIGTERM')
  await ended
  const again = performance.now()
  const two = await startDemo(dir)
  expect(performance.now() - again).toBeLessThan(made_ms)
  expect(two.demo.links.admin).not.toBe(one.demo.links.admin)
  expect(await numbers(two.demo.data_dir)).toBe(own)
  // the user's own database was not made
  expect(
    (
      await insights(dir, [
        'metrics',
        'turns',
        '--from',
        '2026-01-01',
        '--until',
        '2026-02-01',
        '--format',
        'json',
      ])
    ).out,
  ).toContain('"turns":0')
  const over = once(two.child, 'close')
  two.child.kill('SIGTERM')
  await over
  rmSync(dir, { recursive: true, force: true })
})
