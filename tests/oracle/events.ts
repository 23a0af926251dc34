/**
 * The events of the contract, as this reading takes them: parsed, without nulls, without redeliveries,
 * each kind in the one order of docs/rules.md. Only valid events are expected here.
 */
import { byteCompare, inOrder } from './order.ts'

export interface Actor {
  role: string
  id?: string
}
export interface MessageData {
  conversation_id: string
  property_id?: string
  stay_id?: string
  guest_id?: string
  listing_id?: string
  channel: string
  author: Actor
  /** the source's own key for who wrote */
  account?: string
  kind?: string
  delivered?: boolean
  handoff?: boolean
  holding?: boolean
  needs_reply?: boolean
  language?: string
  topic?: string
  template?: string
}
export interface MarkData {
  conversation_id: string
  mark: 'taken' | 'answered_elsewhere' | 'no_reply_needed' | 'not_a_guest' | 'undelivered'
  message?: { source: string; id: string }
  how?: string
  actor?: Actor
}
export interface IncidentData {
  incident_id: string
  property_id: string
  stay_id?: string
  action: string
  category: string
  severity?: string
  reported_at?: string
  playbook?: string
  cause?: string
  actor?: Actor
}
export interface ReviewData {
  review_id: string
  property_id: string
  stay_id?: string
  guest_id?: string
  platform: string
  rating: number
  scale: number
  worst?: number
  parts?: Record<string, number>
  language?: string
  deleted?: boolean
}
export interface ShiftData {
  shift_id: string
  manager_id: string
  action: 'planned' | 'started' | 'ended' | 'cancelled'
  planned_start?: string
  planned_end?: string
  languages?: string[]
  property_ids?: string[]
}
export interface StayData {
  stay_id: string
  property_id: string
  status: string
  check_in: string
  check_out: string
  platform?: string
  guest_id?: string
}
export interface PropertyData {
  property_id: string
  name: string
  owner_id?: string
  timezone?: string
  owner_from?: string
  managed_from?: string
  managed_until?: string
  /** `since`: the local date from which the advertisement is this home's */
  listings?: { channel: string; id: string; since?: string }[]
  check_in_at?: string
  check_out_at?: string
}
export interface ManagerData {
  manager_id: string
  languages?: string[]
  /** An account that several people write from. */
  shared?: boolean
}
export interface AccountData {
  channel: string
  account: string
  is: string
  id?: string
  shared?: boolean
  since?: string
}
export interface ChatData {
  conversation_id: string
  kind?: string
  property_id?: string
  stay_id?: string
  since?: string
}
export interface PolicyData {
  policy_id: string
  property_id?: string
  valid_from: string
  answer_within_s: number
  night_answer_within_s?: number
  night_from?: string
  night_to?: string
  resolve_within_s: number
  resolve_within_by_category?: Record<string, number>
  follow_up_within_s?: number
}
export interface SourceData {
  source_id: string
  reports: string[]
  since?: string
  partial?: string[]
  properties?: string[]
}

/** `time` is in milliseconds UTC. `canonical` is the event with its members sorted and `text` left out. */
export interface KnownEvent<Data> {
  source: string
  id: string
  type: string
  time: number
  data: Data
  canonical: string
}
export type Message = KnownEvent<MessageData>
export type Mark = KnownEvent<MarkData>
export type IncidentEvent = KnownEvent<IncidentData>
export type ReviewEvent = KnownEvent<ReviewData>
export type ShiftEvent = KnownEvent<ShiftData>
export type StayEvent = KnownEvent<StayData>
export type PropertyEvent = KnownEvent<PropertyData>
export type ManagerEvent = KnownEvent<ManagerData>
export type AccountEvent = KnownEvent<AccountData>
export type ChatEvent = KnownEvent<ChatData>
export type PolicyEvent = KnownEvent<PolicyData>
export type SourceEvent = KnownEvent<SourceData>

/** Every list is in Order. */
export interface Facts {
  messages: Message[]
  marks: Mark[]
  incidents: IncidentEvent[]
  reviews: ReviewEvent[]
  shifts: ShiftEvent[]
  stays: StayEvent[]
  properties: PropertyEvent[]
  managers: ManagerEvent[]
  accounts: AccountEvent[]
  chats: ChatEvent[]
  policies: PolicyEvent[]
  sources: SourceEvent[]
}

const KEY_OF_TYPE: Record<string, string> = {
  'butler.message.v1': 'conversation_id',
  'butler.mark.v1': 'conversation_id',
  'butler.incident.v1': 'incident_id',
  'butler.review.v1': 'review_id',
  'butler.shift.v1': 'shift_id',
  'butler.stay.v1': 'stay_id',
  'butler.note.v1': 'note_id',
  'butler.property.v1': 'property_id',
  'butler.owner.v1': 'owner_id',
  'butler.manager.v1': 'manager_id',
  'butler.account.v1': 'account',
  'butler.chat.v1': 'conversation_id',
  'butler.policy.v1': 'policy_id',
  'butler.source.v1': 'source_id',
}

/** "`null` counts as absent"; members come out sorted, so that the JSON is canonical. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined)
  members.sort(([a], [b]) => byteCompare(a, b))
  return Object.fromEntries(members.map(([name, member]) => [name, tidy(member)]))
}

/** RFC 3339 to milliseconds UTC; "digits beyond the millisecond are cut off". */
export function instant(text: string): number {
  return Date.parse(text.replace(/(\.\d{3})\d+/, '$1'))
}

function tell(raw: unknown): KnownEvent<Record<string, unknown>> {
  const event = tidy(raw) as {
    source: string
    id: string
    type: string
    time: string
    data: Record<string, unknown>
  }
  if (event.type === 'butler.message.v1') delete event.data.text
  const { source, id, type, data } = event
  return { source, id, type, time: instant(event.time), data, canonical: JSON.stringify(event) }
}

/**
 * "The same pair again is a redelivery: it changes nothing. … with another type, key or `time` it counts as
 * an event of its own; with the same ones, the one whose canonical JSON … is greatest as bytes stands."
 */
export function readEvents(events: readonly unknown[]): Facts {
  const standing = new Map<string, KnownEvent<Record<string, unknown>>>()
  for (const raw of events) {
    const event = tell(raw)
    const key = event.data[KEY_OF_TYPE[event.type] ?? ''] as string
    const identity = JSON.stringify([event.source, event.id, event.type, key, event.time])
    const before = standing.get(identity)
    if (before === undefined || byteCompare(event.canonical, before.canonical) > 0) {
      standing.set(identity, event)
    }
  }
  const all = [...standing.values()].sort(inOrder)
  const ofType = (type: string) => all.filter((event) => event.type === type) as KnownEvent<unknown>[]
  return {
    messages: ofType('butler.message.v1') as Message[],
    marks: ofType('butler.mark.v1') as Mark[],
    incidents: ofType('butler.incident.v1') as IncidentEvent[],
    reviews: ofType('butler.review.v1') as ReviewEvent[],
    shifts: ofType('butler.shift.v1') as ShiftEvent[],
    stays: ofType('butler.stay.v1') as StayEvent[],
    properties: ofType('butler.property.v1') as PropertyEvent[],
    managers: ofType('butler.manager.v1') as ManagerEvent[],
    accounts: ofType('butler.account.v1') as AccountEvent[],
    chats: ofType('butler.chat.v1') as ChatEvent[],
    policies: ofType('butler.policy.v1') as PolicyEvent[],
    sources: ofType('butler.source.v1') as SourceEvent[],
  }
}
