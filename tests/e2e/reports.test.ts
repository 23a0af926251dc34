import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { longTest, some } from '../support/amount.ts'
import { everythingReported, guest, lead, manager, owner, property } from '../support/events.ts'
import { expectAccessible, expectNoSideways, openBrowser } from './support/browser.ts'
import { openReportSite, type ReportSite } from './support/report-site.ts'

let browser: Browser
let site: ReportSite
beforeAll(async () => {
  browser = await openBrowser()
  site = await openReportSite([
    everythingReported(),
    property({ owner_id: 'olga', name: 'Невский, 24' }),
    property({ property_id: 'M', owner_id: 'boris', name: 'Дом у реки' }),
    owner({ name: 'Ольга', email: 'olga@example.test' }),
    owner({ owner_id: 'boris', name: 'Борис', email: 'boris@example.test' }),
    owner({ owner_id: 'vera', name: 'Вера' }),
    property({ property_id: 'V', owner_id: 'vera', name: 'Марата, 5' }),
    lead({ email: 'anna@example.test' }),
    lead({ manager_id: 'roman', name: 'Роман', role: 'admin' }),
    lead({ manager_id: 'sasha', name: 'Саша', role: 'manager' }),
    guest('2025-03-04 03:12'),
    manager('2025-03-04 03:16'),
    guest('2025-03-05 12:00', { property_id: 'M', conversation_id: 'm' }),
    manager('2025-03-05 12:03', { property_id: 'M', conversation_id: 'm' }),
  ])
})
afterAll(async () => {
  await browser.close()
  await site.end()
})

const LEAD = 'manager:anna'
const OWN = '/reports/olga?month=2025-03'

async function send(person: string | null, at: string, form: Record<string, string>, more = {}) {
  const cookie = person === null ? '' : await site.cookieOf(person)
  return fetch(site.url + at, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, Origin: site.url, ...more },
    body: new URLSearchParams(form),
  })
}
const get = async (person: string | null, at: string) =>
  fetch(site.url + at, {
    redirect: 'manual',
    headers: { cookie: `lang=ru; ${person === null ? '' : await site.cookieOf(person)}` },
  })
const pageOf = async (person: string | null, at: string): Promise<string> => {
  const answer = await get(person, at)
  return plain(await answer.text())
}
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const sha = (bytes: ArrayBuffer | Buffer) => createHash('sha256').update(new Uint8Array(bytes)).digest('hex')

/** The path of a link in the last mail to somebody. */
function linkTo(to: string, what: 'mail' | 'unsubscribe'): string {
  const mail = site.smtp.got.filter((one) => one.to === to).at(-1)?.mail
  return new RegExp(`/${what}/[\\w-]{43}`).exec(mail?.text ?? '')?.[0] ?? 'no such link'
}

test('prepared: the sentence says when it goes out, and only management finds the pages', async () => {
  await site.at('2025-04-01 09:00')
  const { page, context, complaints } = await site.visit(browser, LEAD)
  await page.goto(`${site.url}/reports?month=2025-03`)
  expect(plain(await page.locator('h1').innerText())).toBe(
    'Отчёты за март 2025 готовы: 2 из 3. Они уйдут 3 апреля в 10:00, если никто не задержит.',
  )
  expect(plain(await page.locator('.second').innerText())).toBe('Некуда отправить — 1.')
  // who has no address needs somebody: he stands first
  expect(plain(await page.locator('.owners tbody th').first().innerText())).toBe('Вера')
  for (const at of ['/reports', OWN, '/reports/olga/pdf?month=2025-03']) {
    for (const person of ['manager:sasha', 'owner:olga', 'owner:boris'])
      expect((await get(person, at)).status, `${person} ${at}`).toBe(404)
    for (const person of some(['manager:roman', LEAD], 1, Math.random))
      expect((await get(person, at)).status, `${person} ${at}`).toBe(200)
    expect((await get(null, at)).headers.get('location'), at).toMatch(/^\/sign-in/)
  }
  for (const person of ['manager:sasha', 'owner:olga'])
    expect((await send(person, OWN, { intent: 'hold', text: 'x' })).status).toBe(404)
  expect((await get(LEAD, '/reports/nobody?month=2025-03')).status).toBe(404)
  expect((await get(LEAD, '/reports?month=2025-13')).status).toBe(404)
  expect(complaints).toEqual([])
  await context.close()
})

