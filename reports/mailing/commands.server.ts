import { randomUUID } from 'node:crypto'
import type { Database } from '#sql/db/client.server.ts'

/** What a person asked for; see sql/schema/0017_report_names.sql. */
export type ReportCommandKind = 'hold' | 'release' | 'send' | 'resend' | 'test'

export interface ReportCommand {
  month: string
  owner_id: string
  /** ms UTC */
  at: number
  command_id: string
  kind: ReportCommandKind
  /** with resend */
  edition: number
  /** with resend and test; '' with resend: all that did not get it */
  recipient_id: string
  /** with hold */
  reason: string
  /** manager:ID, or admin */
  person: string
}

const COLUMNS = [
  ...['month', 'owner_id', 'at', 'command_id', 'kind'],
  ...['edition', 'recipient_id', 'reason', 'person'],
]

type Row = [
  ...[
    month: string,
    owner_id: string,
    at: number,
    command_id: string,
    kind: ReportCommandKind,
    edition: number,
  ],
  ...[recipient_id: string, reason: string, person: string],
]

/** Any process may give one; the process that holds the lease of reports carries it out. */
export async function giveCommand(
  db: Database,
  command: Pick<ReportCommand, 'month' | 'owner_id' | 'at' | 'kind' | 'person'> & Partial<ReportCommand>,
): Promise<ReportCommand> {
  const whole: ReportCommand = {
    command_id: randomUUID(),
    edition: 0,
    recipient_id: '',
    reason: '',
    ...command,
  }
  await db.insert('report_commands', COLUMNS, [
    [
      ...[whole.month, whole.owner_id, whole.at, whole.command_id, whole.kind, whole.edition],
      ...[whole.recipient_id, whole.reason, whole.person],
    ],
  ])
  return whole
}

/** In order of time. */
export async function readCommands(
  db: Database,
  { month = '', owner_id = '', since = 0 }: { month?: string; owner_id?: string; since?: number },
): Promise<ReportCommand[]> {
  const rows = await db.readBulk<Row>(
    `select ${COLUMNS.join(', ')} from report_commands final
    where ({month:String} = '' or month = {month:String}) and at >= {since:Int64}
        and ({owner_id:String} = '' or owner_id = {owner_id:String})
    order by at, command_id`,
    { month, owner_id, since },
  )
  return rows.map(([month, owner_id, at, command_id, kind, edition, recipient_id, reason, person]) => ({
    month,
    owner_id,
    at,
    command_id,
    kind,
    edition,
    recipient_id,
    reason,
    person,
  }))
}
