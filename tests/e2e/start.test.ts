import { once } from 'node:events'
import net from 'node:net'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { longTest, some } from '../support/amount.ts'
import { freshDir, insights, served } from '../support/insights.ts'
import { expectAccessible, openBrowser } from './support/browser.ts'
import { turnsOfDemo } from './support/demo.ts'
import { firstStart, runningDemo } from './support/running.ts'

const [first, demo] = await Promise.all([firstStart(), runningDemo()])

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a fresh server prints an admin link, and its empty page leads to files, and says how to send the first event', async () => {
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
  expect(await page.getByRole('link', { name: 'Подключить данные' }).getAttribute('href')).toBe('/connect')
  await page.getByText('Для разработчика').click()
  const shown = await page.locator('pre').innerText()
  // what it tells to send is what the server takes
  const body = /-d '([\s\S]*)'/.exec(shown)?.[1] ?? ''
  expect((await server.post('application/cloudevents+json', body)).status).toBe(202)
  for (const at of ['/', ...some(['/nights', '/turns', '/incidents', '/more'], 1, Math.random)]) {
    await page.goto(new URL(at, link).href)
    expect(await page.locator('h1').innerText(), at).not.toContain('Не получилось')
  }
  expect(complaints).toEqual([])
  await context.close()
  await server.end('SIGTERM')
  rmSync(dir, { recursive: true, force: true })
})

longTest('a taken port is one clear line', async () => {
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
  expect(demo.up_ms).toBeLessThan(first.up_ms)
  expect(demo.links.admin).not.toBe(first.links.admin)
  expect(JSON.parse(first.turns)).toMatchObject({ total: { turns: expect.any(Number) as number } })
  expect(await turnsOfDemo(demo)).toBe(first.turns)
  // the user's own database was not made
  expect(existsSync(path.join(demo.data_dir, '..', 'data'))).toBe(false)
})
