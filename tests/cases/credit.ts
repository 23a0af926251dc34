/** Whose answer it was, and whether somebody on shift was silent or busy while a guest waited. */
import { guest, lead, manager, mark, message, planned, shift } from '../support/events.ts'
import { answer, total, type Case } from './case.ts'
import { boris, elsewhere, homes, ofN, one, plan, wholeNight } from './duty-night.ts'

/** The company's account, which several people write from. */
const desk = lead({ manager_id: 'desk', name: 'Поддержка', shared: true })
const byDesk = (time: string, data: Record<string, unknown> = {}) =>
  manager(time, { author_id: 'desk', ...data })
const silence = [...wholeNight, guest('2025-03-04 01:00'), manager('2025-03-04 01:30')]

export const credit: Case[] = [
  {
    title: 'half an hour of silence beside somebody on shift',
    events: silence,
    steps: [total('nights', { late_nights: 1, silent_nights: 1, overloaded_nights: 0 }, one)],
  },
  {
    title: 'the same wait while he was busy elsewhere',
    events: [
      ...[...homes, ...silence],
      guest('2025-03-04 00:59', { ...elsewhere, needs_reply: false }),
      mark('taken', '2025-03-04 01:10', { conversation_id: 'E', actor: { role: 'manager', id: 'anna' } }),
    ],
    steps: [total('nights', { late_nights: 1, silent_nights: 0, overloaded_nights: 1 }, ofN)],
  },
  {
    title: 'a nameless answer is credited to the one person on shift',
    events: [
      shift('started', '2025-03-04 09:00'),
      guest('2025-03-04 10:00'),
      message('manager', '2025-03-04 10:02'),
    ],
    steps: [
      answer(
        'turns',
        {
          by: [
            { key: 'anna', answered: 1 },
            { key: null, turns: 0 },
          ],
        },
        { by: 'person' },
      ),
    ],
  },
  {
    title: 'a nameless answer is credited to nobody where two are on shift',
    events: [
      shift('started', '2025-03-04 09:00'),
      shift('started', '2025-03-04 09:30', boris),
      planned('2025-03-01 10:00', '2025-03-04 09:00', '2025-03-04 18:00', {
        shift_id: 'u',
        manager_id: 'vera',
      }),
      ...[guest('2025-03-04 10:00'), message('manager', '2025-03-04 10:02')],
    ],
    steps: [answer('turns', { by: [{ key: null, answered: 1 }] }, { by: 'person' })],
  },
  {
    title: 'a nameless answer where nobody clocked is credited to the one who was planned',
    events: [
      planned('2025-03-01 10:00', '2025-03-04 09:00', '2025-03-04 18:00', {
        shift_id: 'u',
        manager_id: 'vera',
      }),
      ...[guest('2025-03-04 10:00'), message('manager', '2025-03-04 10:02')],
    ],
    steps: [
      answer(
        'turns',
        {
          by: [
            { key: 'vera', answered: 1 },
            { key: null, turns: 0 },
          ],
        },
        { by: 'person' },
      ),
    ],
  },
  {
    title: '50: one company account answers for two people on shift while a guest waits 40 minutes',
    events: [
      ...[...homes, desk, ...wholeNight],
      ...[shift('started', '2025-03-03 22:00', boris), shift('ended', '2025-03-04 08:00', boris)],
      ...[guest('2025-03-04 01:00'), byDesk('2025-03-04 01:40')],
      ...[byDesk('2025-03-04 01:10', elsewhere), byDesk('2025-03-04 01:25', elsewhere)],
    ],
    steps: [
      total('nights', { late_nights: 1, silent_nights: 0, overloaded_nights: 1, unclocked_nights: 0 }, ofN),
      answer(
        'turns',
        { by: [{ key: null, answered: 1, late: 1, guest_messages: 1 }] },
        { homes: ['N'], by: 'person' },
      ),
    ],
  },
  {
    title: '50: with one person on shift he is credited',
    events: [
      ...[...homes, desk, ...wholeNight],
      ...[guest('2025-03-04 01:00'), byDesk('2025-03-04 01:40')],
      ...[byDesk('2025-03-04 01:10', elsewhere), byDesk('2025-03-04 01:25', elsewhere)],
    ],
    steps: [
      total('nights', { late_nights: 1, silent_nights: 0, overloaded_nights: 1 }, ofN),
      answer(
        'turns',
        {
          by: [
            { key: 'anna', answered: 1, late: 1 },
            { key: null, turns: 0 },
          ],
        },
        { homes: ['N'], by: 'person' },
      ),
    ],
  },
  {
    title: '50: without any id it is the same',
    events: [
      ...[...homes, ...wholeNight, guest('2025-03-04 01:00'), message('manager', '2025-03-04 01:40')],
      ...[
        message('manager', '2025-03-04 01:10', elsewhere),
        message('manager', '2025-03-04 01:25', elsewhere),
      ],
    ],
    steps: [total('nights', { late_nights: 1, silent_nights: 0, overloaded_nights: 1 }, ofN)],
  },
  {
    title: '50: a company account that answers within five seconds is an automatic answer',
    events: [desk, guest('2025-03-04 01:00'), byDesk('2025-03-04 01:00:05')],
    steps: [total('turns', { turns: 1, overdue: 1, autoresponses: 1 })],
  },
  ...[true, false].map((ends): Case => ({
    title: `54: taken over at 03:00, ${ends ? 'ended first' : 'never ended'}`,
    events: [
      ...[...homes, shift('started', '2025-03-03 22:00')],
      // in the same second, with ids that sort the other way
      ...(ends ? [{ ...shift('ended', '2025-03-04 03:00'), id: `ended-z` }] : []),
      { ...shift('started', '2025-03-04 03:00', { manager_id: 'boris' }), id: 'ended-a' },
      shift('ended', '2025-03-04 08:00', { manager_id: 'boris' }),
      ...[guest('2025-03-03 23:00'), manager('2025-03-03 23:45')],
      ...[manager('2025-03-03 23:10', elsewhere), manager('2025-03-03 23:25', elsewhere)],
    ],
    steps: [
      total(
        'nights',
        { covered_share: 1, gaps: 0, late_nights: 1, silent_nights: 0, overloaded_nights: 1 },
        ofN,
      ),
      answer(
        'nights',
        {
          by: [
            { key: 'anna', nights: 1, covered_share: 0.5, overloaded_nights: 1 },
            { key: 'boris', nights: 1, covered_share: 0.5, silent_nights: 0, overloaded_nights: 0 },
          ],
        },
        { ...ofN, by: 'person' },
      ),
    ],
  })),
  {
    title: '56: two people planned, none clocked, and one company account',
    events: [
      ...[desk, plan],
      planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00', boris),
      ...[
        guest('2025-03-03 22:35', { conversation_id: 'd' }),
        byDesk('2025-03-03 22:40', { conversation_id: 'd' }),
      ],
      ...[guest('2025-03-04 03:00'), byDesk('2025-03-04 03:45')],
    ],
    steps: [
      total(
        'nights',
        {
          late_nights: 1,
          silent_nights: 0,
          overloaded_nights: 0,
          no_shows: 0,
          unclocked_nights: 1,
          // 22:00–22:40, 00:40–03:45, 05:45–08:00
          gaps: 3,
          gap_max_s: 11100,
          attended_share: 0,
          language_covered_share: 0,
        },
        one,
      ),
    ],
  },
]
