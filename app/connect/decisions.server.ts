/** What somebody decided on /connect, as the rows that `insights map import` takes, too. */
import type { SheetRow } from '#pipelines/sheet.ts'
import type { Directory } from '#sql/directory/directory.ts'
import type { Database } from '#sql/db/client.server.ts'
import { readAccounts, readChats, readHabits } from '#sql/directory/to-place.server.ts'
import { accountRows, chatRows, CHOICES, type Choice } from '../view-models/connect.server.ts'

interface Known {
  db: Database
  directory: Directory
}

type Cells = SheetRow['cells']

/** @returns null where the form is none of these */
export async function decisionsOf(form: FormData, known: Known): Promise<SheetRow[] | null> {
  const cells = await cellsOf(form, known)
  return cells?.map((one, index) => ({ line: index + 1, cells: one })) ?? null
}

async function cellsOf(form: FormData, known: Known): Promise<Cells[] | null> {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  switch (text('intent')) {
    case 'account': {
      const choice = CHOICES.find((one) => one === text('is'))
      if (choice === undefined) return null
      return [accountCells({ channel: text('channel'), account: text('account') }, choice, text('id'))]
    }
    case 'accept_accounts': {
      const habits = await readHabits(known.db)
      const { open } = accountRows(await readAccounts(known.db, known.directory), habits, {
        ...known,
        ...WORDLESS,
      })
      return open.flatMap((one) => (one.suggested === null ? [] : [accountCells(one, one.suggested, '')]))
    }
    case 'chat': {
      const ids = form.getAll('conversation_id').filter((id) => typeof id === 'string')
      return ids.flatMap((id) => chatCells(id, text('is') === 'ignore', text('property_id')))
    }
    case 'accept_chats': {
      const rows = chatRows(await readChats(known.db, known.directory), { ...known, ...WORDLESS })
      return rows.flatMap((one) => chatCells(one.conversation_id, false, one.suggested ?? ''))
    }
    default:
      return null
  }
}

/** Suggestions are decided on; how they are said does not matter here. */
const WORDLESS = { locale: 'ru' as const, t: ((key: string) => key) as never }

function accountCells(
  { channel, account }: { channel: string; account: string },
  choice: Choice,
  id: string,
): Cells {
  const isShared = choice === 'shared'
  return {
    channel,
    account,
    is: isShared ? 'manager' : choice,
    id: choice === 'manager' ? id : '',
    shared: isShared ? 'yes' : '',
    since: '',
  }
}

function chatCells(conversation_id: string, isIgnored: boolean, property_id: string): Cells[] {
  if (!isIgnored && property_id === '') return []
  const home = isIgnored ? '' : property_id
  return [
    { conversation_id, kind: isIgnored ? 'ignore' : 'guest', property_id: home, stay_id: '', since: '' },
  ]
}
