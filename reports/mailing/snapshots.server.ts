import type { Database } from '#sql/db/client.server.ts'
import { byCurrentId } from '#sql/metrics/former.ts'
import { canonicalJson, sha256 } from '#reports/month/canonical-json.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import type { Edition, EditionChange } from '#reports/month/edition.ts'
import type { Locale } from '#reports/month/format.ts'

/** The preparation: what management reads; 1 is what is sent first. */
export const PREPARED = 0

/** What a month said, frozen before anything was drawn. Times ms UTC, 0: not yet. */
export interface Snapshot {
  month: string
  owner_id: string
  /** 0 the preparation, 1 as first sent, from 2 on a restatement */
  edition: number
  contents: ReportContents
  /** of the canonical JSON of the contents, hex */
  contents_sha256: string
  definitions: string
  locale: Locale
  as_of: number
  data_as_of: number
  previous_sealed_at: number
  changes: EditionChange[]
  frozen_at: number
  sealed_at: number
  /** '' until it is drawn */
  pdf_sha256: string
}

/** A snapshot without the contents: what lists show. */
export type SnapshotHead = Omit<Snapshot, 'contents'>

const COLUMNS = [
  ...['month', 'owner_id', 'edition', 'contents', 'contents_sha256', 'definitions', 'locale', 'as_of'],
  ...['data_as_of', 'previous_sealed_at', 'changes', 'frozen_at', 'sealed_at', 'pdf_sha256', 'version'],
] as const
const HEAD = `month, owner_id, edition, contents_sha256, definitions, locale, as_of, data_as_of, previous_sealed_at,
    changes, frozen_at, sealed_at, pdf_sha256`

/** Freezes what was read. The same edition frozen again before it was sealed takes the place of the first. */
export async function freeze(
  db: Database,
  contents: ReportContents,
  of: {
    owner_id: string
    edition: number
    locale: Locale
    frozen_at: number
    previous_sealed_at?: number
    changes?: EditionChange[]
  },
): Promise<Snapshot> {
  const snapshot: Snapshot = {
    month: contents.period.month,
    owner_id: of.owner_id,
    edition: of.edition,
    contents,
    contents_sha256: sha256(canonicalJson(contents)),
    definitions: contents.definitions,
    locale: of.locale,
    as_of: Date.parse(contents.as_of),
    data_as_of: contents.data_as_of === null ? 0 : Date.parse(contents.data_as_of),
    previous_sealed_at: of.previous_sealed_at ?? 0,
    changes: of.changes ?? [],
    frozen_at: of.frozen_at,
    sealed_at: 0,
    pdf_sha256: '',
  }
  await write(db, snapshot)
  return snapshot
}

/** From here on it is what was sent: its PDF is kept, and nothing of it changes any more. */
export async function seal(
  db: Database,
  snapshot: Snapshot,
  pdf: Uint8Array,
  sealed_at: number,
): Promise<Snapshot> {
  const sealed = { ...snapshot, sealed_at, pdf_sha256: sha256(pdf) }
  await db.insert(
    'report_files',
    ['pdf_sha256', 'bytes', 'made_at'],
    [[sealed.pdf_sha256, Buffer.from(pdf).toString('base64'), sealed_at]],
  )
  await write(db, sealed)
  return sealed
}

async function write(db: Database, { contents, changes, ...head }: Snapshot): Promise<void> {
  const row = {
    ...head,
    contents: canonicalJson(contents),
    changes: canonicalJson(changes),
    version: head.sealed_at === 0 ? 0 : 1,
  }
  await db.insert('report_snapshots', COLUMNS, [COLUMNS.map((name) => row[name])])
}

/** null where there is none. */
export async function readSnapshot(
  db: Database,
  { month, owner_id, edition }: { month: string; owner_id: string; edition: number },
): Promise<Snapshot | null> {
  const [row] = await db.readBulk<[...HeadRow, string]>(
    `select ${HEAD}, contents from report_snapshots final
    where month = {month:String} and owner_id = {owner_id:String} and edition = {edition:UInt16}`,
    { month, owner_id, edition },
  )
  if (row === undefined) return null
  return { ...headOf(row), contents: byNamesOfNow(JSON.parse(row[13]) as ReportContents) }
}

