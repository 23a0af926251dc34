import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { amount, IS_LONG, some } from '../support/amount.ts'
import { insightsOfServer } from '../support/insights.ts'
import { openBrowser } from './support/browser.ts'
import { runningDemo } from './support/running.ts'
import { visit } from './support/visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const demo = await runningDemo()
const same = { 'Sec-Fetch-Site': 'same-origin', Origin: demo.url }

async function link(who: string): Promise<string> {
  return (await insightsOfServer(demo.data_dir, ['link', who])).out.trim()
}

test('a link changes nothing when it is opened, signs in once by POST, and is then used up', async () => {
  const address = await link('manager:m-lead')
  for (let times = 0; times < amount(3, 20); times++) {
    const opened = await fetch(address)
    expect(opened.headers.get('set-cookie')).toBeNull()
  }
  const entered = await fetch(address, { method: 'POST', headers: same, redirect: 'manual' })
  expect(entered.status).toBe(302)
  expect(entered.headers.get('set-cookie')).toMatch(
    /^insights=\S+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const again = await fetch(address, { method: 'POST', headers: same, redirect: 'manual' })
  expect(again.headers.get('set-cookie')).toBeNull()
  const html = await (await fetch(address)).text()
  expect(html.replace(/\s/g, ' ')).toContain('По этой ссылке уже вошли')
})

test('of two who use a link at the same moment one gets in', async () => {
  const address = await link('manager:m-lead')
  const both = await Promise.all(
    [1, 2, 3].map(() => fetch(address, { method: 'POST', headers: same, redirect: 'manual' })),
  )
  expect(both.filter((one) => one.headers.get('set-cookie') !== null)).toHaveLength(1)
})

test('a stranger gets the sign-in page everywhere, and a made-up or changed cookie is no cookie', async () => {
  for (const at of [
    '/',
    '/nights',
    '/turns',
    '/incidents/i-leak',
    '/incidents',
    '/turns.csv',
    '/month.csv',
    '/report.pdf',
    '/more',
    '/reviews',
    '/benefit',
    '/promises',
    '/policies',
    '/reports',
    '/reports/o-anna',
    '/reports/o-anna/pdf',
    '/my-reports',
    '/my-reports/2026-10/pdf',
    '/figures/turns',
    '/figures/turns.csv',
  ]) {
    for (const cookie of ['', 'insights=eyJwZXJzb24iOiJhZG1pbiJ9.abc']) {
      const answer = await fetch(demo.url + at, { redirect: 'manual', headers: { cookie } })
      expect(answer.status, at).toBe(302)
      expect(answer.headers.get('location'), at).toMatch(/^\/sign-in/)
    }
  }
  const data = await (await fetch(`${demo.url}/nights.data`)).text()
  expect(data).toContain('/sign-in')
})

test('a request from another site is refused, whatever it is for', async () => {
  for (const at of [
    '/sign-out',
    '/language',
    '/sign-in/x',
    '/turns.csv',
    '/reports',
    '/my-reports',
    '/verify',
  ]) {
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }, {}]) {
      const answer = await fetch(demo.url + at, {
        method: 'POST',
        headers: new Headers({ ...(headers as Record<string, string>), 'X-Forwarded-Host': 'evil.example' }),
        redirect: 'manual',
      })
      expect(answer.status, `${at} ${JSON.stringify(headers)}`).toBe(403)
    }
  }
})

test('what is somebody else’s is not there', async () => {
  const { page, context, url } = await visit(browser, { role: 'owner_of_one' })
  const lead = await visit(browser, { role: 'night_lead' })
  const foreign = await lead.page
    .locator('select option')
    .evaluateAll((all) =>
      all.map((one) => (one as HTMLOptionElement).value).filter((value) => value.startsWith('home:')),
    )
  await lead.page.goto(`${url}/turns`)
  const thread = await lead.page.locator('tbody .row-link').first().getAttribute('href')
  const owners = await lead.page.locator('select option[value^="owner:"]').count()
  expect(owners).toBe(9)
  await lead.context.close()
  const statuses = []
  // at a push some of them, others each time, and his own among these or not
  const asked = some(foreign, 5, Math.random)
  for (const home of asked)
    statuses.push((await page.request.get(`${url}/?for=${encodeURIComponent(home)}`)).status())
  // one of the homes is his
  const own = statuses.filter((status) => status === 200).length
  expect(own).toBeLessThanOrEqual(1)
  if (IS_LONG) expect(own).toBe(1)
  expect(statuses.filter((status) => status === 404)).toHaveLength(asked.length - own)
  expect((await page.request.get(url + (thread ?? ''))).status()).toBe(404)
  for (const at of [
    '/?for=home:nothing',
    '/?for=owner:o-3',
    '/report.pdf?for=owner:o-3',
    '/threads/nothing',
    '/incidents/nothing',
    '/incidents/i-logged-late',
    '/nights/2020-02-30',
    '/nowhere',
  ])
    expect((await page.request.get(url + at)).status(), at).toBe(404)
  await context.close()
})

test('headers: a strict policy with a nonce that changes, nothing framed, nothing kept', async () => {
  const [one, other] = await Promise.all([fetch(`${demo.url}/sign-in`), fetch(`${demo.url}/sign-in`)])
  const policy = one.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("'strict-dynamic'")
  expect(policy).not.toContain('unsafe')
  expect(policy).not.toBe(other.headers.get('content-security-policy'))
  expect(one.headers.get('x-frame-options')).toBe('DENY')
  expect(one.headers.get('referrer-policy')).toBe('same-origin')
  expect(one.headers.get('cache-control')).toBe('no-store')
  expect(await one.text()).not.toMatch(/ style="/)
  expect(path.basename(demo.data_dir)).toBe('demo')
})

test('signing out, and the other language', async () => {
  const { page, context, url } = await visit(browser, { role: 'owner_of_three' })
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Overview' }).first().waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${url}/sign-in`)
  await page.goto(url)
  expect(page.url()).toBe(`${url}/sign-in`)
  await context.close()
})
