import { email, flag, id, language, list, object, open, word, words } from '../members.ts'
import { COLUMNS, directoryRow, TABLE, TOPIC } from './directory.ts'

export { COLUMNS, TABLE, TOPIC }
export const TYPE = 'butler.manager.v1'
export const KEYS = ['manager_id'] as const

export const schema = object({
  manager_id: id,
  name: words,
  email: email.nullish(),
  role: word(['manager', 'lead', 'admin']),
  languages: list(language).nullish(),
  shared: flag.nullish(),
  accounts: list(object({ channel: open, id })).nullish(),
})

export const toRow = directoryRow('manager', schema, (data) => data.manager_id)