/** What was sealed by a metric's former name is read by the one of now. */
function byNamesOfNow(contents: ReportContents): ReportContents {
  const { answer } = contents.reviews
  const now = <T>(values: Record<string, T>) => byCurrentId(answer.subject, values)
  return {
    ...contents,
    reviews: {
      ...contents.reviews,
      answer: {
        ...answer,
        total: now(answer.total),
        not_reported: now(answer.not_reported),
        since: now(answer.since),
        ...(answer.nothing_to_count === undefined ? {} : { nothing_to_count: now(answer.nothing_to_count) }),
      },
    },
  }
}

/** Of a month, of all owners or of one, by owner and edition. */
export async function readSnapshotHeads(
  db: Database,
  { month, owner_id }: { month: string; owner_id?: string | undefined },
): Promise<SnapshotHead[]> {
  const rows = await db.readBulk<HeadRow>(
    `select ${HEAD} from report_snapshots final
    where month = {month:String} and ({owner_id:String} = '' or owner_id = {owner_id:String})
    order by owner_id, edition`,
    { month, owner_id: owner_id ?? '' },
  )
  return rows.map(headOf)
}

/** Of an owner, of every month, by month and edition. */
export async function readOwnerHeads(db: Database, owner_id: string): Promise<SnapshotHead[]> {
  const rows = await db.readBulk<HeadRow>(
    `select ${HEAD} from report_snapshots final where owner_id = {owner_id:String} order by month, edition`,
    { owner_id },
  )
  return rows.map(headOf)
}

/** Sealed editions since a moment: what late events may still change. */
export async function readSealedSince(db: Database, since: number): Promise<SnapshotHead[]> {
  const rows = await db.readBulk<HeadRow>(
    `select ${HEAD} from report_snapshots final where sealed_at >= {since:Int64} and edition > 0
    order by month, owner_id, edition`,
    { since },
  )
  return rows.map(headOf)
}

/** The edition that carries a PDF of these bytes; null: none was ever sent. */
export async function findByPdf(db: Database, pdf_sha256: string): Promise<SnapshotHead | null> {
  const [row] = await db.readBulk<HeadRow>(
    `select ${HEAD} from report_snapshots final where pdf_sha256 = {pdf_sha256:String} and sealed_at > 0
    order by sealed_at limit 1`,
    { pdf_sha256 },
  )
  return row === undefined ? null : headOf(row)
}

/** The bytes that were sent; null where none are kept. */
export async function readPdf(db: Database, pdf_sha256: string): Promise<Uint8Array | null> {
  const [row] = await db.readBulk<[string]>(
    'select bytes from report_files final where pdf_sha256 = {pdf_sha256:String}',
    { pdf_sha256 },
  )
  return row === undefined ? null : new Uint8Array(Buffer.from(row[0], 'base64'))
}

/** As the drawing takes it; null for the preparation. */
export function editionOf({
  edition,
  previous_sealed_at,
  changes,
}: Pick<Snapshot, 'edition' | 'previous_sealed_at' | 'changes'>): Edition | null {
  if (edition === PREPARED) return null
  return {
    number: edition,
    previous_sealed_at: previous_sealed_at === 0 ? null : new Date(previous_sealed_at).toISOString(),
    changes,
  }
}

type HeadRow = [
  ...[month: string, owner_id: string, edition: number, contents_sha256: string, definitions: string],
  ...[locale: string, as_of: number, data_as_of: number, previous_sealed_at: number, changes: string],
  ...[frozen_at: number, sealed_at: number, pdf_sha256: string],
]

function headOf([
  month,
  owner_id,
  edition,
  contents_sha256,
  definitions,
  locale,
  as_of,
  data_as_of,
  previous_sealed_at,
  changes,
  frozen_at,
  sealed_at,
  pdf_sha256,
]: readonly [...HeadRow, ...unknown[]]): SnapshotHead {
  return {
    month,
    owner_id,
    edition,
    contents_sha256,
    definitions,
    as_of,
    data_as_of,
    previous_sealed_at,
    frozen_at,
    sealed_at,
    pdf_sha256,
    locale: locale === 'en' ? 'en' : 'ru',
    changes: JSON.parse(changes) as EditionChange[],
  }
}
