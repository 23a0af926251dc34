/** The cases of metrics.md that concern marks, calls, promises and credit, by their numbers, and some beside them. */
import { describe, expect } from 'vitest'
import { caseBook } from './support/cases.ts'
import { guest, manager, mark, message, planned, shift } from './support/events.ts'

const { story, toldAgain } = caseBook()
const day = '2025-03-04'

describe('marks, calls, promises', () => {
  story(
    '26: nobody writes, and somebody answered by phone',
    [
      guest(`${day} 03:02`),
      mark('answered_elsewhere', `${day} 03:07`, { how: 'phone', actor: { role: 'manager', id: 'anna' } }),
    ],
    async ({ answer }) => {
      const { total, by } = await answer('turns', { by: 'person' })
      expect(total).toMatchObject({ turns: 1, in_time: 1, wait_max_s: 300, night_in_time_share: 1 })
      expect(by).toMatchObject([
        { key: 'anna', answered: 1 },
        { key: null, turns: 0 },
      ])
    },
  )

  const late = { turns: 1, late: 1, wait_max_s: 2280, in_time: 0 }
  story(
    '27: an undelivered answer is none',
    [guest(`${day} 03:02`), manager(`${day} 03:04`, { delivered: false }), manager(`${day} 03:40`)],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject(late)
    },
  )

  const refused = manager(`${day} 03:04`)
  story(
    '27: undelivered by a mark, whenever it was made',
    [
      ...[guest(`${day} 03:02`), refused, manager(`${day} 03:40`)],
      mark('undelivered', `${day} 12:00`, { message: { source: refused.source, id: refused.id } }),
    ],
    async ({ total }) => {
      expect(await total('turns', { as_of: `${day} 03:05` })).toMatchObject({ waiting: 1, answered: 0 })
      expect(await total('turns')).toMatchObject(late)
    },
  )

  story(
    '28: a missed call is called back',
    [guest(`${day} 03:00`, { kind: 'missed_call' }), manager(`${day} 03:06`, { kind: 'call' })],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({
        ...{
          turns: 1,
          in_time: 1,
          wait_max_s: 360,
          missed_calls: 1,
          called_back_share: 1,
          call_back_p50_s: 360,
        },
      })
      expect(await total('turns', { as_of: `${day} 03:05` })).toMatchObject({
        missed_calls: 1,
        called_back_share: null,
      })
    },
  )

  story(
    '28: a call back that nobody took is no answer',
    [guest(`${day} 03:00`, { kind: 'missed_call' }), manager(`${day} 03:06`, { kind: 'missed_call' })],
    async ({ total }) => {
      expect(await total('turns', { as_of: `${day} 04:00` })).toMatchObject({
        overdue: 1,
        called_back_share: null,
      })
      expect(await total('turns', { as_of: `${day} 04:00:01` })).toMatchObject({
        called_back_share: 0,
        call_back_p50_s: 3601,
      })
    },
  )

  story(
    '29: no_reply_needed on a question, 40 min after',
    [guest(`${day} 10:00`), mark('no_reply_needed', `${day} 10:40`)],
    async ({ total, list }) => {
      expect(await total('turns', { as_of: `${day} 10:39` })).toMatchObject({ overdue: 1, dismissed: 0 })
      expect(await total('turns')).toMatchObject({
        ...{
          turns: 0,
          dismissed: 1,
          overdue: 0,
          late: 0,
          wait_p50_s: null,
          in_time_share: null,
          guest_messages: 1,
        },
      })
      expect(await list('turns')).toMatchObject([
        { state: 'dismissed', dismissed_at: '2025-03-04T07:40:00.000Z', wait_s: null, conversation_id: 'c' },
      ])
    },
  )

  story(
    '33: a promise that is not kept in time',
    [guest(`${day} 03:00`), manager(`${day} 03:00:20`, { text: 'Минутку' }), manager(`${day} 04:40`)],
    async ({ total, list }) => {
      expect(await total('turns')).toMatchObject({ turns: 1, late: 1, held: 1, in_time: 0, wait_max_s: 20 })
      expect(await list('turns')).toMatchObject([{ state: 'late', is_held: true, wait_s: 20 }])
      expect(await total('turns', { as_of: `${day} 03:30:20` })).toMatchObject({ in_time: 1, held: 0 })
      expect(await total('turns', { as_of: `${day} 03:30:20.001` })).toMatchObject({ late: 1, held: 1 })
    },
  )

  story(
    '40: a second promise is no answer',
    [
      ...[guest(`${day} 10:00`), manager(`${day} 10:00:30`, { text: 'Минутку' })],
      ...[manager(`${day} 10:20`, { text: 'Минутку' }), manager(`${day} 10:45`)],
    ],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({ turns: 1, late: 1, held: 1, wait_max_s: 30 })
    },
  )

  story(
    'a promise that is kept',
    [guest(`${day} 10:00`), manager(`${day} 10:00:30`, { holding: true }), manager(`${day} 10:30:30`)],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({ turns: 1, in_time: 1, held: 0, wait_max_s: 30 })
    },
  )

  story(
    "a conversation that is not a guest's is left out, whenever that was said",
    [guest(`${day} 10:00`), mark('not_a_guest', '2025-12-01 10:00')],
    async ({ total, list }) => {
      expect(await total('turns', { as_of: `${day} 12:00` })).toMatchObject({ turns: 0, guest_messages: 0 })
      expect(await list('turns')).toEqual([])
    },
  )

  story(
    'a nameless answer is credited to the one person on shift',
    [shift('started', `${day} 09:00`), guest(`${day} 10:00`), message('manager', `${day} 10:02`)],
    async ({ answer }) => {
      const { by } = await answer('turns', { by: 'person' })
      expect(by).toMatchObject([
        { key: 'anna', answered: 1 },
        { key: null, turns: 0 },
      ])
    },
  )

  story(
    'a nameless answer is credited to nobody where two are on shift',
    [
      shift('started', `${day} 09:00`),
      shift('started', `${day} 09:30`, { shift_id: 't', manager_id: 'boris' }),
      ...[planned('2025-03-01 10:00', `${day} 09:00`, `${day} 18:00`, { shift_id: 'u', manager_id: 'vera' })],
      ...[guest(`${day} 10:00`), message('manager', `${day} 10:02`)],
    ],
    async ({ answer }) => {
      expect((await answer('turns', { by: 'person' })).by).toMatchObject([{ key: null, answered: 1 }])
    },
  )
})

toldAgain('13: the same events three times, and in reverse order')
