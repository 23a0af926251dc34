import { expect, test } from 'vitest'
import { dueMonth, dueTimes } from './calendar.ts'
import { reportEnv } from './env.ts'
import type { ReportCommand } from './commands.server.ts'
import { sendTime } from './reports.ts'

const CLOCKS = reportEnv({})
const iso = (at: number) => new Date(at).toISOString()
const times = (month: string, zone: string) => Object.values(dueTimes(month, zone, CLOCKS)).map(iso)

test('by the clock of the homes, also over a change of it and the end of a year', () => {
  expect(times('2026-10', 'Europe/Moscow')).toEqual(['2026-11-01T06:00:00.000Z', '2026-11-03T07:00:00.000Z'])
  expect(times('2026-12', 'Asia/Vladivostok')).toEqual([
    '2026-12-31T23:00:00.000Z',
    '2027-01-03T00:00:00.000Z',
  ])
  // clocks go back on the 1st of November 2026 at 02:00
  expect(times('2026-10', 'America/New_York')).toEqual([
    '2026-11-01T14:00:00.000Z',
    '2026-11-03T15:00:00.000Z',
  ])
})

test('the month that is due is the last one whose preparation has come', () => {
  const due = (at: string) => dueMonth(Date.parse(at), 'Europe/Moscow', CLOCKS)
  expect(due('2026-11-01T05:59:59Z')).toBe('2026-09')
  expect(due('2026-11-01T06:00:00Z')).toBe('2026-10')
  expect(due('2026-11-30T20:59:59Z')).toBe('2026-10')
  expect(due('2027-01-01T06:00:00Z')).toBe('2026-12')
})

test('a hold puts it off by five days at most, whoever holds it again', () => {
  const due = dueTimes('2026-10', 'UTC', CLOCKS)
  const command = (kind: ReportCommand['kind'], at: number): ReportCommand => ({
    kind,
    at,
    month: '2026-10',
    owner_id: 'o',
    command_id: kind,
    edition: 0,
    recipient_id: '',
    reason: 'r',
    person: 'p',
  })
  const goes = (...commands: ReportCommand[]) => iso(sendTime(due, due.prepare_at, commands).send_at)
  expect(goes()).toBe('2026-11-03T10:00:00.000Z')
  expect(goes(command('hold', 1))).toBe('2026-11-08T10:00:00.000Z')
  expect(goes(command('hold', 1), command('hold', 2))).toBe('2026-11-08T10:00:00.000Z')
  expect(goes(command('hold', 1), command('release', 2))).toBe('2026-11-03T10:00:00.000Z')
  // prepared late: it can be read for a day
  expect(iso(sendTime(due, Date.parse('2026-11-10T00:00:00Z'), []).send_at)).toBe('2026-11-11T00:00:00.000Z')
})
