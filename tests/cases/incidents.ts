/** How long trouble lasts. */
import { guest, incident, moment, policy, property, stay } from '../support/events.ts'
import { answer, later, rows, same, total, type Case } from './case.ts'

const day = '2025-03-04'
const hot_water = { category: 'hot_water' }
const request = { category: 'extend_stay' }
const reopened = [
  incident('opened', `${day} 10:00`),
  incident('resolved', `${day} 10:05`),
  incident('reopened', `${day} 11:00`),
]
const march = { from: '2025-03-01', until: '2025-04-01', by: 'category' }
/** Resolved at 09:00 of the 1st. */
const before = [incident('opened', '2025-03-01 08:00'), incident('resolved', '2025-03-01 09:00')]
const asks = guest(`${day} 10:00`, { topic: 'lock' })

export const incidents: Case[] = [
  {
    title: '30: at the door since 03:00, written down at 05:58',
    events: [
      incident('opened', `${day} 05:58`, { reported_at: moment(`${day} 03:00`) }),
      incident('resolved', `${day} 06:00`),
    ],
    steps: [
      total('incidents', {
        incidents: 1,
        resolved: 1,
        open: 0,
        logged_late: 1,
        handled_in_time_share: 0,
        resolved_in_time_share: 0,
        handle_p50_s: 10800,
        resolve_p50_s: 10800,
        acknowledge_p50_s: 10800,
      }),
      rows('incidents', [
        {
          reported_at: '2025-03-04T00:00:00.000Z',
          opened_at: '2025-03-04T02:58:00.000Z',
          handle_s: 10800,
          is_logged_late: true,
        },
      ]),
    ],
  },
  {
    title: '31: helped after 20 min, repaired next day',
    events: [
      incident('opened', `${day} 12:00`, hot_water),
      incident('mitigated', `${day} 12:20`, hot_water),
      incident('resolved', '2025-03-05 06:00', hot_water),
    ],
    steps: [
      total('incidents', {
        incidents: 1,
        handled_in_time_share: 1,
        handle_p50_s: 1200,
        acknowledge_p50_s: 1200,
        resolved_in_time_share: 0,
        resolve_p50_s: 64800,
        logged_late: 0,
      }),
    ],
  },
  {
    title: '32: an extension is a request',
    events: [incident('opened', `${day} 12:00`, request)],
    steps: [
      total('incidents', {
        incidents: 0,
        requests: 1,
        open: 0,
        handle_p50_s: null,
        handled_in_time_share: null,
      }),
    ],
  },
  {
    title: '32: a request that is cancelled is nothing',
    events: [incident('opened', `${day} 12:00`, request), incident('cancelled', `${day} 13:00`, request)],
    steps: [total('incidents', { incidents: 0, requests: 0, cancelled: 0 })],
  },
  {
    title: '37: acknowledged before it was opened',
    events: [incident('acknowledged', `${day} 09:00`), incident('opened', `${day} 10:00`)],
    steps: [
      total('incidents', {
        incidents: 1,
        open: 1,
        resolved: 0,
        acknowledge_p50_s: null,
        acknowledge_p90_s: null,
      }),
      rows('incidents', [{ acknowledged_at: null }]),
    ],
  },
  {
    title: '37: and not counted until its opening arrives',
    events: [incident('acknowledged', `${day} 09:00`), incident('resolved', `${day} 10:10`)],
    steps: [
      total('incidents', { incidents: 0, open: 0 }),
      later(incident('opened', `${day} 10:00`)),
      total('incidents', { incidents: 1, resolved: 1, handle_p50_s: 600, handled_in_time_share: 1 }),
    ],
  },
  {
    title: 'reopened: what came before does not count as done',
    events: reopened,
    steps: [
      total('incidents', { open: 0, resolved: 1, reopened: 0, handle_p50_s: 300 }, { as_of: `${day} 10:06` }),
      total('incidents', {
        open: 1,
        resolved: 0,
        reopened: 1,
        handled_in_time_share: 0,
        acknowledge_p50_s: 300,
        resolve_p50_s: 2592000,
      }),
    ],
  },
  {
    title: 'closed twice without a reopening counts the later',
    events: [...reopened, incident('resolved', `${day} 12:00`), incident('resolved', `${day} 13:00`)],
    steps: [total('incidents', { open: 0, resolved: 1, handle_p50_s: 7200, resolve_p50_s: 10800 })],
  },
  {
    title: 'cancelled is left out of all else',
    events: [incident('opened', `${day} 10:00`), incident('cancelled', `${day} 10:05`)],
    steps: [
      total('incidents', { incidents: 0, cancelled: 1, open: 0, handled_in_time_share: null }),
      total('incidents', { incidents: 1, cancelled: 0, open: 1 }, { as_of: `${day} 10:04` }),
    ],
  },
  {
    title: '15: a softer promise later changes nothing before it',
    events: [incident('opened', `${day} 10:00`), incident('mitigated', `${day} 10:20`)],
    steps: [
      total('incidents', { handled_in_time_share: 0 }, march),
      same('incidents', march),
      later(
        policy('2025-02-01 00:00', { property_id: 'N' }),
        policy('2025-06-01 00:00', {
          property_id: 'N',
          valid_from: moment('2025-02-01 00:00'),
          resolve_within_s: 7200,
        }),
      ),
      same('incidents', march),
    ],
  },
  {
    title: 'trouble that stands beside an incident',
    events: [asks, incident('opened', `${day} 12:00`, { category: 'noise' })],
    steps: [total('incidents', { unlogged_trouble: 0 })],
  },
  {
    title: 'trouble that nobody wrote down',
    events: [
      ...[asks, incident('opened', `${day} 12:00:00.001`, { category: 'noise' })],
      guest(`${day} 10:30`, { conversation_id: 'd', topic: 'wifi' }),
    ],
    steps: [total('incidents', { unlogged_trouble: 1 })],
  },
  {
    title: 'a request is no incident that trouble may stand beside',
    events: [asks, incident('opened', `${day} 10:00`, { category: 'documents' })],
    steps: [total('incidents', { unlogged_trouble: 1 })],
  },
  ...(
    [
      ['2025-03-04 09:00', 'lock', 1],
      ['2025-03-04 09:00:00.001', 'lock', 0],
      ['2025-03-04 09:00', 'noise', 0],
    ] as const
  ).map(([time, category, repeated]): Case => ({
    title: `the same trouble again within 72 hours: ${time} ${category}`,
    events: [...before, incident('opened', time, { incident_id: 'j', category })],
    steps: [total('incidents', { incidents: 2, repeated })],
  })),
  {
    title: 'per 100 nights stayed, each night of a home once',
    events: [
      stay('2025-03-01', '2025-03-05'),
      stay('2025-03-04', '2025-03-06', { stay_id: 'T' }),
      stay('2025-03-06', '2025-03-09', { stay_id: 'U', status: 'no_show' }),
      incident('opened', `${day} 10:00`),
    ],
    steps: [
      total('incidents', { per_100_nights: 20 }),
      total('incidents', { per_100_nights: 25 }, { as_of: `${day} 12:00` }),
    ],
  },
  {
    title: '34: a home sold on the 15th: the incidents of his dates',
    events: [
      property(),
      property({ owner_id: 'pavel', owner_from: '2025-03-15' }, '2025-03-20 12:00'),
      incident('opened', '2025-03-14 23:59', { incident_id: 'a' }),
      incident('opened', '2025-03-15 00:00', { incident_id: 'b' }),
      incident('opened', '2025-03-16 00:00', { incident_id: 'd', category: 'leak' }),
    ],
    steps: [
      answer('incidents', { by: [{ key: 'lock', incidents: 1 }] }, { owner: 'olga', by: 'category' }),
      total('incidents', { incidents: 2 }, { owner: 'pavel' }),
      rows('incidents', [{ incident_id: 'b' }, { incident_id: 'd' }], { owner: 'pavel' }),
    ],
  },
  {
    title: '51: opened and resolved in the same second, with ids that sort the other way',
    events: [
      { ...incident('opened', `${day} 10:00`), id: 'z' },
      { ...incident('resolved', `${day} 10:00`), id: 'a' },
    ],
    steps: [
      total('incidents', {
        incidents: 1,
        resolved: 1,
        open: 0,
        resolve_p50_s: 0,
        handle_p50_s: 0,
        acknowledge_p50_s: 0,
        logged_late: 1,
        resolved_in_time_share: 1,
      }),
      rows('incidents', [{ resolved_at: '2025-03-04T07:00:00.000Z' }]),
    ],
  },
  {
    title: '51: everything in the same second is opened, resolved, reopened',
    events: [
      { ...incident('reopened', `${day} 10:00`), id: 'a' },
      { ...incident('resolved', `${day} 10:00`), id: 'b' },
      { ...incident('opened', `${day} 10:00`), id: 'c' },
    ],
    steps: [total('incidents', { incidents: 1, open: 1, resolved: 0, reopened: 1, acknowledge_p50_s: 0 })],
  },
]
