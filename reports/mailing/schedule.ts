import type { Directory, Owner } from '#sql/directory/directory.ts'
import { DAY_MS, formatDay, localDay, MINUTE_MS } from '#sql/time/zone.ts'
import { noteAddress } from './addresses.server.ts'
import { dueMonth, GATHER_MS, WATCHED_MS } from './calendar.ts'
import { deliverDue, type Post } from './deliver.server.ts'
import { addSteps, readDeliveries, type DeliveryEntry, type DeliveryKind } from './delivery-log.server.ts'
import {
  changesSince,
  LAST_EDITION,
  prepareReport,
  queueReport,
  restateReport,
  sealReport,
} from './issue.server.ts'
import { readCommands, type ReportCommand } from './commands.server.ts'
import { managementOf, recipientsOf } from './recipients.ts'
import {
  managementZone,
  ownerDue,
  ownersOf,
  ownerZone,
  messageKeyOf,
  sendTime,
  type Reports,
} from './reports.ts'
import {
  PREPARED,
  readSealedSince,
  readSnapshot,
  readSnapshotHeads,
  type SnapshotHead,
} from './snapshots.server.ts'

/** A report that could not be made is tried again after so long. */
const AGAIN_MS = 5 * MINUTE_MS
/** A sent month is compared with its events once in so long. */
const CHECK_EVERY_MS = DAY_MS
/** So many at a time, so that sending goes on beside it. */
const MOST_CHECKS = 20
/** Orders are followed for so long. */
const COMMANDS_FOR_MS = 62 * DAY_MS

/** What a scheduler remembers between its rounds; a new process does without it. */
export interface ScheduleMemory {
  /** ms UTC */
  started_at: number
  /** owner and month → when it may be tried again, ms UTC */
  waiting: Map<string, number>
}

/** @param started_at when reports were first run over this database: what should have gone out before never does */
export const newMemory = (started_at: number): ScheduleMemory => ({ started_at, waiting: new Map() })

/** One round: prepares, seals and queues what is due by its owners' clocks, tells management, restates, sends. */
export async function tick(post: Post, memory: ScheduleMemory): Promise<void> {
  const of = post.reports
  const directory = await of.directory()
  const commands = await readCommands(of.db, { since: of.now() - COMMANDS_FOR_MS })
  await followCommands({ post, memory, directory, commands })
  const months = new Map<string, Owner[]>()
  for (const owner of directory.owners.values()) {
    const month = dueMonth(of.now(), ownerZone(directory, owner.owner_id), of.env)
    months.set(month, [...(months.get(month) ?? []), owner])
  }
  for (const [month, due] of months) {
    if (!post.isMine()) return
    const mine = new Set(ownersOf(directory, month).map(({ owner_id }) => owner_id))
    const owners = due.filter(
      ({ owner_id }) =>
        mine.has(owner_id) && ownerDue(of, directory, owner_id, month).send_at > memory.started_at,
    )
    await advanceMonth({ post, memory, directory, commands }, month, owners)
  }
  await restate(post, directory)
  await deliverDue(post)
}

/** Only what somebody asked for, and what is on its way. */
export async function followRequested(post: Post, memory: ScheduleMemory): Promise<void> {
  const of = post.reports
  const directory = await of.directory()
  const commands = await readCommands(of.db, { since: of.now() - COMMANDS_FOR_MS })
  await followCommands({ post, memory, directory, commands })
  await deliverDue(post)
}

interface Round {
  post: Post
  memory: ScheduleMemory
  directory: Directory
  commands: readonly ReportCommand[]
}

async function advanceMonth(round: Round, month: string, owners: readonly Owner[]): Promise<void> {
  const { post, memory, directory } = round
  const of = post.reports
  const heads = new Map<string, SnapshotHead[]>()
  for (const head of await readSnapshotHeads(of.db, { month }))
    heads.set(head.owner_id, [...(heads.get(head.owner_id) ?? []), head])
  const queued = new Set((await readDeliveries(of.db, { month })).map(({ message_key }) => message_key))
  const failed: string[] = []
  for (const owner of owners) {
    if (!post.isMine()) return
    const advance = () =>
      advanceOwner(round, month, owner, { heads: heads.get(owner.owner_id) ?? [], queued })
    if (!(await tried(of, memory, owner, month, advance))) failed.push(owner.owner_id)
  }
  if (failed.length > 0) {
    const today = formatDay(localDay(managementZone(directory), of.now()))
    await tellManagement(of, directory, {
      month,
      kind: 'waiting',
      name: today,
      detail: JSON.stringify(failed),
    })
  }
  const isPrepared = (owner: Owner) => !failed.includes(owner.owner_id) && recipientsOf(owner).length > 0
  if (owners.some((owner) => owner.monthly_report && isPrepared(owner)))
    await tellManagement(of, directory, { month, kind: 'prepared', name: 'owners', detail: '' })
}

