/** The cases of metrics.md that concern waits, marks, calls and promises, by their numbers, and some beside them. */
import { describe, expect } from 'vitest'
import { caseBook } from './support/cases.ts'
import { bot, guest, manager, mark, message, planned, shift } from './support/events.ts'

const { story, toldAgain } = caseBook()
const day = '2025-03-04'

describe('waits', () => {
  story(
    '1: guest 10:00, guest 10:30, manager 10:40 is one turn of 40 min',
    [guest(`${day} 10:00`), guest(`${day} 10:30`), manager(`${day} 10:40`)],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({
        ...{ turns: 1, answered: 1, in_time: 0, late: 1, guest_messages: 2 },
        ...{ wait_p50_s: 2400, wait_max_s: 2400 },
      })
    },
  )

  story('2: never answered is overdue and in the percentiles', [guest(`${day} 10:00`)], async ({ total }) => {
    expect(await total('turns', { as_of: `${day} 09:59:59.999` })).toMatchObject({
      turns: 0,
      guest_messages: 0,
    })
    const waiting = { turns: 1, waiting: 1, overdue: 0, in_time_share: null, wait_p50_s: null }
    expect(await total('turns', { as_of: `${day} 10:00` })).toMatchObject(waiting)
    expect(await total('turns', { as_of: `${day} 10:10` })).toMatchObject(waiting)
    expect(await total('turns', { as_of: `${day} 10:10:00.001` })).toMatchObject({
      ...{ waiting: 0, overdue: 1, in_time_share: 0, wait_p50_s: 600.001 },
    })
    expect(await total('turns', { as_of: `${day} 12:00` })).toMatchObject({
      ...{ turns: 1, answered: 0, overdue: 1, in_time_share: 0, people_in_time_share: 0 },
      ...{ wait_p50_s: 7200, wait_p90_s: 7200, wait_max_s: 7200 },
    })
  })

  story(
    '3: thanks after the answer open nothing',
    [
      guest(`${day} 10:00`, { text: 'Как включить бойлер?' }),
      manager(`${day} 10:05`, { text: 'Кнопка слева от двери' }),
      guest(`${day} 10:06`, { text: 'спасибо 🙏' }),
    ],
    async ({ total, list }) => {
      const done = { turns: 1, in_time: 1, waiting: 0, overdue: 0, guest_messages: 2, wait_max_s: 300 }
      expect(await total('turns', { as_of: `${day} 10:07` })).toMatchObject(done)
      expect(await total('turns')).toMatchObject(done)
      expect(await list('turns')).toHaveLength(1)
    },
  )

  story(
    '4: silence since Monday, guest on Friday',
    [
      ...[guest('2025-03-03 09:55'), manager('2025-03-03 10:00')],
      ...[guest('2025-03-07 14:00'), manager('2025-03-07 14:10')],
    ],
    async ({ total }) => {
      expect(await total('turns', { from: '2025-03-07', until: '2025-03-08' })).toMatchObject({
        ...{ turns: 1, in_time: 1, wait_max_s: 600, first_wait_p50_s: null },
      })
      expect(await total('turns')).toMatchObject({ turns: 2, wait_p50_s: 450, first_wait_p50_s: 300 })
    },
  )

  story(
    '5: a bot that hands off does not answer',
    [guest(`${day} 10:00`), bot(`${day} 10:05`, { handoff: true }), manager(`${day} 10:20`)],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({
        ...{ turns: 1, late: 1, wait_max_s: 1200, handoffs: 1, handoff_p50_s: 900, bot_share: 0 },
        ...{ human_reply_p50_s: 1200, people_turns: 1 },
      })
      expect(await total('turns', { as_of: `${day} 10:19` })).toMatchObject({
        ...{ overdue: 1, handoffs: 1, handoff_p50_s: null, bot_share: null, human_reply_p50_s: null },
      })
    },
  )

  story(
    '6: only an automatic acknowledgement',
    [guest(`${day} 10:00`), message('automation', `${day} 10:00:01`), message('manager', `${day} 10:00:05`)],
    async ({ total }) => {
      const unanswered = { turns: 1, answered: 0, autoresponses: 1 }
      expect(await total('turns', { as_of: `${day} 10:09` })).toMatchObject({ ...unanswered, waiting: 1 })
      expect(await total('turns', { as_of: `${day} 10:11` })).toMatchObject({ ...unanswered, overdue: 1 })
    },
  )

  story(
    '6: a nameless manager after more than 5 s is no autoresponder',
    [guest(`${day} 10:00`), message('manager', `${day} 10:00:05.001`)],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({ in_time: 1, autoresponses: 0, wait_max_s: 5.001 })
    },
  )

  story(
    '7: staff writes first',
    [manager(`${day} 10:00`), guest(`${day} 12:00`), manager(`${day} 12:03`)],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({ turns: 1, wait_p50_s: 180, wait_max_s: 180 })
    },
  )

  story(
    "8: the night manager answers the day manager's chat",
    [
      guest(`${day} 10:00`),
      manager(`${day} 10:01`, { author_id: 'day' }),
      guest(`${day} 23:00`),
      manager(`${day} 23:04`, { author_id: 'night' }),
    ],
    async ({ answer, list }) => {
      expect((await answer('turns', { by: 'person' })).by).toMatchObject([
        { key: 'day', turns: 1, wait_max_s: 60, night_turns: 0 },
        { key: 'night', turns: 1, wait_max_s: 240, night_turns: 1 },
        { key: null, turns: 0 },
      ])
      expect((await list('turns')).map(({ person }) => person)).toEqual(['day', 'night'])
    },
  )

  story(
    '9: five impatient messages are one breach',
    [
      ...[0, 5, 10, 15, 20].map((minute) => guest(`${day} 10:${String(minute).padStart(2, '0')}`)),
      manager(`${day} 10:30`),
    ],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({ turns: 1, late: 1, guest_messages: 5, wait_max_s: 1800 })
    },
  )

  story(
    '18: percentiles of two managers are over both',
    [
      ...[
        guest(`${day} 10:00`, { conversation_id: 'x' }),
        manager(`${day} 10:10`, { conversation_id: 'x', author_id: 'boris' }),
      ],
      ...Array.from({ length: 9 }, (_, index) => ({ conversation_id: `y${index}` })).flatMap((chat) => [
        guest(`${day} 10:00`, chat),
        manager(`${day} 10:01`, chat),
      ]),
    ],
    async ({ answer }) => {
      const { total, by } = await answer('turns', { by: 'person' })
      expect(total['wait_p90_s']).toBeCloseTo(114, 9)
      expect(by).toMatchObject([
        { key: 'anna', turns: 9, wait_p90_s: 60 },
        { key: 'boris', turns: 1, wait_p90_s: 600 },
        { key: null },
      ])
    },
  )

  for (const [asks, answers] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    story(
      `19: guest ${asks} and answer ${answers} in the same millisecond`,
      [
        { ...guest(`${day} 10:00`), id: asks },
        { ...manager(`${day} 10:00`), id: answers },
      ],
      async ({ total }) => {
        expect(await total('turns')).toMatchObject({ turns: 1, in_time: 1, wait_max_s: 0, wait_p50_s: 0 })
      },
    )
  }

  story(
    '41: after three days and never both count a day',
    [
      guest('2025-03-04 10:00'),
      manager('2025-03-07 10:00'),
      guest('2025-03-08 10:00', { conversation_id: 'd' }),
    ],
    async ({ total }) => {
      expect(await total('turns')).toMatchObject({
        ...{ answered: 1, late: 1, overdue: 1, human_reply_p50_s: 86400 },
        ...{ wait_p50_s: 86400, wait_p90_s: 86400, wait_max_s: 86400 },
      })
    },
  )
})

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
