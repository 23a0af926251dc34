/** What a file holds, before any of it is stored. */
import type { Read } from './reader.ts'
import { isCompleteness } from './reads.ts'

/** Times in ms UTC, null where there are none. */
export interface Plan {
  events: number
  conversations: number
  /** of groups, and of whom nobody can tell by the file who they are */
  accounts: number
  /** property_id of those that stays are told of */
  homes: Set<string>
  /** local date since which all of what was asked for is told; '' where nothing was, or no day is in the file */
  complete_since: string
  /** what it tells only in part, as far as anybody says */
  partial: string[]
  /** of its events, without prefix and version: property, message, … */
  types: Set<string>
  /** messages by role; by kind of message, of other events by type: stay, shift, …; what is said of the file itself apart */
  roles: Map<string, number>
  kinds: Map<string, number>
  /** by reason */
  left_out: Map<string, number>
  not_understood: Map<string, number>
  /** times in it say no zone */
  has_local_times: boolean
  first_at: number | null
  last_at: number | null
}

interface ReadEvent {
  type: string
  id: string
  time: string
  data: Data
}

/** Of a message, and of others what they share with it. */
interface Data {
  conversation_id: string
  author: { role: string }
  account?: string
  property_id?: string
  since?: string
  partial?: string[]
  kind: string
}

/** Counts what is read, one after the other. */
export class Planning {
  readonly #conversations = new Set<string>()
  readonly #accounts = new Set<string>()
  readonly #plan: Plan = {
    events: 0,
    conversations: 0,
    accounts: 0,
    homes: new Set(),
    complete_since: '',
    partial: [],
    types: new Set(),
    roles: new Map(),
    kinds: new Map(),
    left_out: new Map(),
    not_understood: new Map(),
    has_local_times: false,
    first_at: null,
    last_at: null,
  }

  get plan(): Plan {
    return { ...this.#plan, conversations: this.#conversations.size, accounts: this.#accounts.size }
  }

  /** For a reader's onLocalTime. */
  readonly onLocalTime = (): void => {
    this.#plan.has_local_times = true
  }

  add(read: Read): void {
    const plan = this.#plan
    if ('left_out' in read) add(plan.left_out, read.left_out)
    else if ('not_understood' in read) add(plan.not_understood, read.not_understood)
    else {
      const { type, id, time, data } = read.event as unknown as ReadEvent
      const of = type.split('.')[1] ?? type
      plan.events++
      plan.types.add(of)
      if (type === 'butler.source.v1') {
        if (isCompleteness(id)) plan.complete_since = data.since ?? ''
        plan.partial.push(...(data.partial ?? []))
        return
      }
      if (type === 'butler.message.v1') {
        this.#conversations.add(data.conversation_id)
        if (data.author.role === 'unknown' && data.account !== undefined) this.#accounts.add(data.account)
        add(plan.roles, data.author.role)
      }
      if (type === 'butler.stay.v1' && data.property_id !== undefined) plan.homes.add(data.property_id)
      add(plan.kinds, type === 'butler.message.v1' ? data.kind : of)
      const at = Date.parse(time)
      plan.first_at = Math.min(plan.first_at ?? at, at)
      plan.last_at = Math.max(plan.last_at ?? at, at)
    }
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
