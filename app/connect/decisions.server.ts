/** What somebody decided on /connect, as the rows that `insights map import` takes, too. */
import type { SheetRow } from '#pipelines/sheet.ts'
import { CHOICES, type Choice } from '../view-models/connect.server.ts'

type Cells = SheetRow['cells']

/**
 * Suggestions are sent as they were seen, so that what is accepted is what was shown, be it by a name that only that
 * browser knows.
 * @returns null where the form is none of these
 */
export function decisionsOf(form: FormData): SheetRow[] | null {
  return cellsOf(form)?.map((cells, index) => ({ line: index + 1, cells })) ?? null
}

function all(form: FormData, name: string): string[] {
  return form.getAll(name).map((value) => (typeof value === 'string' ? value : ''))
}

function cellsOf(form: FormData): Cells[] | null {
  const text = (name: string) => all(form, name)[0] ?? ''
  switch (text('intent')) {
    case 'account': {
      const choice = CHOICES.find((one) => one === text('is'))
      if (choice === undefined) return null
      return [accountCells({ channel: text('channel'), account: text('account') }, choice, text('id'))]
    }
    case 'accept_accounts': {
      const column = (name: string) => all(form, name)
      const [channels, choices, ids] = [column('channel'), column('is'), column('id')]
      return column('account').flatMap((account, index) => {
        const choice = CHOICES.find((one) => one === choices[index])
        const channel = channels[index] ?? ''
        return choice === undefined ? [] : [accountCells({ channel, account }, choice, ids[index] ?? '')]
      })
    }
    case 'chat': {
      return all(form, 'conversation_id').flatMap((id) =>
        chatCells(id, text('is') === 'ignore', text('property_id')),
      )
    }
    case 'accept_chats': {
      const homes = all(form, 'property_id')
      return all(form, 'conversation_id').flatMap((id, index) => chatCells(id, false, homes[index] ?? ''))
    }
    default:
      return null
  }
}

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
