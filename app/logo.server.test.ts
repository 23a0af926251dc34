import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sampleLogo } from '#tests/support/sample-logo.ts'
import { appEnv as envOf } from './env.server.ts'
import { readLogo } from './logo.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'logo-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, bytes: Uint8Array | string): string {
  const at = path.join(folder, name)
  writeFileSync(at, bytes)
  return at
}

const appEnv = (env: Record<string, string>) => envOf({ NODE_ENV: 'test', ...env })

/** A frame of 2 by 3 pixels after a comment, as a camera writes it; its picture is not looked at. */
const JPEG = Buffer.from('ffd8fffe0004aaaaffc0001108000300020301220002110103110100000000', 'hex')

test('PNG and JPEG are taken as they are', () => {
  expect(readLogo(file('a.png', sampleLogo()))).toEqual(sampleLogo())
  expect(readLogo(file('a.jpg', JPEG))).toEqual(new Uint8Array(JPEG))
})

test.each([
  ['no.png', null, /can't be read \(ENOENT\)/],
  ['text.png', 'this is no picture', /is neither a PNG nor a JPEG/],
  ['cut.png', sampleLogo().slice(0, 60), /is a damaged PNG/],
  ['large.png', new Uint8Array(1_000_001), /is larger than 1 MB/],
])('%s is refused with a plain error', (name, bytes, why) => {
  const at = bytes === null ? path.join(folder, name) : file(name, bytes)
  expect(() => readLogo(at)).toThrow(why)
  expect(() => appEnv({ COMPANY_LOGO: at })).toThrow(/COMPANY_LOGO can't be used/)
})

test('the letterhead from the environment', () => {
  expect(appEnv({}).COMPANY).toEqual({
    name: 'Butler Insights',
    phone: null,
    logo: null,
    staff: 'first_name',
  })
  const env = { COMPANY_NAME: 'Дом & Ключ', COMPANY_PHONE: '+7 812 555-01-02', REPORT_STAFF: 'on_duty' }
  expect(appEnv(env).COMPANY).toEqual({
    name: 'Дом & Ключ',
    phone: '+7 812 555-01-02',
    logo: null,
    staff: 'on_duty',
  })
  expect(() => appEnv({ REPORT_STAFF: 'surname' })).toThrow(/REPORT_STAFF can't be used/)
})
