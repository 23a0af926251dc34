import type { z } from 'zod'
import { id, instant, language, list, object, word } from '../members.ts'
import { dateTime64, readInstant } from '../time.ts'
import { nullableTime, type RowContext, type ParsedEvent } from './kind.ts'

export const TOPIC = 'butler.shifts'
export const TYPE = 'butler.shift.v1'
export const TABLE = 'shift_events'
export const KEYS = ['shift_id', 'manager_id'] as const
export const COLUMNS = [
  'shift_id',
  'at',
  'source',
  'id',
  'manager_id',
  'action',
  'planned_start',
  'planned_end',
  'has_languages',
  'languages',
  'has_homes',
  'property_ids',
  'canonical',
  'received_at',
  'is_from_file',
] as const

const members = object({
  shift_id: id,
  manager_id: id,
  action: word(['planned', 'started', 'ended', 'cancelled']),
  planned_start: instant.nullish(),
  planned_end: instant.nullish(),
  languages: list(language).nullish(),
  property_ids: list(id).nullish(),
})

export const schema = members.superRefine(({ action, planned_start, planned_end }, context) => {
  const start = readInstant(planned_start ?? '')
  const end = readInstant(planned_end ?? '')
  const refuse = (member: string, message: string) => {
    context.addIssue({ code: 'custom', path: [member], message })
  }
  if (action === 'planned' && start === null) refuse('planned_start', 'is missing; a planned shift needs it')
  if (action === 'planned' && end === null) refuse('planned_end', 'is missing; a planned shift needs it')
  if (start !== null && end !== null && end <= start) {
    refuse('planned_end', 'is not after planned_start; send the later time at which the shift ends')
  }
})

export function toRow(
  { data, ...event }: ParsedEvent<z.infer<typeof schema>>,
  context: RowContext,
): unknown[] {
  return [
    data.shift_id,
    dateTime64(event.at),
    event.source,
    event.id,
    data.manager_id,
    data.action,
    nullableTime(data.planned_start),
    nullableTime(data.planned_end),
    Array.isArray(data.languages),
    data.languages ?? [],
    Array.isArray(data.property_ids),
    data.property_ids ?? [],
    event.canonical,
    dateTime64(context.received_at),
    context.is_from_file ?? false,
  ]
}
