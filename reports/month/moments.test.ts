import { expect, test } from 'vitest'
import type { Night } from '#sql/nights/nights.ts'
import type { Wait } from '#sql/waits.server.ts'
import type { Case } from './contents.ts'
import { sampleCase } from '#tests/support/sample-cases.ts'
import { worstMoments, type MomentInputs } from './moments.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** 22:00 of the evening of day 100 in UTC, where all of this happens. */
const EVENING = (100 * 24 + 22) * HOUR

/** A question so many minutes after the evening began. */
function wait(minutes: number, wait_min: number, changes: Partial<Wait> = {}): Wait {
  const opened_at = EVENING + minutes * MINUTE
  return {
    property_id: 'a',
    conversation_id: `c-${minutes}`,
    thread: `chat:c-${minutes} 0`,
    date: 100,
    opened_at,
    topic: 'lock',
    answered_at: opened_at + wait_min * MINUTE,
    due_at: opened_at + 10 * MINUTE,
    wait_s: wait_min * 60,
    is_night: true,
    is_late: wait_min > 10,
    answered_role: 'manager',
    ...changes,
  }
}

/** A night of ten hours; `gap`: minutes from its beginning in which nobody was there. */
function night(gap: [number, number] | null): Night {
  const [from, until] = gap ?? [0, 0]
  const gaps = gap === null ? [] : [{ from_at: EVENING + from * MINUTE, until_at: EVENING + until * MINUTE }]
  const window = { from_at: EVENING, until_at: EVENING + 10 * HOUR }
  return { property_ids: ['a'], date: 100, window, gaps, nobody: gaps } as unknown as Night
}

const momentsOf = (inputs: Partial<MomentInputs>) =>
  worstMoments({
    waits: [],
    cases: [],
    nights: [night(null)],
    unknown: new Set<number>(),
    nameOf: (id: string) => id,
    isHis: () => true,
    as_of: EVENING + 48 * HOUR,
    ...inputs,
  })

const caseAt = (minutes: number, changes: Partial<Case>): Case =>
  sampleCase({
    incident_id: `i-${minutes}`,
    property_id: 'a',
    reported_at: new Date(EVENING + minutes * MINUTE).toISOString(),
    handled_in_time: true,
    handle_s: 600,
    promise_s: 900,
    ...changes,
  })

test('nothing went wrong: nothing is told', () => {
  expect(momentsOf({ waits: [wait(60, 5)], cases: [caseAt(60, { category: 'wifi' })] })).toEqual([])
})

test('of each kind the worst, in order of time', () => {
  const moments = momentsOf({
    waits: [wait(30, 20), wait(300, 92), wait(400, 15)],
    cases: [caseAt(500, { category: 'leak' }), caseAt(200, { category: 'wifi', handled_in_time: false })],
  })
  expect(moments.map(({ kind, at }) => [kind, (at - EVENING) / MINUTE])).toEqual([
    ['wait', 30],
    ['wait', 300],
    ['case', 500],
  ])
})

test('a wait tells when nobody was there, and the case that it was about', () => {
  const [moment, ...others] = momentsOf({
    waits: [wait(312, 92)],
    nights: [night([298, 401])],
    cases: [caseAt(320, { category: 'lock', handle_s: 5520, handled_in_time: false })],
  })
  expect(others).toEqual([])
  expect(moment?.steps.map(({ what, at }) => [what, (at - EVENING) / MINUTE])).toEqual([
    ['nobody_from', 298],
    ['asked', 312],
    ['case_reported', 320],
    ['nobody_until', 401],
    ['answered', 404],
    ['case_handled', 412],
  ])
  expect(moment).toMatchObject({
    night: '1970-04-11',
    incident_ids: ['i-320'],
    conversation_ids: ['c-312'],
    outcome: { what: 'answer', took_s: 5520, promise_s: 600, is_done: true, is_in_time: false },
  })
})

test('nobody was there while a guest waited on time: told, but not where nobody tells who was', () => {
  const inputs = { waits: [wait(300, 8)], nights: [night([290, 305])] }
  expect(momentsOf(inputs)).toMatchObject([{ kind: 'gap', outcome: { is_in_time: true } }])
  expect(momentsOf({ ...inputs, unknown: new Set([100]) })).toEqual([])
})

test('late by day only where nothing worse is left; no answer by as_of is said', () => {
  const open = wait(-300, 600, { is_night: false, answered_at: null })
  const [moment] = momentsOf({ waits: [open] })
  expect(moment?.night).toBeNull()
  expect(moment?.steps.at(-1)?.what).toBe('unanswered')
  expect(moment?.outcome).toMatchObject({ is_done: false, is_in_time: false })
})
