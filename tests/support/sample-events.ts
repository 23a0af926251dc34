/** One good event of each type, for tests. Every listed member is told. */

export const RECEIVED_AT = Date.UTC(2026, 9, 3, 12)

const TIME = '2026-10-03T02:14:07.120+03:00'

type Data = Record<string, unknown>

export interface SampleEvent {
  specversion: string
  id: string
  source: string
  type: string
  time: string
  data: Data
}

/** An event of a type with the given data. */
export function eventOf(type: string, data: Data): SampleEvent {
  return {
    specversion: '1.0',
    id: 'e-1',
    source: 'crm://butler',
    type: `butler.${type}.v1`,
    time: TIME,
    data,
  }
}

/** `data` by type without prefix and version. */
export const SAMPLE_DATA = {
  message: {
    conversation_id: 'c-1',
    property_id: 'nevsky-24-7',
    stay_id: 's-1',
    guest_id: 'g-1',
    listing_id: 'avito-77',
    channel: 'telegram',
    author: { role: 'manager', id: 'm-1' },
    account: 'acc-1',
    kind: 'media',
    delivered: false,
    handoff: true,
    holding: true,
    needs_reply: true,
    language: 'ru',
    topic: 'lock',
    template: 'welcome_book',
  },
  mark: {
    conversation_id: 'c-1',
    mark: 'answered_elsewhere',
    message: { source: 'crm://butler', id: 'e-0' },
    how: 'phone',
    actor: { role: 'manager', id: 'm-1' },
  },
  incident: {
    incident_id: 'i-1',
    property_id: 'nevsky-24-7',
    stay_id: 's-1',
    conversation_id: 'c-1',
    action: 'opened',
    category: 'hot_water',
    severity: 'high',
    reported_at: '2026-10-03T02:10:00+03:00',
    playbook: 'boiler',
    how: 'message',
    cause: 'equipment',
    actor: { role: 'manager', id: 'm-1' },
  },
  review: {
    review_id: 'r-1',
    property_id: 'nevsky-24-7',
    stay_id: 's-1',
    guest_id: 'g-1',
    platform: 'sutochno',
    rating: 9,
    scale: 10,
    worst: 1,
    parts: { communication: 10, check_in: 8.5 },
    language: 'en-GB',
  },
  shift: {
    shift_id: 'sh-1',
    manager_id: 'm-1',
    action: 'planned',
    planned_start: '2026-10-03T22:00:00+03:00',
    planned_end: '2026-10-04T08:00:00+03:00',
    languages: ['ru', 'en'],
    property_ids: [],
  },
  stay: {
    stay_id: 's-1',
    property_id: 'nevsky-24-7',
    status: 'booked',
    check_in: '2026-10-03',
    check_out: '2026-10-05T12:00:00+03:00',
    platform: 'ostrovok',
    guest_id: 'g-1',
    guest_language: 'ru',
    guests: 2,
    amount: { value: 7400.5, currency: 'RUB' },
  },
  note: {
    note_id: 'n-1',
    about: { night: '2026-10-02' },
    property_id: 'nevsky-24-7',
    text: 'Бойлер заменили.',
    author: { role: 'manager', id: 'm-1' },
    show_owner: true,
  },
  property: {
    property_id: 'nevsky-24-7',
    name: 'Невский, 24',
    owner_id: 'o-1',
    timezone: 'Europe/Moscow',
    owner_from: '2026-01-01',
    managed_from: '2026-02-01',
    managed_until: '2027-01-01',
    listings: [{ channel: 'avito', id: 'avito-77' }],
    group: 'Центр',
    check_in_at: '15:00',
    check_out_at: '11:00',
  },
  owner: {
    owner_id: 'o-1',
    name: 'Ольга',
    email: 'olga@example.org',
    locale: 'ru',
    monthly_report: false,
    copies: ['copy@example.org'],
  },
  manager: {
    manager_id: 'm-1',
    name: 'Марат',
    email: 'marat@example.org',
    role: 'lead',
    languages: ['ru', 'en'],
    accounts: [{ channel: 'telegram', id: '@marat' }],
  },
  account: {
    channel: 'telegram',
    account: 'acc-1',
    is: 'manager',
    id: 'm-1',
    shared: false,
    since: '2026-10-01',
  },
  chat: {
    conversation_id: 'c-1',
    kind: 'guest',
    property_id: 'nevsky-24-7',
    stay_id: 's-1',
    since: '2026-10-01',
  },
  policy: {
    policy_id: 'p-1',
    property_id: 'nevsky-24-7',
    valid_from: '2026-10-01T00:00:00+03:00',
    answer_within_s: 300,
    night_answer_within_s: 600,
    night_from: '23:00',
    night_to: '07:00',
    resolve_within_s: 900,
    resolve_within_by_category: { noise: 1200 },
    follow_up_within_s: 1800,
  },
  source: {
    source_id: 'crm://butler',
    name: 'CRM',
    reports: ['messages', 'calls'],
    since: '2026-01-01',
    alive_every_s: 3600,
    link: 'https://crm.example.org/chat/{conversation_id}',
  },
} as const satisfies Record<string, Data>

export type SampleType = keyof typeof SAMPLE_DATA
export const SAMPLE_TYPES = Object.keys(SAMPLE_DATA) as SampleType[]

/** A good event of a type; `change` replaces members of its data (undefined takes one away). */
export function sampleEvent(type: SampleType, change: Data = {}): SampleEvent {
  return eventOf(type, { ...SAMPLE_DATA[type], ...change })
}
