import { expect, test } from 'vitest'
import { reportEnv } from './env.ts'

test('without anything: files in the outbox, the 1st at 09:00 and the 3rd at 10:00', () => {
  expect(reportEnv({})).toEqual({
    SMTP_URL: null,
    MAIL_FROM: 'reports@localhost',
    dkim: null,
    prepare_at: { day: 1, clock_ms: 9 * 3_600_000 },
    send_at: { day: 3, clock_ms: 10 * 3_600_000 },
  })
})

test('a key on one line is taken with its line ends', () => {
  const DKIM_PRIVATE_KEY = '-----BEGIN PRIVATE KEY-----\\nMII\\n-----END PRIVATE KEY-----'
  const env = { DKIM_DOMAIN: 'insights.test', DKIM_SELECTOR: 's1', DKIM_PRIVATE_KEY }
  expect(reportEnv(env).dkim?.private_key.split('\n')).toHaveLength(3)
})

test.each([
  [{ SMTP_URL: 'http://localhost' }, /SMTP_URL.*smtp:/],
  [{ SMTP_URL: 'smtp://localhost' }, /MAIL_FROM.*is missing/],
  [{ MAIL_FROM: 'Butler <a@b.c>' }, /MAIL_FROM.*address/],
  [{ DKIM_DOMAIN: 'insights.test' }, /DKIM_DOMAIN.*together/],
  [{ REPORTS_PREPARE_AT: '31 09:00' }, /REPORTS_PREPARE_AT.*1 to 28/],
  [{ REPORTS_SEND_AT: '3 25:00' }, /REPORTS_SEND_AT/],
  [{ REPORTS_PREPARE_AT: '3 10:00' }, /REPORTS_SEND_AT.*after/],
])('%j is refused with its name', (env, says) => {
  expect(() => reportEnv(env)).toThrow(says)
})
