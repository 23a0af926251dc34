import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readError } from '#pipelines/import.server.ts'
import {
  ACCOUNT_COLUMNS,
  accountCells,
  CHAT_COLUMNS,
  chatCells,
  dayCell,
  HOME_COLUMNS,
} from '#pipelines/mapping.ts'
import { say } from '#pipelines/said.server.ts'
import { readSheet } from '#pipelines/sheet.ts'
import { csvLine, type Cell } from '#reports/month/csv.ts'
import { PlainError, UsageError } from '#sql/db/errors.ts'
import { readListings } from '#sql/directory/listings-to-place.server.ts'
import { isHomeless, isLeftToPlace, readAccounts, readChats } from '#sql/directory/to-place.server.ts'
import type { CommandContext } from './context.ts'

const MARK = '\ufeff'

/** insights map export FOLDER: three sheets, accounts.csv, chats.csv and homes.csv, what is not placed first. */
export async function exportMap(folder: string, context: CommandContext): Promise<void> {
  const store = await context.store()
  const directory = await store.directory()
  const [accounts, chats] = [await readAccounts(store.db, directory), await readChats(store.db, directory)]
  const listings = await readListings(store.db, directory)
  const iso = (ms: number | null) => (ms === null ? '' : new Date(ms).toISOString())
  const accountRows = accounts.flatMap(({ said, first_at, last_at, roles, ...one }) => {
    const counts = [one.channel, one.account, one.messages, one.conversations, iso(first_at), iso(last_at)]
    return (said.length === 0 ? [undefined] : said).map((version) => {
      const cells = accountCells(version)
      return [...counts, roles.join(' '), ...ACCOUNT_COLUMNS.map((column) => cells[column])]
    })
  })
  const chatRows = chats.flatMap(({ said, first_at, last_at, homes, ...one }) => {
    const counts = [one.conversation_id, one.channel, one.messages, iso(first_at), iso(last_at)]
    const found = homes.filter((home) => home !== '').join(' ')
    return chatCells(said).map((cells) => [...counts, found, ...CHAT_COLUMNS.map((column) => cells[column])])
  })
  const homeRows = listings.map(({ home, since, first_at, last_at, ...one }) => [
    ...[one.listing_id, one.channel, one.conversations, one.messages, iso(first_at), iso(last_at)],
    ...[home?.name ?? '', home?.property_id ?? '', dayCell(since)],
  ])
  const write = async (name: string, rows: readonly (readonly Cell[])[]) => {
    const file = path.resolve(context.cwd, folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, MARK + rows.map(csvLine).join('')).catch((error: unknown) => {
      throw new PlainError(`${file} can't be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`)
    })
    context.out(`${file}\n`)
  }
  const counts = ['messages', 'first_at', 'last_at']
  const accountHead = ['channel', 'account', 'messages', 'conversations', 'first_at', 'last_at', 'roles_told']
  await write('accounts.csv', [[...accountHead, ...ACCOUNT_COLUMNS], ...accountRows])
  await write('chats.csv', [
    ['conversation_id', 'channel', ...counts, 'homes_found', ...CHAT_COLUMNS],
    ...chatRows,
  ])
  await write('homes.csv', [
    ['listing_id', 'channel', 'conversations', ...counts, 'name', ...HOME_COLUMNS],
    ...homeRows,
  ])
  const unplaced = accounts.filter(isLeftToPlace).length
  const homeless = chats.filter(isHomeless).length
  const unclaimed = listings.filter(({ home }) => home === undefined).length
  context.out(
    `${unplaced} accounts are not placed, ${homeless} chats have no home, ${unclaimed} listings are of no home\n`,
  )
}

/** insights map import FILE…: all of a sheet or nothing of it. */
export async function importMap(files: readonly string[], context: CommandContext): Promise<void> {
  if (files.length === 0)
    throw new UsageError('give accounts.csv, chats.csv or homes.csv, as `insights map export` wrote them')
  const store = await context.store()
  for (const name of files) {
    const file = path.resolve(context.cwd, name)
    const bytes = await readFile(file).catch((error: unknown) => {
      throw readError(error, name, 0)
    })
    const said = await say({ sink: store.sink, directory: await store.directory() }, readSheet(name, bytes), {
      origin: 'insights map import',
      now: context.now(),
    }).catch((error: unknown) => {
      throw error instanceof PlainError ? new PlainError(`${name}: ${error.message}`) : error
    })
    await store.facts.drain()
    context.out(`${name}: ${said} said, the others are so already\n`)
  }
}
