/** What nobody reports: each case has a database to itself, and is asked for by management. */
import { SUBJECTS } from '#sql/metrics/index.ts'
import {
  everythingReported,
  guest,
  incident,
  message,
  planned,
  policy,
  property,
  source,
  stay,
} from '../support/events.ts'
import { answer, exactly, later, rows, total, type Case } from './case.ts'

const march = { from: '2025-03-01', until: '2025-04-01', as_of: '2025-04-02T00:00:00Z' }
/** The night of 3 to 4 March. */
const one = { ...march, from: '2025-03-03', until: '2025-03-04' }
const call = (time: string, conversation_id: string) => guest(time, { kind: 'missed_call', conversation_id })

/** Shares, percentiles, rates, ratings and what is said of a link: of nothing they are unknown; all else is 0. */
const ofNothing = {
  asymmetricMatch: (values: unknown) =>
    Object.entries(values as Record<string, number | null>).every(
      ([metric, value]) => value === (isUnknown(metric) ? null : 0),
    ),
}
const isUnknown = (metric: string) =>
  /_share(_low|_high)?$|_p50_s$|_p90_s$|wait_max_s$|per_100|per_stay|stars_mean$|_rho|_p$|_lift(_low|_high)?$/.test(
    metric,
  )

export const reported: Case[] = [
  {
    title: '10: nothing to measure is no data, never 100 %',
    events: [everythingReported(), property({ managed_from: '2025-04-01' })],
    steps: SUBJECTS.map((subject) => answer(subject, { total: ofNothing, not_reported: exactly({}) }, march)),
  },
  {
    title: '21: planned and never clocked',
    events: [property(), planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00')],
    steps: [
      answer(
        'nights',
        {
          total: {
            nights: 1,
            covered_share: null,
            attended_share: null,
            planned_share: 1,
            gaps: 0,
            gap_max_s: 0,
            covered_nights: 1,
            no_shows: null,
            late_starts: null,
            unclocked_nights: null,
            language_covered_share: 0,
            late_nights: 0,
            silent_nights: 0,
            overloaded_nights: 0,
          },
          not_reported: exactly({
            covered_share: 'clock',
            attended_share: 'clock',
            unclocked_nights: 'clock and plans',
            no_shows: 'clock and plans',
            late_starts: 'clock and plans',
          }),
        },
        one,
      ),
      rows('gaps', [], one),
      rows('nights', [{ clocked_s: null, attended_s: null, planned_s: 36000, gaps: 0, no_shows: null }], one),
    ],
  },
  {
    title: '22: nobody reports the owner being told: null, not 0; declared: 0 and 31',
    events: [
      ...[property({ managed_from: '2025-03-01' }), incident('opened', '2025-03-04 10:00')],
      message('owner', '2025-03-04 23:00'),
    ],
    steps: [
      answer(
        'incidents',
        {
          total: { incidents: 1, owner_disturbed_share: null },
          not_reported: { owner_disturbed_share: 'owner_contact' },
        },
        march,
      ),
      answer(
        'automation',
        {
          total: { undisturbed_nights: null, disturbed_nights: null },
          not_reported: { undisturbed_nights: 'owner_contact', disturbed_nights: 'owner_contact' },
        },
        march,
      ),
      later(source(['owner_contact'])),
      answer(
        'incidents',
        {
          total: { owner_disturbed_share: 0 },
          not_reported: exactly({ playbook_share: 'playbooks', per_100_nights: 'stays' }),
        },
        march,
      ),
      answer(
        'automation',
        { total: { undisturbed_nights: 30, disturbed_nights: 1 }, since: exactly({}) },
        march,
      ),
    ],
  },
  {
    title: 'the owner’s nights count from the day on which his being told is reported',
    events: [
      ...[property({ managed_from: '2025-03-01' }), incident('opened', '2025-03-04 10:00')],
      ...['2025-03-09 23:00', '2025-03-10 23:00'].map((time) => message('owner', time)),
      source(['owner_contact'], '2025-03-10'),
    ],
    steps: [
      answer(
        'automation',
        {
          total: { undisturbed_nights: 21, disturbed_nights: 1 },
          since: { undisturbed_nights: '2025-03-10', disturbed_nights: '2025-03-10' },
        },
        march,
      ),
    ],
  },
  {
    title: '22: no incident was ever reported: null, not 0; declared: 0',
    events: [property(), guest('2025-03-04 10:00', { topic: 'lock' })],
    steps: [
      answer(
        'incidents',
        {
          total: { incidents: null, open: null, cancelled: null, requests: null, unlogged_trouble: null },
          not_reported: { incidents: 'incidents', unlogged_trouble: 'incidents' },
        },
        march,
      ),
      later(source(['incidents'])),
      answer(
        'incidents',
        {
          total: {
            incidents: 0,
            open: 0,
            cancelled: 0,
            handle_p50_s: null,
            unlogged_trouble: 1,
            per_100_nights: null,
          },
          not_reported: exactly({
            owner_disturbed_share: 'owner_contact',
            playbook_share: 'playbooks',
            per_100_nights: 'stays',
          }),
        },
        march,
      ),
    ],
  },
  {
    title: '22: what nobody reports is null of nights, too',
    events: [property(), guest('2025-03-04 10:00')],
    steps: [
      answer(
        'turns',
        {
          total: { turns: 1, handoffs: null, night_handoffs: null, missed_calls: null },
          not_reported: { handoffs: 'handoffs', night_handoffs: 'handoffs', missed_calls: 'calls' },
        },
        march,
      ),
      later(source(['handoffs'], '2025-03-02')),
      answer(
        'turns',
        { total: { handoffs: 0, night_handoffs: 0, handoff_p50_s: null }, since: { handoffs: '2025-03-02' } },
        march,
      ),
    ],
  },
  {
    title: 'reported from a day: only from there on, and since when',
    events: [
      property(),
      ...[call('2025-03-09 12:00', 'a'), call('2025-03-10 00:00', 'b')],
      source(['calls'], '2025-03-10'),
    ],
    steps: [
      answer('turns', { total: { turns: 2, missed_calls: 1 }, since: { missed_calls: '2025-03-10' } }, march),
      answer(
        'turns',
        { total: { missed_calls: null }, not_reported: { missed_calls: 'calls' }, since: exactly({}) },
        { ...march, until: '2025-03-10' },
      ),
      total('turns', { missed_calls: null }, { ...march, as_of: '2025-03-09T20:59:59Z' }),
      total('turns', { missed_calls: 1 }, { ...march, as_of: '2025-03-09T21:00:00Z' }),
    ],
  },
  {
    title: 'reported from a day: turns by the date on which they opened, not by that of their night',
    events: [
      ...[property({ managed_from: '2025-03-01' }), source(['handoffs', 'stays'], '2025-03-10')],
      guest('2025-03-09 23:59', { conversation_id: 'a', stay_id: 'S' }),
      guest('2025-03-10 00:00', { conversation_id: 'b', stay_id: 'T' }),
      ...['a', 'b'].map((conversation_id) =>
        message('bot', '2025-03-10 00:01', { handoff: true, conversation_id }),
      ),
      ...['S', 'T'].map((stay_id) => stay('2025-03-09', '2025-03-12', { stay_id })),
    ],
    steps: [
      // both are of the night of the 9th
      total('turns', { turns: 2, night_turns: 2, handoffs: null }, { ...march, until: '2025-03-10' }),
      answer(
        'turns',
        { total: { turns: 2, handoffs: 1, night_handoffs: 1 }, since: { handoffs: '2025-03-10' } },
        march,
      ),
      total('automation', { stays: 2, questions_per_stay: 0.5 }, march),
    ],
  },
  {
    title: '61: one platform’s bookings beside all questions are no ratio',
    events: [
      ...['N', 'M'].map((property_id) => property({ property_id, managed_from: '2025-03-01' })),
      ...['S1', 'S2'].map((stay_id) => stay('2025-03-09', '2025-03-12', { stay_id })),
      ...['T1', 'T2'].map((stay_id) => stay('2025-03-09', '2025-03-12', { stay_id, property_id: 'M' })),
      ...Array.from({ length: 26 }, (_, n) => guest('2025-03-10 12:00', { conversation_id: `n${n}` })),
      ...Array.from({ length: 6 }, (_, n) =>
        guest('2025-03-10 12:00', { conversation_id: `m${n}`, property_id: 'M' }),
      ),
      ...['2025-03-10 10:00', '2025-03-10 11:00'].map((time, n) =>
        incident('opened', time, { incident_id: `i${n}` }),
      ),
      incident('opened', '2025-03-10 10:00', { incident_id: 'j', property_id: 'M' }),
      source([], undefined, { source_id: 'airbnb', partial: ['stays'] }),
    ],
    steps: [
      answer(
        'automation',
        {
          total: { stays: 4, questions_per_stay: null },
          not_reported: { questions_per_stay: 'whole stays' },
        },
        march,
      ),
      answer(
        'incidents',
        { total: { per_100_nights: null }, not_reported: { per_100_nights: 'whole stays' } },
        march,
      ),
      later(source(['stays'], '2025-03-01', { source_id: 'pms', properties: ['M'] })),
      answer(
        'automation',
        {
          total: { stays: 4, questions_per_stay: 3 },
          by: [
            { key: 'M', questions_per_stay: 3 },
            { key: 'N', questions_per_stay: null },
          ],
        },
        { ...march, by: 'property' },
      ),
      // incidents are reported from the 10th on, when M had two nights; what else there is lies at N
      total('incidents', { incidents: 3, per_100_nights: 50 }, march),
      answer(
        'incidents',
        { by: [{ key: 'lock', incidents: 3, per_100_nights: 50 }] },
        { ...march, by: 'category' },
      ),
      // from the 12th on: the stays end that day, the questions came before
      later(source(['stays'], '2025-03-12', { source_id: 'pms', properties: ['M'] })),
      answer(
        'automation',
        { total: { questions_per_stay: 0 }, since: { questions_per_stay: '2025-03-12' } },
        march,
      ),
      later(
        source(['stays'], '2025-03-01', { source_id: 'pms' }),
        source([], undefined, { source_id: 'whatsapp', partial: ['messages'], properties: ['N'] }),
      ),
      answer('automation', { total: { questions_per_stay: 3 } }, march),
      later(source(['messages'], '2025-03-01', { source_id: 'hub' })),
      answer('automation', { total: { questions_per_stay: 8 } }, march),
    ],
  },
  {
    title: 'a default promise is for every home without its own',
    events: [
      ...[property(), property({ property_id: 'M' })],
      policy('2025-01-01 00:00', { answer_within_s: 60 }),
      policy('2025-01-01 00:00', { answer_within_s: 3600, property_id: 'M' }),
      guest('2025-03-04 12:00', { conversation_id: 'a' }),
      guest('2025-03-04 12:00', { conversation_id: 'b', property_id: 'M' }),
    ],
    steps: [
      answer(
        'turns',
        {
          by: [
            { key: 'M', waiting: 1, overdue: 0 },
            { key: 'N', waiting: 0, overdue: 1 },
          ],
        },
        { ...march, as_of: '2025-03-04 12:30', by: 'property' },
      ),
      rows(
        'turns',
        [
          { property_id: 'M', due_at: '2025-03-04T10:00:00.000Z' },
          { property_id: 'N', due_at: '2025-03-04T09:01:00.000Z' },
        ],
        march,
      ),
    ],
  },
]
