import { id, link, list, localDate, object, positive, word, words } from '../members.ts'
import { COLUMNS, directoryRow, TABLE, TOPIC } from './directory.ts'

export { COLUMNS, TABLE, TOPIC }
export const TYPE = 'butler.source.v1'
export const KEYS = ['source_id'] as const

/** What a source can tell completely. */
export const CAPABILITIES = [
  'messages',
  'calls',
  'handoffs',
  'staff',
  'marks',
  'incidents',
  'playbooks',
  'owner_contact',
  'plans',
  'clock',
  'stays',
  'instructions',
  'templates',
  'reviews',
] as const

/** What may be told in part, so that a ratio of it to something else says nothing. */
export const WHOLE_OR_NOT = ['messages', 'incidents', 'stays'] as const

export const schema = object({
  source_id: id,
  name: words,
  reports: list(word(CAPABILITIES)),
  since: localDate.nullish(),
  partial: list(word(WHOLE_OR_NOT)).nullish(),
  properties: list(id).nullish(),
  precision: word(['minute']).nullish(),
  alive_every_s: positive.nullish(),
  link: link.nullish(),
})

export const toRow = directoryRow('source', schema, (data) => data.source_id)