test('a word for one owner: too long is refused with its text kept, then it stands signed and in the preview', async () => {
  site.goTo('2025-04-01 10:00')
  const { page, context } = await site.visit(browser, LEAD, { javaScript: false })
  await page.goto(site.url + OWN)
  const words = page.locator('textarea').first()
  await words.evaluate((one) => {
    one.removeAttribute('maxlength')
  })
  await words.fill('я'.repeat(601))
  await page.getByRole('button', { name: 'Сохранить' }).first().click()
  expect(plain(await page.locator('.word [role=alert]').innerText())).toContain('601')
  expect(await page.locator('textarea').first().inputValue()).toBe('я'.repeat(601))
  await page.locator('textarea').first().fill('Поменяли замок.\nСпасибо за терпение.')
  await page.getByRole('button', { name: 'Сохранить' }).first().click()
  await page.waitForURL(/done=comment/)
  expect(plain(await page.locator('.say').first().innerText())).toContain('Поменяли замок.')
  expect(plain(await page.locator('main').innerText())).toContain('Анна, 1 апреля в 10:00')
  // the later one takes its place, and nobody else reads it
  site.goTo('2025-04-01 10:01')
  await send(LEAD, OWN, { intent: 'comment', place: 'owner', text: 'Замок новый.' })
  await page.goto(site.url + OWN)
  expect(await page.locator('.as-read .say').allInnerTexts()).toEqual(['Замок новый.'])
  expect(await pageOf(LEAD, '/reports/boris?month=2025-03')).not.toContain('Замок новый.')
  // a home of somebody else is no place for a word to this owner
  expect((await send(LEAD, OWN, { intent: 'comment', place: 'home:M', text: 'x' })).status).toBe(404)
  // 600 characters with line breaks, which a form sends as two characters each
  const most = `${'я'.repeat(299)}\r\n${'я'.repeat(300)}`
  expect((await send(LEAD, OWN, { intent: 'comment', place: 'home:N', text: most })).status).toBe(302)
  await context.close()
})

longTest('hold with a reason, shown as held, release; then it goes out at its time', async () => {
  site.goTo('2025-04-02 12:00')
  const { page, context, complaints } = await site.visit(browser, LEAD, { width: 360 })
  await page.goto(site.url + OWN, { waitUntil: 'networkidle' })
  await expectAccessible(page, OWN)
  await expectNoSideways(page, OWN)
  expect((await send(LEAD, OWN, { intent: 'hold', text: ' ' })).status).toBe(200)
  await page.getByLabel('Почему').fill('Проверяем ночь с 3 на 4')
  await page.getByRole('button', { name: 'Задержать отчёт' }).click()
  await page.getByText('Отчёт задержан.').waitFor()
  const held = plain(await page.locator('main').innerText())
  expect(held).toContain('Задержан. Если не снять задержку, уйдёт сам 8 апреля в 10:00.')
  expect(held).toContain('Анна, 2 апреля в 12:00: «Проверяем ночь с 3 на 4»')
  await site.at('2025-04-03 10:00')
  await page.goto(`${site.url}/reports?month=2025-03`)
  expect(plain(await page.locator('h1').innerText())).toBe('Отчёты за март 2025: отправлены 1 из 3.')
  expect(plain(await page.locator('.second').innerText())).toBe('Некуда отправить — 1. 1 отчёт задержан.')
  await page.goto(site.url + OWN)
  await page.getByRole('button', { name: 'Снять задержку' }).click()
  await page.getByText('Задержка снята').waitFor()
  await site.at('2025-04-03 10:05')
  await page.goto(site.url + OWN)
  expect(plain(await page.locator('.deliveries').innerText())).toContain('Отправлен 3 апреля в 10:05.')
  // it has gone out: nothing is left to hold
  const late = await send(LEAD, OWN, { intent: 'hold', text: 'поздно' })
  expect(plain(await late.text())).toContain('состояние отчёта тем временем изменилось')
  expect(complaints).toEqual([])
  await context.close()
})

longTest('a test goes to whoever asks, again to whom it is wanted, and the log tells all of it', async () => {
  site.goTo('2025-04-03 10:10')
  expect((await send(LEAD, OWN, { intent: 'test' })).headers.get('location')).toContain('done=test')
  expect(plain(await (await send('manager:roman', OWN, { intent: 'test' })).text())).toContain(
    'нет вашего адреса',
  )
  await site.at('2025-04-03 10:11')
  expect(site.smtp.got.filter(({ to }) => to === 'anna@example.test').at(-1)?.mail.subject).toContain(
    'Проверка',
  )
  const [before] = site.smtp.got.filter(({ to }) => to === 'olga@example.test')
  await send(LEAD, OWN, { intent: 'resend', edition: '1' })
  await site.at('2025-04-03 10:12')
  // it had arrived: nothing to mend
  expect(site.smtp.got.filter(({ to }) => to === 'olga@example.test')).toHaveLength(1)
  const { page, context } = await site.visit(browser, LEAD)
  await page.goto(site.url + OWN)
  await page.getByRole('button', { name: 'Отправить ещё раз' }).click()
  await page.getByText('Отправляем ещё раз.').waitFor()
  await site.at('2025-04-03 10:14')
  const copies = site.smtp.got.filter(({ to }) => to === 'olga@example.test')
  expect(copies.map(({ mail }) => mail.messageId)).toEqual([before?.mail.messageId, before?.mail.messageId])
  await page.goto(site.url + OWN)
  const log = plain(await page.locator('.log').innerText())
  for (const text of [
    'Анна: задержать',
    'Анна: снять задержку',
    'Анна: отправить пробное письмо',
    'почтовый сервер принял',
  ])
    expect(log).toContain(text)
  await context.close()
})

