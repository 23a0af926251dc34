import type { Database } from '#sql/db/client.server.ts'

/** What happens to a message, in order; see sql/schema/0017_report_names.sql. */
export type DeliveryStep =
  | 'queued'
  | 'started'
  | 'data'
  | 'accepted'
  | 'deferred'
  | 'uncertain'
  | 'failed'
  | 'unsubscribed'
  | 'no_address'

/** report: an owner's month. To management: test, prepared (it can be read and held), waiting (it can't be made). */
export type DeliveryKind = 'report' | 'test' | 'prepared' | 'waiting'

/** What is sent to one recipient; the first two name it. */
export interface DeliveryKey {
  /** month, whose, edition: the left of its Message-ID */
  message_key: string
  /** '' where there is nobody to send it to */
  recipient_id: string
  month: string
  kind: DeliveryKind
  /** '' for management */
  owner_id: string
  edition: number
}

/** A row of the log. Times ms UTC. */
export interface DeliveryEntry extends DeliveryKey {
  /** 1, 2, … of this delivery */
  seq: number
  at: number
  step: DeliveryStep
  /** conversations with a server begun so far */
  attempt: number
  /** of them put off by the server or the network since it was last queued */
  deferrals: number
  /** of deferred and uncertain: when it is tried again; else 0 */
  next_at: number
  /** of the server's reply, 0 without one */
  code: number
  /** the server's reply without the address, or the reason */
  detail: string
  /** with queued: the command that it follows, '' for none */
  command_id: string
}

const COLUMNS = [
  ...['month', 'message_key', 'recipient_id', 'seq', 'kind', 'owner_id', 'edition', 'at', 'step', 'attempt'],
  ...['deferrals', 'next_at', 'code', 'detail', 'command_id'],
] as const

/** The next row of a delivery: what is not told is as in the row before. */
export type NextStep = Pick<DeliveryEntry, 'step' | 'at'> &
  Partial<Pick<DeliveryEntry, 'attempt' | 'deferrals' | 'next_at' | 'code' | 'detail' | 'command_id'>>

/** Adds a row. Only the process that holds the lease may: nothing else keeps two from writing the same `seq`. */
export async function addStep(
  db: Database,
  before: DeliveryEntry | DeliveryKey,
  next: NextStep,
): Promise<DeliveryEntry> {
  const [entry] = await addSteps(db, [{ before, next }])
  if (entry === undefined) throw new Error('a step was not written')
  return entry
}

/** Several deliveries' next rows in one insert: all of them or none. */
export async function addSteps(
  db: Database,
  steps: readonly { before: DeliveryEntry | DeliveryKey; next: NextStep }[],
): Promise<DeliveryEntry[]> {
  const entries = steps.map(({ before, next }): DeliveryEntry => {
    const last = 'seq' in before ? before : null
    return {
      ...before,
      seq: (last?.seq ?? 0) + 1,
      attempt: last?.attempt ?? 0,
      deferrals: last?.deferrals ?? 0,
      next_at: 0,
      code: 0,
      detail: '',
      command_id: '',
      ...next,
    }
  })
  await db.insert(
    'report_steps',
    COLUMNS,
    entries.map((entry) => COLUMNS.map((name) => entry[name])),
  )
  return entries
}

export interface LogQuery {
  month?: string
  owner_id?: string
  message_key?: string
  /** ms UTC */
  since?: number
}

const WHERE = `({month:String} = '' or month = {month:String})
    and ({owner_id:String} = '' or owner_id = {owner_id:String})
    and ({message_key:String} = '' or message_key = {message_key:String}) and at >= {since:Int64}`

function paramsOf({ month = '', owner_id = '', message_key = '', since = 0 }: LogQuery) {
  return { month, owner_id, message_key, since }
}

/** Every step, in order of time. */
export async function readSteps(db: Database, query: LogQuery): Promise<DeliveryEntry[]> {
  const rows = await db.readBulk<unknown[]>(
    `select ${COLUMNS.join(', ')} from report_steps final where ${WHERE} order by at, message_key, recipient_id, seq`,
    paramsOf(query),
  )
  return rows.map(entryOf)
}

/** Each delivery as it stands: its last step. */
export async function readDeliveries(db: Database, query: LogQuery): Promise<DeliveryEntry[]> {
  const rows = await db.readBulk<unknown[]>(
    `select ${COLUMNS.join(', ')} from report_steps final where ${WHERE}
    order by month, message_key, recipient_id, seq desc limit 1 by month, message_key, recipient_id`,
    paramsOf(query),
  )
  return rows.map(entryOf)
}

function entryOf(row: readonly unknown[]): DeliveryEntry {
  return Object.fromEntries(COLUMNS.map((name, index) => [name, row[index]])) as unknown as DeliveryEntry
}
