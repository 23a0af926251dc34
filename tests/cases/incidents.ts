/** How long trouble lasts. */
import { incident } from '../support/events.ts'
import { rows, total, type Case } from './case.ts'

const day = '2025-03-04'

export const incidents: Case[] = [
  {
    title: '51: opened and resolved in the same second, with ids that sort the other way',
    events: [
      { ...incident('opened', `${day} 10:00`), id: 'z' },
      { ...incident('resolved', `${day} 10:00`), id: 'a' },
    ],
    steps: [
      total('incidents', {
        ...{ incidents: 1, resolved: 1, open: 0, resolve_p50_s: 0, handle_p50_s: 0, acknowledge_p50_s: 0 },
        ...{ logged_late: 1, resolved_in_time_share: 1 },
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