longTest(
  'opened from the mail without a session: this report on a phone, and no way on from it',
  async () => {
    const at = linkTo('olga@example.test', 'mail')
    const { page, context, complaints } = await site.visit(browser, null, { width: 390 })
    const answer = await page.goto(site.url + at, { waitUntil: 'networkidle' })
    expect(answer?.status()).toBe(200)
    expect(answer?.headers()['referrer-policy']).toBe('no-referrer')
    expect(answer?.headers()['x-robots-tag']).toBe('noindex, nofollow')
    expect((await page.locator('h1').innerText()).length).toBeGreaterThan(20)
    expect(await page.locator('.number').count()).toBe(4)
    expect(plain(await page.locator('body').innerText())).not.toContain('Дом у реки')
    const ways = await page
      .locator('a[href], form')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    expect(ways).toEqual([`${at}/pdf`])
    await expectAccessible(page, at)
    await expectNoSideways(page, at)
    const pdf = await (await fetch(`${site.url}${at}/pdf`)).arrayBuffer()
    const attached = site.smtp.got.filter(({ to }) => to === 'olga@example.test').at(-1)?.mail.attachments[0]
    expect(sha(pdf)).toBe(sha(attached?.content ?? Buffer.alloc(0)))
    // programs that look first: twenty times, then its reader
    for (let times = 0; times < 20; times++)
      await fetch(site.url + at, { method: times < 5 ? 'HEAD' : 'GET' })
    expect((await fetch(site.url + at)).status).toBe(200)
    expect(await pageOf(LEAD, OWN)).toContain('открыли по ссылке из письма')
    expect(complaints).toEqual([])
    // taken back, made up, too old: plain pages
    await send(LEAD, OWN, { intent: 'revoke' })
    for (const [where, title] of [
      [at, 'Ссылка отключена'],
      [`/mail/${'x'.repeat(43)}`, 'Такой ссылки нет'],
    ] as const) {
      await page.goto(site.url + where)
      expect(plain(await page.locator('h1').innerText())).toBe(title)
    }
    const other = linkTo('boris@example.test', 'mail')
    site.goTo('2025-04-17 10:01')
    await page.goto(site.url + other)
    expect(plain(await page.locator('h1').innerText())).toBe('Ссылка устарела')
    expect((await fetch(`${site.url}${other}/pdf`, { redirect: 'manual' })).status).toBe(302)
    await context.close()
  },
)

