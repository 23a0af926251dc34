/** The cases of metrics.md that concern incidents, by their numbers, and some beside them. */
import { describe, expect } from 'vitest'
import { caseBook } from './support/cases.ts'
import { guest, incident, moment, policy, property, stay } from './support/events.ts'

const { story, toldAgain } = caseBook()
const day = '2025-03-04'

describe('one incident', () => {
  story(
    '30: at the door since 03:00, written down at 05:58',
    [
      incident('opened', `${day} 05:58`, { reported_at: moment(`${day} 03:00`) }),
      incident('resolved', `${day} 06:00`),
    ],
    async ({ total, list }) => {
      expect(await total('incidents')).toMatchObject({
        ...{
          incidents: 1,
          resolved: 1,
          open: 0,
          logged_late: 1,
          handled_in_time_share: 0,
          resolved_in_time_share: 0,
        },
        ...{ handle_p50_s: 10800, resolve_p50_s: 10800, acknowledge_p50_s: 10800 },
      })
      expect(await list('incidents')).toMatchObject([
        {
          reported_at: '2025-03-04T00:00:00.000Z',
          opened_at: '2025-03-04T02:58:00.000Z',
          handle_s: 10800,
          is_logged_late: true,
        },
      ])
    },
  )

  const hot_water = { category: 'hot_water' }
  story(
    '31: helped after 20 min, repaired next day',
    [
      incident('opened', `${day} 12:00`, hot_water),
      incident('mitigated', `${day} 12:20`, hot_water),
      incident('resolved', '2025-03-05 06:00', hot_water),
    ],
    async ({ total }) => {
      expect(await total('incidents')).toMatchObject({
        ...{ incidents: 1, handled_in_time_share: 1, handle_p50_s: 1200, acknowledge_p50_s: 1200 },
        ...{ resolved_in_time_share: 0, resolve_p50_s: 64800, logged_late: 0 },
      })
    },
  )

  const request = { category: 'extend_stay' }
  story('32: an extension is a request', [incident('opened', `${day} 12:00`, request)], async ({ total }) => {
    expect(await total('incidents')).toMatchObject({
      incidents: 0,
      requests: 1,
      open: 0,
      handle_p50_s: null,
      handled_in_time_share: null,
    })
  })

  story(
    '32: a request that is cancelled is nothing',
    [incident('opened', `${day} 12:00`, request), incident('cancelled', `${day} 13:00`, request)],
    async ({ total }) => {
      expect(await total('incidents')).toMatchObject({ incidents: 0, requests: 0, cancelled: 0 })
    },
  )

  story(
    '37: acknowledged before it was opened',
    [incident('acknowledged', `${day} 09:00`), incident('opened', `${day} 10:00`)],
    async ({ total, list }) => {
      expect(await total('incidents')).toMatchObject({
        incidents: 1,
        open: 1,
        resolved: 0,
        acknowledge_p50_s: null,
        acknowledge_p90_s: null,
      })
      expect(await list('incidents')).toMatchObject([{ acknowledged_at: null }])
    },
  )

  story(
    '37: and not counted until its opening arrives',
    [incident('acknowledged', `${day} 09:00`), incident('resolved', `${day} 10:10`)],
    async ({ total, take }) => {
      expect(await total('incidents')).toMatchObject({ incidents: 0, open: 0 })
      await take([incident('opened', `${day} 10:00`)])
      expect(await total('incidents')).toMatchObject({
        incidents: 1,
        resolved: 1,
        handle_p50_s: 600,
        handled_in_time_share: 1,
      })
    },
  )

  const reopened = [
    incident('opened', `${day} 10:00`),
    incident('resolved', `${day} 10:05`),
    incident('reopened', `${day} 11:00`),
  ]
  story('reopened: what came before does not count as done', reopened, async ({ total }) => {
    expect(await total('incidents', { as_of: `${day} 10:06` })).toMatchObject({
      open: 0,
      resolved: 1,
      reopened: 0,
      handle_p50_s: 300,
    })
    expect(await total('incidents')).toMatchObject({
      ...{
        open: 1,
        resolved: 0,
        reopened: 1,
        handled_in_time_share: 0,
        acknowledge_p50_s: 300,
        resolve_p50_s: 2592000,
      },
    })
  })

  story(
    'closed twice without a reopening counts the later',
    [...reopened, incident('resolved', `${day} 12:00`), incident('resolved', `${day} 13:00`)],
    async ({ total }) => {
      expect(await total('incidents')).toMatchObject({
        open: 0,
        resolved: 1,
        handle_p50_s: 7200,
        resolve_p50_s: 10800,
      })
    },
  )

  story(
    'cancelled is left out of all else',
    [incident('opened', `${day} 10:00`), incident('cancelled', `${day} 10:05`)],
    async ({ total }) => {
      expect(await total('incidents')).toMatchObject({
        incidents: 0,
        cancelled: 1,
        open: 0,
        handled_in_time_share: null,
      })
      expect(await total('incidents', { as_of: `${day} 10:04` })).toMatchObject({
        incidents: 1,
        cancelled: 0,
        open: 1,
      })
    },
  )

  story(
    '15: a softer promise later changes nothing before it',
    [incident('opened', `${day} 10:00`), incident('mitigated', `${day} 10:20`)],
    async ({ answer, take }) => {
      const march = { from: '2025-03-01', until: '2025-04-01', by: 'category' }
      const before = await answer('incidents', march)
      expect(before.total).toMatchObject({ handled_in_time_share: 0 })
      await take([
        policy('2025-02-01 00:00', { property_id: 'N' }),
        policy('2025-06-01 00:00', {
          property_id: 'N',
          valid_from: moment('2025-02-01 00:00'),
          resolve_within_s: 7200,
        }),
      ])
      expect(await answer('incidents', march)).toEqual(before)
    },
  )
})

