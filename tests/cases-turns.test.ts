/** The cases of metrics.md that concern waits, by their numbers. */
import { describe, expect } from 'vitest'
import { caseBook } from './support/cases.ts'
import { bot, guest, manager, message } from './support/events.ts'

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

toldAgain('13: the same events three times, and in reverse order')
