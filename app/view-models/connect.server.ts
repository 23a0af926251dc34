/** What /connect shows: who is left to place, which chats have no home, and what was loaded. */
import type { TFunction } from 'i18next'
import { formatCount, formatDateTime, formatDay } from '#reports/month/format.ts'
import { homeName, staffName } from '#reports/month/names.ts'
import { channelWord } from '#reports/month/single-words.ts'
import { importName, type Import } from '#pipelines/imports.server.ts'
import { accountKey, type AccountIs, type Directory } from '#sql/directory/directory.ts'
import {
  isHomeless,
  type AccountToPlace,
  type ChatToPlace,
  type Habits,
} from '#sql/directory/to-place.server.ts'
import { formatDay as dayOf, localDay } from '#sql/time/zone.ts'
import { personOf } from '../auth/person.ts'
import type { Locale } from '../i18n/locale.ts'
import { isOpen, suggestionFor } from './placing.ts'

interface ViewContext {
  directory: Directory
  locale: Locale
  t: TFunction
}

/** What a person may say of an account: a role, or 'shared' for one of ours that several people write from. */
export type Choice = AccountIs['role'] | 'shared'
export const CHOICES: readonly Choice[] = [
  ...(['shared', 'manager', 'bot', 'automation'] as const),
  ...(['owner', 'contractor', 'guest', 'ignore'] as const),
]

export interface AccountRow {
  channel: string
  account: string
  /** '' where nothing is known: the page puts a name that only this browser has */
  name: string
  counts: string
  why: string
  suggested: Choice | null
  /** what holds, in words; '' where nothing was said */
  is: string
}

const choiceOf = ({ role, is_shared }: Pick<AccountIs, 'role' | 'is_shared'>): Choice =>
  is_shared && role === 'manager' ? 'shared' : role

export function accountRows(
  accounts: readonly AccountToPlace[],
  habits: ReadonlyMap<string, Habits>,
  of: ViewContext,
): { open: AccountRow[]; placed: AccountRow[] } {
  const rows = accounts.map((one) => ({ isOpen: isOpen(one), row: accountRow(one, habits, of) }))
  return {
    open: rows.filter((one) => one.isOpen).map(({ row }) => row),
    placed: rows.filter((one) => !one.isOpen).map(({ row }) => row),
  }
}

function accountRow(
  one: AccountToPlace,
  habits: ReadonlyMap<string, Habits>,
  { directory, locale, t }: ViewContext,
): AccountRow {
  const known = habits.get(accountKey(one.channel, one.account)) ?? { began: 0, channel_conversations: 0 }
  const suggestion = isOpen(one) ? suggestionFor(one, known) : null
  const number = (n: number) => formatCount(n, locale)
  const said = one.said.at(-1)
  return {
    channel: one.channel,
    account: one.account,
    name: t('connect.people.account', { id: one.account.slice(0, 4) }),
    counts: [
      channelWord(one.channel, locale),
      t('connect.people.wrote', {
        messages: t('connect.people.messages', { count: one.messages }),
        chats: t('connect.people.chats', { count: one.conversations }),
      }),
    ].join(' · '),
    why: t(`connect.why.${suggestion?.why ?? 'none'}`, {
      chats: number(one.conversations),
      all: number(known.channel_conversations),
    }),
    suggested: suggestion === null ? null : choiceOf(suggestion),
    is: said === undefined ? t('connect.is.told') : saidText(said, directory, t),
  }
}

function saidText(said: AccountIs, directory: Directory, t: TFunction): string {
  const role = t(`connect.is.${choiceOf(said)}`)
  return said.id === '' ? role : `${role}: ${staffName(directory, said.id)}`
}

export interface ChatRow {
  conversation_id: string
  name: string
  counts: string
  /** id of a home, where something speaks for one */
  suggested: string | null
  why: string
}

export function chatRows(chats: readonly ChatToPlace[], of: ViewContext): ChatRow[] {
  const [only, ...others] = [...of.directory.properties.keys()]
  const suggested = others.length === 0 ? (only ?? null) : null
  const why = suggested === null ? '' : of.t('connect.homes.only')
  return chats.filter(isHomeless).map((one) => ({ ...chatRow(one, of), suggested, why }))
}

/** Those of which something was said, with what holds. */
export function decidedRows(chats: readonly ChatToPlace[], of: ViewContext): ChatRow[] {
  return chats.flatMap((one) => {
    if (one.said === undefined) return []
    const home = one.said.versions.at(-1)?.property_id ?? ''
    const isIgnored = one.said.kind === 'ignore'
    const held = home === '' ? '' : homeName(of.directory, home)
    const why = isIgnored ? of.t('connect.homes.notHome') : held
    return [{ ...chatRow(one, of), suggested: isIgnored || home === '' ? null : home, why }]
  })
}

function chatRow(
  one: ChatToPlace,
  { directory, locale, t }: ViewContext,
): Omit<ChatRow, 'suggested' | 'why'> {
  return {
    conversation_id: one.conversation_id,
    name: t('connect.homes.chat', { id: idOf(one.conversation_id) }),
    counts: [
      channelWord(one.channel, locale),
      t('connect.people.messages', { count: one.messages }),
      spanText(one, directory, locale),
    ].join(' · '),
  }
}

function idOf(conversation_id: string): string {
  return conversation_id.replace(/^[a-z]{2}-/, '').slice(0, 4)
}

function spanText({ first_at, last_at }: ChatToPlace, directory: Directory, locale: Locale): string {
  const day = (ms: number) =>
    formatDay(dayOf(localDay(directory.default_timezone, ms)), locale, { withYear: true })
  const [first, last] = [day(first_at), day(last_at)]
  return first === last ? first : `${first} – ${last}`
}

export function homeChoices(directory: Directory): { id: string; name: string }[] {
  return [...directory.properties.keys()]
    .map((id) => ({ id, name: homeName(directory, id) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ru', { numeric: true }))
}

export interface ImportRow {
  id: string
  file: string
  about: string
  when: string
  who: string
  taken: string
  dead: string
  state: Import['state']
  canUndo: boolean
}

export function importRows(imports: readonly Import[], { directory, locale, t }: ViewContext): ImportRow[] {
  return imports.map((one) => {
    const format = t(`connect.format.${one.reader}`, { defaultValue: one.reader })
    const person = personOf(one.person, directory)
    return {
      id: importName(one.import_id),
      file: one.file,
      about: one.connection === '' ? format : `${format} · ${one.connection}`,
      when: formatDateTime(new Date(one.started_at).toISOString(), directory.default_timezone, locale),
      who:
        person === null
          ? t('connect.imports.byTerminal', { name: one.person })
          : person.name === ''
            ? t('frame.admin')
            : person.name,
      taken: formatCount(one.accepted, locale),
      dead: one.dead === 0 ? '' : t('connect.imports.dead', { count: one.dead }),
      state: one.state,
      canUndo: one.state !== 'undone' && one.state !== 'undoing',
    }
  })
}

/** The zone of most homes, which is proposed where a file says none; without homes that of the company. */
export function homesZone({ properties, default_timezone }: Directory): string {
  const homes = new Map<string, number>()
  for (const { timezone } of properties.values()) homes.set(timezone, (homes.get(timezone) ?? 0) + 1)
  const [most] = [...homes].sort((a, b) => b[1] - a[1])
  return most?.[0] ?? default_timezone
}