longTest('the archive: what was sent to the owner to the byte, and nobody else’s', async () => {
  const { page, context, complaints } = await site.visit(browser, 'owner:olga', { width: 390 })
  await page.goto(`${site.url}/my-reports`, { waitUntil: 'networkidle' })
  expect(plain(await page.locator('.archived').innerText())).toContain('3 апреля')
  await expectAccessible(page, '/my-reports')
  await expectNoSideways(page, '/my-reports')
  const own = await get('owner:olga', '/my-reports/2025-03/pdf?edition=1')
  const attached = site.smtp.got.find(({ to }) => to === 'olga@example.test')?.mail.attachments[0]
  expect(sha(await own.arrayBuffer())).toBe(sha(attached?.content ?? Buffer.alloc(0)))
  expect(own.headers.get('content-type')).toBe('application/pdf')
  const foreign = await (await get('owner:boris', '/my-reports/2025-03/pdf?edition=1')).arrayBuffer()
  expect(sha(foreign)).not.toBe(sha(attached?.content ?? Buffer.alloc(0)))
  for (const at of [
    '/my-reports/2025-03/pdf?edition=0',
    '/my-reports/2025-03/pdf?edition=2',
    '/my-reports/2025-02/pdf',
  ])
    expect((await get('owner:olga', at)).status, at).toBe(404)
  for (const at of ['/my-reports', '/my-reports/2025-03/pdf']) {
    expect((await get(LEAD, at)).status, at).toBe(404)
    expect((await get(null, at)).headers.get('location'), at).toMatch(/^\/sign-in/)
  }
  // he says himself that it should not come, and that it should again; of others' addresses he says nothing
  await page.getByRole('button', { name: 'Больше не присылать' }).click()
  await page.getByText('не присылаем, как вы просили').waitFor()
  site.goTo('2025-04-17 10:05')
  await page.getByRole('button', { name: 'Присылать снова' }).click()
  await page.getByText('присылаем сюда').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

longTest(
  'unsubscribing: twenty looks change nothing, one POST of a mail provider does, and there is a way back',
  async () => {
    const at = linkTo('boris@example.test', 'unsubscribe')
    const states = async () => (await pageOf('owner:boris', '/my-reports')).includes('как вы просили')
    for (let times = 0; times < 20; times++)
      await fetch(site.url + at, { method: times < 5 ? 'HEAD' : 'GET' })
    expect(await states()).toBe(false)
    site.goTo('2025-04-17 11:00')
    // as RFC 8058 has it: from elsewhere, without cookies, with or without an Origin of the provider
    const one = await fetch(site.url + at, {
      method: 'POST',
      headers: { Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' },
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect(one.status).toBe(200)
    expect(await states()).toBe(true)
    expect((await fetch(site.url + at, { method: 'POST' })).status).toBe(200)
    // just that path, and nothing beside it
    for (const other of ['/unsubscribe/short', `${at}/more`, '/my-reports', '/sign-out', '/verify'])
      expect(
        (await fetch(site.url + other, { method: 'POST', headers: { Origin: 'https://mail.example' } }))
          .status,
      ).toBe(403)
    site.goTo('2025-04-17 11:05')
    const { page, context, complaints } = await site.visit(browser, null, { width: 360, javaScript: false })
    await page.goto(site.url + at)
    expect(plain(await page.locator('main').innerText())).not.toContain('{{')
    expect(plain(await page.locator('h1').innerText())).toBe('Отчёт больше не придёт на этот адрес')
    await page.getByRole('button', { name: 'Присылать снова' }).click()
    await page.getByRole('button', { name: 'Больше не присылать' }).waitFor()
    expect(plain(await page.locator('.second').innerText())).toContain('Борис: ежемесячный отчёт')
    expect(await states()).toBe(false)
    await expectNoSideways(page, at)
    expect(complaints).toEqual([])
    await context.close()
  },
)

longTest('checking a PDF: what was sent is known to whoever holds it, a changed byte is not', async () => {
  const pdf = Buffer.from(await (await get('owner:olga', '/my-reports/2025-03/pdf')).arrayBuffer())
  const { page, context, complaints } = await site.visit(browser, null, { width: 390 })
  await page.goto(`${site.url}/verify`, { waitUntil: 'networkidle' })
  await expectAccessible(page, '/verify')
  const check = async (buffer: Buffer) => {
    await page.goto(`${site.url}/verify`, { waitUntil: 'networkidle' })
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'r.pdf', mimeType: 'application/pdf', buffer })
    await page.getByRole('button', { name: 'Проверить файл' }).click()
    await page.locator('.verified').waitFor()
    return plain(await page.locator('.verified').innerText())
  }
  expect(await check(pdf)).toContain('Это тот самый отчёт: Март 2025, Ольга, отправлен 3 апреля 2025')
  expect(await check(pdf)).toContain('ничего в нём не изменилось')
  const changed = Buffer.from(pdf)
  changed[changed.length - 3] = 32
  expect(await check(changed)).toContain('Такого файла мы не отправляли')
  expect(await check(Buffer.alloc(10 * 1024 * 1024 + 1))).toContain('больше 10 МБ')
  // a late answer changes a figure: a stranger learns that, its owner what
  await site.land([
    guest('2025-03-06 02:00', { conversation_id: 'late' }),
    manager('2025-03-06 05:00', { conversation_id: 'late' }),
  ])
  const stranger = await check(pdf)
  expect(stranger).toContain('С тех пор числа в нём изменились')
  expect(stranger).not.toContain('было')
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'r.pdf')
  const own = await fetch(`${site.url}/verify`, {
    method: 'POST',
    headers: { cookie: `lang=ru; ${await site.cookieOf('owner:olga')}`, Origin: site.url },
    body: form,
  })
  expect(plain(await own.text())).toContain('Вопросы, из них ночью: было 1, стало 2')
  expect(complaints).toEqual([])
  await context.close()
})

longTest(
  'an edition that was made more exact says what changed, in the archive and for management',
  async () => {
    await site.at('2025-04-18 12:00')
    await site.at('2025-04-26 12:00')
    const { page, context } = await site.visit(browser, 'owner:olga')
    await page.goto(`${site.url}/my-reports`)
    const archived = plain((await page.locator('.archived').textContent()) ?? '')
    expect(archived).toContain('Уточнённый отчёт № 2')
    expect(archived).toContain('Вопросы, из них ночью: было 1, стало 2')
    expect((await get('owner:olga', '/my-reports/2025-03/pdf?edition=2')).status).toBe(200)
    expect(await pageOf(LEAD, '/reports?month=2025-03')).toContain('уточнённый отчёт № 2')
    await context.close()
  },
)