/** @returns whether it worked; what did not is tried again in a while, and false until then */
async function tried(
  of: Reports,
  memory: ScheduleMemory,
  { owner_id }: Owner,
  month: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const key = `${owner_id} ${month}`
  if ((memory.waiting.get(key) ?? 0) > of.now()) return false
  try {
    await work()
    memory.waiting.delete(key)
    return true
  } catch (error) {
    memory.waiting.set(key, of.now() + AGAIN_MS)
    of.log({ level: 'error', event: 'report_waits', month, error: nameOf(error) })
    return false
  }
}

async function advanceOwner(
  { post, directory, commands }: Round,
  month: string,
  owner: Owner,
  { heads, queued }: { heads: readonly SnapshotHead[]; queued: ReadonlySet<string> },
): Promise<void> {
  const of = post.reports
  const sealed = heads.find(({ edition, sealed_at }) => edition === 1 && sealed_at > 0)
  if (sealed !== undefined) {
    // a process ended between the sealing and the queueing
    if (!queued.has(messageKeyOf(month, owner.owner_id, 1))) await queueReport(of, owner, sealed)
    return
  }
  if (!owner.monthly_report) return
  const due = ownerDue(of, directory, owner.owner_id, month)
  const prepared = heads.find(({ edition }) => edition === PREPARED)
  if (prepared === undefined) {
    await prepareReport(of, directory, owner, month)
    of.log({ level: 'info', event: 'report_prepared', month })
    return
  }
  const own = commands.filter((command) => command.owner_id === owner.owner_id && command.month === month)
  if (sendTime(due, prepared.frozen_at, own).send_at > of.now()) return
  await sealReport(of, directory, owner, month)
  of.log({ level: 'info', event: 'report_sealed', month })
}

/** One mail to each of leads and admins; the same name once. */
async function tellManagement(
  of: Reports,
  directory: Directory,
  { month, kind, name, detail }: { month: string; kind: DeliveryKind; name: string; detail: string },
): Promise<void> {
  const message_key = `${month}.${kind}.${name}`
  if ((await readDeliveries(of.db, { month, message_key })).length > 0) return
  await addSteps(
    of.db,
    managementOf(directory).map(({ recipient_id }) => ({
      before: { message_key, recipient_id, month, kind, owner_id: '', edition: 0 },
      next: { at: of.now(), step: 'queued' as const, detail },
    })),
  )
}

/** Sends what somebody asked for. Each command once: what was done after it shows that it was followed. */
async function followCommands({ post, memory, directory, commands }: Round): Promise<void> {
  const of = post.reports
  const sends = commands.filter(({ kind }) => kind === 'send' || kind === 'resend' || kind === 'test')
  if (sends.length === 0) return
  const messages = new Map<string, DeliveryEntry[]>()
  for (const entry of await readDeliveries(of.db, {}))
    messages.set(entry.message_key, [...(messages.get(entry.message_key) ?? []), entry])
  for (const command of sends) {
    const owner = directory.owners.get(command.owner_id)
    if (owner === undefined || !post.isMine()) continue
    const message_key = messageKeyOf(command.month, command.owner_id, partOfMessageKey(command))
    const known = messages.get(message_key) ?? []
    if (command.kind === 'resend') await resend(of, owner, command, known)
    else if (known.length > 0) continue
    else if (command.kind === 'send') {
      const send = () => sealReport(of, directory, owner, command.month)
      if (!(await tried(of, memory, owner, command.month, send))) continue
    } else {
      const { recipient_id, month, owner_id, command_id } = command
      const before = { message_key, recipient_id, month, kind: 'test' as const, owner_id, edition: 0 }
      await addSteps(of.db, [{ before, next: { at: of.now(), step: 'queued', command_id } }])
    }
  }
}

function partOfMessageKey({ kind, edition, command_id }: ReportCommand): number | string {
  if (kind === 'test') return `test-${command_id}`
  return kind === 'resend' ? edition : 1
}

