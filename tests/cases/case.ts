/** How a case with a known right answer is written down: what happened, and what must be said of it. */
import { isDeepStrictEqual } from 'node:util'
import type { List } from '#sql/lists.server.ts'
import type { Subject } from '#sql/metrics/index.ts'
import type { TestEvent } from '../support/events.ts'

/** What a question says otherwise than: all homes of the case, 2025, asked for at its end. */
export interface Otherwise {
  from?: string
  until?: string
  /** '2025-03-04 10:00' in Moscow, or RFC 3339 */
  as_of?: string
  by?: string
  every?: 'day' | 'week' | 'month'
  owner?: string
  homes?: string[]
  language?: string
  team?: boolean
}

/** These members and no others, where an answer is else looked at for some of its members. */
export function exactly(value: Expected): unknown {
  return { exactly: value, asymmetricMatch: (other: unknown) => isDeepStrictEqual(other, value) }
}

/** Members that must be so; those that are not named may be anything. */
export type Expected = Record<string, unknown>

export type Step =
  | { kind: 'answer'; subject: Subject; expected: Expected; query: Otherwise }
  /** Rows of the product: the brute-force reading has none. */
  | { kind: 'rows'; list: List; expected: Expected[]; query: Otherwise }
  | { kind: 'later'; events: readonly TestEvent[] }
  /** The whole answer: the same as when it was asked before. */
  | { kind: 'same'; subject: Subject; query: Otherwise }

/** A title begins with the case's number in docs/rules.md, where it has one. */
export interface Case {
  title: string
  /** What texts give at the door is the product's alone: the brute-force reading knows none. */
  only?: 'product'
  events: readonly TestEvent[]
  steps: readonly Step[]
}

/** Figures of the whole period. */
export function total(subject: Subject, figures: Expected, query: Otherwise = {}): Step {
  return { kind: 'answer', subject, expected: { total: figures }, query }
}

/** What an answer says, whole: total, series, by, not_reported, since. */
export function answer(subject: Subject, expected: Expected, query: Otherwise = {}): Step {
  return { kind: 'answer', subject, expected, query }
}

export function rows(list: List, expected: Expected[], query: Otherwise = {}): Step {
  return { kind: 'rows', list, expected, query }
}

export function same(subject: Subject, query: Otherwise = {}): Step {
  return { kind: 'same', subject, query }
}

/** More events, after what was asked before this. */
export function later(...events: readonly TestEvent[]): Step {
  return { kind: 'later', events }
}
