/** Every type of event that is taken. */
import type { z } from 'zod'
import * as account from './account.ts'
import * as chat from './chat.ts'
import * as incident from './incident.ts'
import { type Kind, kindOf } from './kind.ts'
import * as manager from './manager.ts'
import * as mark from './mark.ts'
import * as message from './message.ts'
import * as note from './note.ts'
import * as owner from './owner.ts'
import * as policy from './policy.ts'
import * as property from './property.ts'
import * as review from './review.ts'
import * as shift from './shift.ts'
import * as source from './source.ts'
import * as stay from './stay.ts'

const ALL = [
  kindOf(message),
  kindOf(mark),
  kindOf(incident),
  kindOf(review),
  kindOf(shift),
  kindOf(stay),
  kindOf(note),
  kindOf(property),
  kindOf(owner),
  kindOf(manager),
  kindOf(account),
  kindOf(chat),
  kindOf(policy),
  kindOf(source),
]

/** What `data` of each type holds. */
export interface EventData {
  'butler.message.v1': z.input<typeof message.schema>
  'butler.mark.v1': z.input<typeof mark.schema>
  'butler.incident.v1': z.input<typeof incident.schema>
  'butler.review.v1': z.input<typeof review.schema>
  'butler.shift.v1': z.input<typeof shift.schema>
  'butler.stay.v1': z.input<typeof stay.schema>
  'butler.note.v1': z.input<typeof note.schema>
  'butler.property.v1': z.input<typeof property.schema>
  'butler.owner.v1': z.input<typeof owner.schema>
  'butler.manager.v1': z.input<typeof manager.schema>
  'butler.account.v1': z.input<typeof account.schema>
  'butler.chat.v1': z.input<typeof chat.schema>
  'butler.policy.v1': z.input<typeof policy.schema>
  'butler.source.v1': z.input<typeof source.schema>
}

/** The columns of each landing table in the order of its rows, without `variant` and `generation`. */
export const TABLES = {
  message_events: message.COLUMNS,
  mark_events: mark.COLUMNS,
  incident_events: incident.COLUMNS,
  review_events: review.COLUMNS,
  shift_events: shift.COLUMNS,
  stay_events: stay.COLUMNS,
  note_events: note.COLUMNS,
  directory_events: property.COLUMNS,
} as const satisfies Record<string, readonly string[]>

export type LandingTable = keyof typeof TABLES

/** By type, e.g. 'butler.message.v1'. */
export const KINDS: ReadonlyMap<string, Kind<LandingTable>> = new Map(ALL.map((kind) => [kind.type, kind]))
