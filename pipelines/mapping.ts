/** What a sheet says of accounts and chats, as events: of the rows that say something new. */
import { randomUUID } from 'node:crypto'
import {
  accountKey,
  type AccountIs,
  type Chat,
  type Directory,
  MAP_SOURCE,
} from '#sql/directory/directory.ts'
import { formatDay } from '#sql/time/zone.ts'
import type { SheetRow } from './sheet.ts'

export const ACCOUNT_COLUMNS = ['is', 'id', 'shared', 'since'] as const
export const CHAT_COLUMNS = ['kind', 'property_id', 'stay_id', 'since'] as const

export const HOME_COLUMNS = ['property_id', 'since'] as const

export type AccountCells = Record<(typeof ACCOUNT_COLUMNS)[number], string>
export type ChatCells = Record<(typeof CHAT_COLUMNS)[number], string>

export interface SaidEvent {
  line: number
  event: Record<string, unknown>
}

/** A version of an account as the sheet's cells say it. */
export function accountCells(said: AccountIs | undefined): AccountCells {
  if (said === undefined) return { is: '', id: '', shared: '', since: '' }
  const { role, id, is_shared, since } = said
  return { is: role, id, shared: is_shared ? 'yes' : '', since: dayCell(since) }
}

/** Each version of a chat; one without anything where nothing is said. */
export function chatCells(said: Chat | undefined): ChatCells[] {
  if (said === undefined) return [{ kind: '', property_id: '', stay_id: '', since: '' }]
  return said.versions.map(({ property_id, stay_id, since }) => ({
    kind: said.kind,
    property_id,
    stay_id,
    since: dayCell(since),
  }))
}

export function dayCell(day: number): string {
  return day === -Infinity ? '' : formatDay(day)
}

/**
 * The events of a sheet of accounts, of chats or of homes; which of them it is says its first line. Rows that say nothing, or what is
 * said already, are passed over.
 * @returns faults: sentences that name the line; with any of them nothing is to be taken
 */
export function eventsOf(
  rows: readonly SheetRow[],
  directory: Directory,
  now: number,
): { events: SaidEvent[]; faults: string[] } {
  const events: SaidEvent[] = []
  const faults: string[] = []
  const names = new Set(Object.keys(rows[0]?.cells ?? {}))
  const kind = KINDS.find(({ columns }) => columns.every((name) => names.has(name)))
  if (kind === undefined)
    return {
      events,
      faults: [
        'the first line names neither channel, account and is, nor conversation_id, nor listing_id, channel and property_id',
      ],
    }
  for (const { line, cells } of rows) {
    const { type, data, fault } = kind.read(cells, directory)
    if (fault !== null) faults.push(`line ${line}: ${fault}`)
    if (data === null) continue
    events.push({
      line,
      event: {
        specversion: '1.0',
        id: randomUUID(),
        source: MAP_SOURCE,
        type,
        time: new Date(now).toISOString(),
        data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== '' && value !== false)),
      },
    })
  }
  return { events, faults }
}

interface Said {
  type: string
  /** null: nothing new */
  data: Record<string, unknown> | null
  fault: string | null
}

/** By the columns that only they have. */
const KINDS: readonly {
  columns: readonly string[]
  read: (cells: Record<string, string>, directory: Directory) => Said
}[] = [
  { columns: ['channel', 'account', 'is'], read: accountOf },
  { columns: ['conversation_id'], read: chatOf },
  { columns: ['listing_id', 'channel', 'property_id'], read: homeOf },
]

const YES = new Set(['yes', 'true', '1', 'да', 'x', 'х', '+'])

function accountOf(cells: Record<string, string>, directory: Directory): Said {
  const type = 'butler.account.v1'
  const { channel = '', account = '', is = '', id = '', shared = '', since = '' } = cells
  const now = { is, id, shared: YES.has(shared.toLowerCase()) ? 'yes' : '', since }
  const said = directory.accounts.get(accountKey(channel, account)) ?? []
  const isNew = is !== '' && !isSaid(now, said.map(accountCells))
  if (!isNew) return { type, data: null, fault: is === '' && id !== '' ? 'is must say what it is' : null }
  const isUnknown = is === 'manager' && id !== '' && !directory.managers.has(id)
  const fault = isUnknown ? `unknown manager ${id}: announce them first with butler.manager.v1` : null
  return { type, data: { channel, account, ...now, shared: now.shared !== '' }, fault }
}

function chatOf(cells: Record<string, string>, directory: Directory): Said {
  const type = 'butler.chat.v1'
  const { conversation_id = '', kind = '', property_id = '', stay_id = '', since = '' } = cells
  const now = { kind, property_id, stay_id, since }
  const said = directory.chats.get(conversation_id)
  const isNothing = [kind, property_id, stay_id].every((cell) => cell === '')
  if (isNothing || isSaid(now, said === undefined ? [] : chatCells(said)))
    return { type, data: null, fault: null }
  const isUnknown = property_id !== '' && !directory.properties.has(property_id)
  const fault = isUnknown ? `unknown home ${property_id}: announce it first with butler.property.v1` : null
  return { type, data: { conversation_id, ...now }, fault }
}

/**
 * That a home has an advertisement. It is said beside what else is told of the home, all of which stays as it stands; where two
 * homes are said to have it, what was said last counts (docs/events.md).
 */
function homeOf(cells: Record<string, string>, directory: Directory): Said {
  const type = 'butler.property.v1'
  const { listing_id = '', channel = '', property_id = '', since = '' } = cells
  if (listing_id === '' || property_id === '') return { type, data: null, fault: null }
  const claims = directory.listings.get(listing_id) ?? []
  const last = claims.findLast((claim) => dayCell(claim.since) === since)
  if (last?.property_id === property_id && last.channel === channel) return { type, data: null, fault: null }
  const home = directory.properties.get(property_id)
  const unknown = `unknown home ${property_id}: announce it first with butler.property.v1, or import a sheet of homes`
  const listing = { channel, id: listing_id, ...(since === '' ? {} : { since }) }
  return {
    type,
    data: { property_id, name: home?.name ?? '', listings: [listing] },
    fault: home === undefined ? unknown : null,
  }
}

/** Whether it is what holds of its since: the last that was said of it. */
function isSaid<Cells extends AccountCells | ChatCells>(now: Cells, versions: readonly Cells[]): boolean {
  const last = versions.findLast(({ since }) => since === now.since)
  return last !== undefined && (Object.keys(now) as (keyof Cells)[]).every((name) => last[name] === now[name])
}
