import { email, flag, id, list, object, word, words } from '../members.ts'
import { COLUMNS, directoryRow, TABLE, TOPIC } from './directory.ts'

export { COLUMNS, TABLE, TOPIC }
export const TYPE = 'butler.owner.v1'
export const KEYS = ['owner_id'] as const

export const schema = object({
  owner_id: id,
  name: words,
  email: email.nullish(),
  locale: word(['ru', 'en']).nullish(),
  monthly_report: flag.nullish(),
  copies: list(email).nullish(),
})

export const toRow = directoryRow('owner', schema, (data) => data.owner_id)
