/** Events written short. Times without an offset are Moscow's; what is not said is home N, conversation c, and so on. */

export interface TestEvent {
  specversion: '1.0'
  source: string
  id: string
  type: string
  time: string
  data: Record<string, unknown>
}

let count = 0

/** "2025-03-04 10:00[:00[.000]]" in Moscow, or RFC 3339. */
export function moment(text: string): string {
  if (text.includes('T')) return text
  const [date = '', clock = ''] = text.split(' ')
  return `${date}T${clock.length === 5 ? `${clock}:00` : clock}+03:00`
}

function event(type: string, time: string, data: Record<string, unknown>, source = 'crm://test'): TestEvent {
  count += 1
  return { specversion: '1.0', source, id: `e${count}`, type: `butler.${type}.v1`, time: moment(time), data }
}

export function message(role: string, time: string, data: Record<string, unknown> = {}): TestEvent {
  const { author_id: id, ...members } = data
  const author = { role, ...(id === undefined ? {} : { id }) }
  return event('message', time, {
    conversation_id: 'c',
    channel: 'telegram',
    property_id: 'N',
    author,
    ...members,
  })
}

export const guest = (time: string, data: Record<string, unknown> = {}) => message('guest', time, data)
export const manager = (time: string, data: Record<string, unknown> = {}) =>
  message('manager', time, { author_id: 'anna', ...data })
export const bot = (time: string, data: Record<string, unknown> = {}) => message('bot', time, data)

export function mark(word: string, time: string, data: Record<string, unknown> = {}): TestEvent {
  return event('mark', time, { conversation_id: 'c', mark: word, ...data })
}

export function incident(action: string, time: string, data: Record<string, unknown> = {}): TestEvent {
  return event('incident', time, { incident_id: 'i', property_id: 'N', category: 'lock', action, ...data })
}

export function shift(action: string, time: string, data: Record<string, unknown> = {}): TestEvent {
  return event('shift', time, { shift_id: 's', manager_id: 'anna', action, ...data })
}

export function planned(
  time: string,
  from: string,
  until: string,
  data: Record<string, unknown> = {},
): TestEvent {
  return shift('planned', time, { planned_start: moment(from), planned_end: moment(until), ...data })
}

export function stay(check_in: string, check_out: string, data: Record<string, unknown> = {}): TestEvent {
  const members = { stay_id: 'S', property_id: 'N', status: 'booked', check_in, check_out, ...data }
  return event('stay', '2025-01-01 00:00', members)
}

export function review(time: string, rating: number, data: Record<string, unknown> = {}): TestEvent {
  const members = { review_id: 'r', property_id: 'N', platform: 'airbnb', rating, scale: 5, ...data }
  return event('review', time, members)
}

export function property(data: Record<string, unknown> = {}, time = '2025-01-01 00:00'): TestEvent {
  return event('property', time, { property_id: 'N', name: 'Home N', owner_id: 'olga', ...data })
}

export function owner(data: Record<string, unknown> = {}, time = '2025-01-01 00:00'): TestEvent {
  return event('owner', time, { owner_id: 'olga', name: 'Olga', ...data })
}

/** Somebody of management. */
export function lead(data: Record<string, unknown> = {}, time = '2025-01-01 00:00'): TestEvent {
  return event('manager', time, { manager_id: 'anna', name: 'Анна', role: 'lead', ...data })
}

export function policy(time: string, data: Record<string, unknown> = {}): TestEvent {
  return event('policy', time, {
    policy_id: 'p',
    valid_from: moment(time),
    answer_within_s: 600,
    night_from: '22:00',
    night_to: '08:00',
    resolve_within_s: 900,
    ...data,
  })
}

/** A staff member's own words, for the owner too; `about` names one night, conversation, incident or report. */
export function note(
  time: string,
  about: Record<string, string>,
  data: Record<string, unknown> = {},
): TestEvent {
  const members = { note_id: `n${count}`, text: 'words', author: { role: 'manager', id: 'anna' } }
  return event('note', time, { ...members, about, show_owner: true, ...data })
}

/** A source that tells everything from the beginning of 2025. */
export function source(
  reports: string[],
  since = '2025-01-01',
  data: Record<string, unknown> = {},
): TestEvent {
  return event('source', '2025-01-01 00:00', {
    source_id: 'crm://test',
    name: 'CRM',
    reports,
    since,
    ...data,
  })
}

export const EVERYTHING = [
  ...['messages', 'calls', 'handoffs', 'staff', 'marks', 'incidents', 'playbooks', 'owner_contact', 'plans'],
  ...['clock', 'stays', 'instructions', 'templates', 'reviews'],
]

/** A source that tells all there is to tell from the beginning of 2025. */
export const everythingReported = (): TestEvent => source(EVERYTHING)

const IDS = new Set([
  ...['conversation_id', 'property_id', 'stay_id', 'guest_id', 'listing_id', 'incident_id', 'shift_id'],
  ...['manager_id', 'owner_id', 'property_ids', 'review_id', 'id'],
])

/** The same event with this before every id in it, so that many stories can stand in one database. */
export function prefixed(prefix: string, original: TestEvent): TestEvent {
  const walk = (value: unknown, isId: boolean): unknown => {
    if (typeof value === 'string') return isId ? prefix + value : value
    if (Array.isArray(value)) return value.map((one) => walk(one, isId))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, IDS.has(name))]))
  }
  return { ...original, id: prefix + original.id, data: walk(original.data, false) as TestEvent['data'] }
}
