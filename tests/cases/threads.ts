/** Which wait an answer ends, and at which home. */
import { guest, manager, message, property, stay } from '../support/events.ts'
import { answer, later, rows, total, type Case } from './case.ts'

const day = '2025-03-04'
/** A home and a stay of its own for the guest as another contact card knows him. */
const homes = [property(), property({ property_id: 'M' })]
const ofM = { property_id: 'M', stay_id: 'T' }
const nowhere = { property_id: undefined }
const inTime = total('turns', {
  turns: 1,
  answered: 1,
  in_time: 1,
  overdue: 0,
  wait_max_s: 300,
  wait_p50_s: 300,
  guest_messages: 1,
  human_reply_p50_s: 300,
})

const g = { ...nowhere, guest_id: 'g' }
const sameId = guest(`${day} 10:00`)
const listed = { ...nowhere, listing_id: 'L' }
const byHome = { by: 'property' }

export const threads: Case[] = [
  {
    title: '17: the answer comes in another channel of the same stay',
    events: [
      guest(`${day} 10:00`, { stay_id: 'S', channel: 'booking' }),
      manager(`${day} 10:07`, { conversation_id: 'd', stay_id: 'S', channel: 'whatsapp' }),
    ],
    steps: [
      answer(
        'turns',
        { total: { turns: 1, in_time: 1, wait_max_s: 420 }, by: [{ key: 'booking', turns: 1, answered: 1 }] },
        { by: 'channel' },
      ),
    ],
  },
  {
    title: "24: WhatsApp by guest_id, the answer in Avito's chat",
    events: [
      ...homes,
      stay('2025-03-01', '2025-03-10', { guest_id: 'g', property_id: 'M' }),
      guest(`${day} 10:00`, { ...g, channel: 'whatsapp' }),
      manager(`${day} 10:07`, { ...g, conversation_id: 'd', channel: 'avito' }),
    ],
    steps: [
      answer(
        'turns',
        { by: [{ key: 'M', turns: 1, in_time: 1, wait_max_s: 420, guest_messages: 1 }] },
        byHome,
      ),
    ],
  },
  {
    title: '25: one chat, a stay in June and one in December',
    events: [
      ...homes,
      stay('2025-06-01', '2025-06-05', { guest_id: 'g' }),
      stay('2025-12-01', '2025-12-05', { guest_id: 'g', stay_id: 'D', property_id: 'M' }),
      ...[guest('2025-06-02 10:00', g), manager('2025-06-02 10:05', g)],
      // the question of 2 December is asked while that of 20 November still waits
      ...['2025-11-20 10:00', '2025-12-02 10:00'].map((time) => guest(time, g)),
    ],
    steps: [
      answer(
        'turns',
        {
          by: [
            { key: 'M', turns: 1, guest_messages: 2 },
            { key: 'N', turns: 1, guest_messages: 1 },
          ],
        },
        byHome,
      ),
      answer(
        'turns',
        {
          by: [
            { key: 'before', turns: 1 },
            { key: 'stay', turns: 1 },
          ],
        },
        { by: 'stage' },
      ),
      answer(
        'turns',
        {
          by: [
            { key: 'new', turns: 1 },
            { key: 'returning', turns: 1 },
          ],
        },
        { by: 'guest' },
      ),
      rows('turns', [
        { property_id: 'N', stay_id: 'S', stage: 'stay', guest: 'new' },
        { property_id: 'M', stay_id: 'D', stage: 'before', guest: 'returning' },
      ]),
    ],
  },
  {
    title: '36: the stay is named only by a later message of each chat',
    events: [
      guest(`${day} 10:00`),
      manager(`${day} 10:20`, { conversation_id: 'd' }),
      message('automation', `${day} 18:00`, { stay_id: 'S' }),
      message('automation', `${day} 18:00`, { conversation_id: 'd', stay_id: 'S' }),
    ],
    steps: [total('turns', { turns: 1, late: 1, wait_max_s: 1200 }, { as_of: `${day} 12:00` })],
  },
  {
    title: '39: the same id from two sources',
    events: [sameId, { ...sameId, source: 'crm://other' }],
    steps: [total('turns', { guest_messages: 2, turns: 1 })],
  },
  {
    title: '42: listings that are left out later take nothing back',
    events: [
      property({ property_id: 'M', listings: [{ channel: 'avito', id: 'L' }] }),
      guest(`${day} 10:00`, listed),
      property({ property_id: 'M' }, '2025-06-01 00:00'),
      guest('2025-07-01 10:00', { ...listed, conversation_id: 'd' }),
    ],
    steps: [
      answer('turns', { by: [{ key: 'M', turns: 2 }] }, byHome),
      later(property({ property_id: 'M', name: 'Without listings' }, '2025-08-01 00:00')),
      answer('turns', { by: [{ key: 'M', turns: 2 }] }, byHome),
    ],
  },
  {
    title: '43: the contact is merged between question and answer',
    events: [
      ...homes,
      stay('2025-03-01', '2025-03-10', { guest_id: 'old' }),
      stay('2025-03-01', '2025-03-10', { guest_id: 'new', ...ofM }),
      guest(`${day} 10:00`, { ...nowhere, guest_id: 'old' }),
      manager(`${day} 10:05`, { ...nowhere, guest_id: 'new' }),
    ],
    steps: [inTime],
  },
  {
    title: '43: the booking is extended as a new one between question and answer',
    events: [
      stay('2025-03-01', `${day}T10:02:00+03:00`, { guest_id: 'g' }),
      stay(`${day}T10:02:00+03:00`, '2025-03-10', { guest_id: 'g', stay_id: 'T' }),
      guest(`${day} 10:00`, { guest_id: 'g' }),
      manager(`${day} 10:05`, { guest_id: 'g' }),
    ],
    steps: [inTime],
  },
  {
    title: '43: the answer carries no guest, and the chat began with another',
    events: [
      ...homes,
      stay('2025-03-01', '2025-03-10', { guest_id: 'first' }),
      stay('2025-03-01', '2025-03-10', { guest_id: 'second', ...ofM }),
      manager('2025-03-02 10:00', { ...nowhere, guest_id: 'first' }),
      guest(`${day} 10:00`, { ...nowhere, guest_id: 'second' }),
      manager(`${day} 10:05`, nowhere),
    ],
    steps: [inTime, answer('turns', { by: [{ key: 'M', turns: 1 }] }, byHome)],
  },
  {
    title: '43: one message that reaches two waits ends both',
    events: [
      ...homes,
      guest(`${day} 10:00`, { stay_id: 'S' }),
      guest(`${day} 10:02`, { ...ofM, conversation_id: 'd' }),
      // in the chat of the one, of the stay of the other
      manager(`${day} 10:05`, ofM),
    ],
    steps: [
      total('turns', { turns: 2, answered: 2, in_time: 2, wait_max_s: 300, wait_p50_s: 240 }),
      total('turns', { turns: 2, answered: 0 }, { as_of: `${day} 10:04` }),
    ],
  },
  {
    title: '44: two guest messages of one wait on both sides of the middle between two stays',
    events: [
      // out at noon of the 4th, in at 14:00 of the 6th: the middle is 13:00 of the 5th
      stay('2025-03-01', '2025-03-04', { guest_id: 'g' }),
      stay('2025-03-06', '2025-03-08', { guest_id: 'g', stay_id: 'T' }),
      ...['2025-03-05 12:55', '2025-03-05 13:05'].map((time) => guest(time, { guest_id: 'g' })),
      manager('2025-03-05 13:10', { guest_id: 'g' }),
    ],
    steps: [
      total('turns', { turns: 1, answered: 1, late: 1, overdue: 0, wait_max_s: 900, guest_messages: 2 }),
    ],
  },
  {
    title: '52: a listing used for one home until May and for another from June',
    events: [
      property({ property_id: 'A', listings: [{ channel: 'avito', id: 'L' }] }),
      property(
        { property_id: 'B', listings: [{ channel: 'avito', id: 'L', since: '2025-06-01' }] },
        '2025-05-20 12:00',
      ),
      ...['2025-05-31 23:59:59', '2025-06-01 00:00'].map((time, index) =>
        guest(time, { ...nowhere, listing_id: 'L', conversation_id: `c${index}` }),
      ),
    ],
    steps: [
      answer(
        'turns',
        {
          by: [
            { key: 'A', turns: 1, guest_messages: 1 },
            { key: 'B', turns: 1, guest_messages: 1 },
          ],
        },
        { by: 'property' },
      ),
      total('turns', { turns: 1 }, { homes: ['A'], from: '2025-05-01', until: '2025-06-01' }),
    ],
  },
]
