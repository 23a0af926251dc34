import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { simpleParser } from 'mailparser'
import { afterEach, expect, test } from 'vitest'
import type { Answer, Message } from '#reports/mailing/deliver.server.ts'
import { outboxChannel, smtpChannel } from '#reports/mailing/mail.server.ts'
import { smtpServer, type Script, type TestSmtp } from '../support/smtp.ts'

const OPTIONS = { from: 'reports@insights.test', company: 'Батлер & Ко', dkim: null }
const QUICK = { connectionTimeout: 1500, greetingTimeout: 1500, socketTimeout: 700 }
const message = (more: Partial<Message> = {}): Message => ({
  message_id: '<2025-03.aa.1.bb@insights.test>',
  to: 'olga@example.test',
  subject: 'Март 2025: отчёт «о поддержке» гостей',
  text: 'Текст с ₽ и — тире\n',
  html: '<p>Текст с ₽</p>',
  attachment: { name: 'Отчёт за Март 2025.pdf', bytes: new Uint8Array(200_000).fill(7) },
  unsubscribe_url: `https://insights.test/unsubscribe/${'x'.repeat(43)}`,
  ...more,
})

let ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends) await end()
  ends = []
})

async function sending(script: Script, query = '', scheme = 'smtp', login = '') {
  const smtp = await smtpServer(script)
  const url = smtp.url.replace('smtp://', `${scheme}://${login}`) + query
  const channel = smtpChannel(url, OPTIONS, QUICK)
  ends.push(() => channel.close(), smtp.close)
  let begun = 0
  const send = (more: Partial<Message> = {}) =>
    channel.send(message(more), () => {
      begun += 1
      return Promise.resolve()
    })
  return { smtp, channel, send, begun: () => begun }
}

/** A conversation, and whether the message had begun to go. */
async function answerTo(script: Script, query = ''): Promise<[Answer['is'], number, boolean, TestSmtp]> {
  const { send, begun, smtp } = await sending(script, query)
  const { is, code } = await send()
  return [is, code, begun() > 0, smtp]
}
const say = (code: number, text = 'as the test wants it') => ({ code, text })

test('taken only with a 250; Cyrillic subject, sender, words and file name arrive as they were', async () => {
  const { send, smtp } = await sending({})
  expect(await send()).toMatchObject({ is: 'accepted', code: 250 })
  const mail = smtp.got[0]?.mail
  expect(mail?.subject).toBe('Март 2025: отчёт «о поддержке» гостей')
  expect(mail?.from?.value).toEqual([{ name: 'Батлер & Ко', address: 'reports@insights.test' }])
  expect(mail?.text).toBe('Текст с ₽ и — тире\n')
  expect(mail?.messageId).toBe('<2025-03.aa.1.bb@insights.test>')
  expect(mail?.attachments[0]?.filename).toBe('Отчёт за Март 2025.pdf')
  expect(mail?.attachments[0]?.content.equals(Buffer.alloc(200_000, 7))).toBe(true)
  const header = (name: string) => mail?.headerLines.find(({ key }) => key === name)?.line
  expect(header('auto-submitted')).toBe('Auto-Submitted: auto-generated')
  expect(header('list-id')).toBe('List-ID: <reports.insights.test>')
  expect(header('list-unsubscribe')).toBe(
    `List-Unsubscribe: <https://insights.test/unsubscribe/${'x'.repeat(43)}>`,
  )
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
})

test('4xx and what goes wrong before the message is put off; 5xx of the message or the address is final', async () => {
  expect((await answerTo({ onRecipient: () => say(451) })).slice(0, 3)).toEqual(['deferred', 451, false])
  expect((await answerTo({ onMessage: () => say(452) })).slice(0, 3)).toEqual(['deferred', 452, true])
  expect((await answerTo({ onRecipient: () => say(550) })).slice(0, 3)).toEqual(['refused', 550, false])
  expect((await answerTo({ onMessage: () => say(554) })).slice(0, 3)).toEqual(['refused', 554, true])
  expect((await answerTo({ onRecipient: () => 'drop' })).slice(0, 3)).toEqual(['deferred', 0, false])
})

test('5.1.x speaks of the address', async () => {
  const { send } = await sending({ onRecipient: () => say(550, '5.1.1 no such user <olga@example.test>') })
  expect(await send()).toMatchObject({ is: 'refused', is_address: true })
  const other = await sending({ onRecipient: () => say(550, '5.7.1 blocked') })
  expect(await other.send()).toMatchObject({ is: 'refused', is_address: false })
})

