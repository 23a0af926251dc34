import { accountKey } from '#sql/directory/directory.ts'
import { flag, id, localDate, object, open, word } from '../members.ts'
import { COLUMNS, directoryRow, TABLE, TOPIC } from './directory.ts'

export { COLUMNS, TABLE, TOPIC }
export const TYPE = 'butler.account.v1'
export const KEYS = ['account'] as const

export const schema = object({
  channel: open,
  account: id,
  is: word(['guest', 'manager', 'bot', 'owner', 'automation', 'contractor', 'ignore']),
  id: id.nullish(),
  shared: flag.nullish(),
  since: localDate.nullish(),
})

export const toRow = directoryRow('account', schema, ({ channel, account }) => accountKey(channel, account))
