import { id, localDate, object, word } from '../members.ts'
import { COLUMNS, directoryRow, TABLE, TOPIC } from './directory.ts'

export { COLUMNS, TABLE, TOPIC }
export const TYPE = 'butler.chat.v1'
export const KEYS = ['conversation_id', 'property_id', 'stay_id'] as const

export const schema = object({
  conversation_id: id,
  kind: word(['guest', 'team', 'owner', 'contractor', 'ignore']).nullish(),
  property_id: id.nullish(),
  stay_id: id.nullish(),
  since: localDate.nullish(),
})

export const toRow = directoryRow('chat', schema, (data) => data.conversation_id)