async function resend(
  of: Reports,
  owner: Owner,
  command: ReportCommand,
  rows: readonly DeliveryEntry[],
): Promise<void> {
  if (rows.length === 0 || !owner.monthly_report) return
  const { month, command_id, edition } = command
  const message_key = messageKeyOf(month, owner.owner_id, edition)
  const known = new Map(rows.map((entry) => [entry.recipient_id, entry]))
  const steps = recipientsOf(owner).flatMap(({ recipient_id }) => {
    const entry = known.get(recipient_id)
    const isMissed = entry?.step !== 'accepted' && entry?.step !== 'unsubscribed'
    const isRequested = command.recipient_id === '' ? isMissed : command.recipient_id === recipient_id
    // older than what happened since: it was followed, or has nothing to mend
    if (!isRequested || (entry !== undefined && (entry.at > command.at || isUnderWay(entry)))) return []
    const key = {
      message_key,
      recipient_id,
      month,
      kind: 'report' as const,
      owner_id: owner.owner_id,
      edition,
    }
    const at = Math.max(of.now(), command.at + 1)
    return [{ before: entry ?? key, next: { at, step: 'queued' as const, deferrals: 0, command_id } }]
  })
  for (const { before } of steps)
    if ('step' in before && before.step === 'failed')
      await noteAddress(of.db, {
        recipient_id: before.recipient_id,
        owner_id: '',
        at: of.now(),
        state: 'restored',
        detail: '',
        person: command.person,
      })
  await addSteps(of.db, steps)
}

/** It is being sent, or will be at once. */
function isUnderWay({ step }: DeliveryEntry): boolean {
  return step === 'queued' || step === 'started' || step === 'data'
}

/** Compares sent months with what their events say now; what differs for a week is sent as a restatement, once. */
async function restate(post: Post, directory: Directory): Promise<void> {
  const of = post.reports
  const now = of.now()
  const last = new Map<string, SnapshotHead>()
  for (const head of await readSealedSince(of.db, now - WATCHED_MS))
    last.set(`${head.month} ${head.owner_id}`, head)
  const checks = await readChecks(of)
  const queued = new Set(
    (await readDeliveries(of.db, { since: now - WATCHED_MS })).map(({ message_key }) => message_key),
  )
  let left = MOST_CHECKS
  for (const [key, head] of last) {
    const owner = directory.owners.get(head.owner_id)
    if (owner?.monthly_report !== true) continue
    if (head.edition >= LAST_EDITION) {
      if (!queued.has(messageKeyOf(head.month, head.owner_id, head.edition)))
        await queueReport(of, owner, head)
      continue
    }
    const check = checks.get(key)
    if ((check?.checked_at ?? head.sealed_at) + CHECK_EVERY_MS > now) continue
    if (left-- === 0 || !post.isMine()) return
    try {
      await checkOne(of, directory, owner, head, check?.differs_since ?? 0)
    } catch (error) {
      await writeCheck(of, head, check?.differs_since ?? 0)
      of.log({ level: 'error', event: 'report_not_compared', month: head.month, error: nameOf(error) })
    }
  }
}

async function checkOne(
  of: Reports,
  directory: Directory,
  owner: Owner,
  head: SnapshotHead,
  differs_since: number,
): Promise<void> {
  const snapshot = await readSnapshot(of.db, head)
  const found = snapshot === null ? null : await changesSince(of, directory, owner, snapshot)
  if (snapshot === null || found === null || found.changes.length === 0) {
    await writeCheck(of, head, 0)
    return
  }
  const since = differs_since === 0 ? of.now() : differs_since
  if (since + GATHER_MS <= of.now()) {
    await restateReport(of, owner, snapshot, found)
    of.log({ level: 'info', event: 'report_restated', month: head.month, changes: found.changes.length })
  }
  await writeCheck(of, head, since)
}

async function readChecks(of: Reports): Promise<Map<string, { checked_at: number; differs_since: number }>> {
  const rows = await of.db.readBulk<[string, string, number, number]>(
    'select month, owner_id, checked_at, differs_since from report_checks final',
  )
  return new Map(
    rows.map(([month, owner_id, checked_at, differs_since]) => [
      `${month} ${owner_id}`,
      { checked_at, differs_since },
    ]),
  )
}

async function writeCheck(of: Reports, head: SnapshotHead, differs_since: number): Promise<void> {
  await of.db.insert(
    'report_checks',
    ['month', 'owner_id', 'checked_at', 'differs_since'],
    [[head.month, head.owner_id, of.now(), differs_since]],
  )
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown')
