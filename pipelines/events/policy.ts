import type { z } from 'zod'
import { clock, id, instant, named, object, seconds } from '../members.ts'
import { toUtc } from '../time.ts'
import { COLUMNS, directoryRow, TABLE, TOPIC } from './directory.ts'

export { COLUMNS, TABLE, TOPIC }
export const TYPE = 'butler.policy.v1'
export const KEYS = ['policy_id', 'property_id'] as const

const members = object({
  policy_id: id,
  property_id: id.nullish(),
  valid_from: instant,
  answer_within_s: seconds,
  night_answer_within_s: seconds.nullish(),
  night_from: clock,
  night_to: clock,
  resolve_within_s: seconds,
  resolve_within_by_category: named(seconds).nullish(),
  follow_up_within_s: seconds.nullish(),
})

type Data = z.infer<typeof members>

export const schema = members.superRefine(({ night_from, night_to }, context) => {
  if (night_from !== night_to) return
  const message = 'is the same as night_from; send the time at which the night ends'
  context.addIssue({ code: 'custom', path: ['night_to'], message })
})

export const toRow = directoryRow(
  'policy',
  schema,
  (data: Data) => data.policy_id,
  (data) => ({ ...data, valid_from: toUtc(data.valid_from) }),
)