describe('beside others', () => {
  const asks = guest(`${day} 10:00`, { topic: 'lock' })
  const near = incident('opened', `${day} 12:00`, { category: 'noise' })
  story('trouble that stands beside an incident', [asks, near], async ({ total }) => {
    expect(await total('incidents')).toMatchObject({ unlogged_trouble: 0 })
  })

  const far = incident('opened', `${day} 12:00:00.001`, { category: 'noise' })
  story(
    'trouble that nobody wrote down',
    [asks, far, guest(`${day} 10:30`, { conversation_id: 'd', topic: 'wifi' })],
    async ({ total }) => {
      expect(await total('incidents')).toMatchObject({ unlogged_trouble: 1 })
    },
  )

  const before = [incident('opened', '2025-03-01 08:00'), incident('resolved', '2025-03-01 09:00')]
  for (const [time, data, repeated] of [
    ['2025-03-04 09:00', {}, 1],
    ['2025-03-04 09:00:00.001', {}, 0],
    ['2025-03-04 09:00', { category: 'noise' }, 0],
  ] as const) {
    story(
      `the same trouble again within 72 hours: ${time} ${JSON.stringify(data)}`,
      [...before, incident('opened', time, { incident_id: 'j', ...data })],
      async ({ total }) => {
        expect(await total('incidents')).toMatchObject({ incidents: 2, repeated })
      },
    )
  }

  story(
    'per 100 nights stayed, each night of a home once',
    [
      stay('2025-03-01', '2025-03-05'),
      stay('2025-03-04', '2025-03-06', { stay_id: 'T' }),
      stay('2025-03-06', '2025-03-09', { stay_id: 'U', status: 'no_show' }),
      incident('opened', `${day} 10:00`),
    ],
    async ({ total }) => {
      expect(await total('incidents')).toMatchObject({ per_100_nights: 20 })
      expect(await total('incidents', { as_of: `${day} 12:00` })).toMatchObject({ per_100_nights: 25 })
    },
  )

  story(
    '34: a home sold on the 15th: the incidents of his dates',
    [
      property(),
      property({ owner_id: 'pavel', owner_from: '2025-03-15' }, '2025-03-20 12:00'),
      incident('opened', '2025-03-14 23:59', { incident_id: 'a' }),
      incident('opened', '2025-03-15 00:00', { incident_id: 'b' }),
      incident('opened', '2025-03-16 00:00', { incident_id: 'd', category: 'leak' }),
    ],
    async ({ answer, list }) => {
      expect((await answer('incidents', { owner: 'olga', by: 'category' })).by).toMatchObject([
        { key: 'lock', incidents: 1 },
      ])
      expect((await answer('incidents', { owner: 'pavel' })).total).toMatchObject({ incidents: 2 })
      expect((await list('incidents', { owner: 'pavel' })).map(({ incident_id }) => incident_id)).toEqual([
        'b',
        'd',
      ])
    },
  )
})

toldAgain('13: the same events three times, and in reverse order')