test('cut or silent after the message: nobody can say whether it arrived', async () => {
  const cut = await answerTo({ onMessage: () => 'drop' })
  expect(cut.slice(0, 3)).toEqual(['uncertain', 0, true])
  expect((await answerTo({ onMessage: () => 'silence' })).slice(0, 3)).toEqual(['uncertain', 0, true])
})

test('nobody listens: put off', async () => {
  const channel = smtpChannel('smtp://127.0.0.1:1', OPTIONS, QUICK)
  expect(await channel.send(message(), () => Promise.resolve())).toMatchObject({ is: 'deferred', code: 0 })
  await channel.close()
})

test('a slow server is waited for, up to the timeout', async () => {
  expect((await answerTo({ slow_ms: 300 })).slice(0, 2)).toEqual(['accepted', 250])
})

test('what can not be written down is not sent', async () => {
  const { channel, smtp } = await sending({})
  const answer = await channel.send(message(), () => Promise.reject(new Error('disk full')))
  expect(answer).toMatchObject({ is: 'deferred' })
  expect(smtp.got).toEqual([])
  // the connection that was cut for it does no harm to the next message
  expect(await channel.send(message(), () => Promise.resolve())).toMatchObject({ is: 'accepted' })
  expect(smtp.got).toHaveLength(1)
})

test('STARTTLS where it must be, and a login that is wrong is no word about the recipient', async () => {
  const secured = {
    options: {
      disabledCommands: [],
      authOptional: false,
      onAuth: (auth, _session, done) => {
        if (auth.username === 'insights' && auth.password === 'p@ss') done(null, { user: 'insights' })
        else done(Object.assign(new Error('no'), { responseCode: 535 }))
      },
    },
  } satisfies Script
  const tls = '?requireTLS=true&tls.rejectUnauthorized=false'
  const good = await sending(secured, tls, 'smtp', 'insights:p%40ss@')
  expect(await good.send()).toMatchObject({ is: 'accepted' })
  const wrong = await sending(secured, tls, 'smtp', 'insights:wrong@')
  expect(await wrong.send()).toMatchObject({ is: 'deferred', code: 535 })
  const plain = await sending({}, '?requireTLS=true')
  expect(await plain.send()).toMatchObject({ is: 'deferred' })
  expect(plain.smtp.got).toEqual([])
})

test('signed: mailauth says pass, and both headers of unsubscribing are under the signature', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const smtp = await smtpServer({})
  const dkim = {
    domain: 'insights.test',
    selector: 's1',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  const channel = smtpChannel(smtp.url, { ...OPTIONS, dkim })
  ends.push(() => channel.close(), smtp.close)
  expect(await channel.send(message(), () => Promise.resolve())).toMatchObject({ is: 'accepted' })
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const { results } = await dkimVerify(smtp.got[0]?.raw ?? '', {
    resolver: (name: string) =>
      name === 's1._domainkey.insights.test'
        ? Promise.resolve([[`v=DKIM1; k=rsa; p=${key}`]])
        : Promise.reject(new Error(`no such name: ${name}`)),
  })
  expect(results.map(({ status }) => status.result)).toEqual(['pass'])
  const signature = smtp.got[0]?.mail.headerLines.find(({ key }) => key === 'dkim-signature')?.line ?? ''
  const signed = /;h=([^;]*)/.exec(signature.replace(/\s+/g, ''))?.[1]?.toLowerCase().split(':') ?? []
  expect(signed).toEqual(
    expect.arrayContaining([
      'from',
      'to',
      'subject',
      'message-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
    ]),
  )
})

test('without a server: a file that a mail program opens; a copy takes the place of the first', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'insights-outbox-'))
  const channel = outboxChannel(path.join(folder, 'outbox'), OPTIONS)
  for (const text of ['first', 'second'])
    expect(await channel.send(message({ text }), () => Promise.resolve())).toMatchObject({ is: 'accepted' })
  expect(readdirSync(path.join(folder, 'outbox'))).toEqual(['2025-03.aa.1.bb.eml'])
  const mail = await simpleParser(readFileSync(path.join(folder, 'outbox', '2025-03.aa.1.bb.eml')))
  expect([mail.text, mail.messageId]).toEqual(['second', '<2025-03.aa.1.bb@insights.test>'])
  rmSync(folder, { recursive: true })
})
