/**
 * What pages do with monthly reports. Every function takes `Reports` first; those that name an owner trust their caller to
 * have checked that the person may: management for all of them but opening and unsubscribing by a link.
 */
import { PlainError, UsageError } from '#sql/db/errors.ts'
import type { Directory, Owner } from '#sql/directory/directory.ts'
import { noteAddress, readAddresses } from './addresses.server.ts'
import { dueMonth } from './calendar.ts'
import type { ReportContents } from '#reports/month/contents.ts'
import { readDeliveries, readSteps, type DeliveryEntry } from './delivery-log.server.ts'
import type { Edition } from '#reports/month/edition.ts'
import type { Locale } from '#reports/month/format.ts'
import { localeOf } from './issue.server.ts'
import { findLink, ipPrefix, noteOpen, readOpens, revokeLinks, type Open } from './links.server.ts'
import { giveCommand, readCommands, type ReportCommand } from './commands.server.ts'
import { addressAmong, isManagement, recipientId, recipientsOf } from './recipients.ts'
import { isolated } from '#reports/month/names.ts'
import { managementZone, ownerDue, ownersOf, sendTime, type Reports } from './reports.ts'
import {
  editionOf,
  PREPARED,
  readPdf,
  readSnapshot,
  readSnapshotHeads,
  type SnapshotHead,
} from './snapshots.server.ts'

export { readComments, saveComment } from '#reports/month/comments.server.ts'
export { verifiedLines, verifyPdf } from './verify.server.ts'

/**
 * prepared: can be read, goes out at send_at · held: by a person · queued: is being sent · accepted: the server took it
 * (250) · deferred: the server or the network put it off, tried again at next_at · uncertain: it went, and nobody answered ·
 * failed: it was refused, or half a day of trying gave nothing; send again · unsubscribed · no_address
 */
export type DeliveryState =
  | 'prepared'
  | 'held'
  | 'queued'
  | 'accepted'
  | 'deferred'
  | 'failed'
  | 'uncertain'
  | 'unsubscribed'
  | 'no_address'

/** A message of a month to one recipient. Times ms UTC. */
export interface Delivery {
  edition: number
  /** '' with no_address */
  recipient_id: string
  /** null: the directory does not hold it any more, or there is none */
  address: string | null
  state: DeliveryState
  at: number
  attempt: number
  /** of deferred and uncertain, else null */
  next_at: number | null
  /** the server's reply, or the reason; '' without any */
  detail: string
}

/** A month's report of an owner. Times ms UTC. */
export interface OwnerReport {
  owner_id: string
  name: string
  month: string
  /** when it is (or was to be) prepared and sent, by the owner's clock */
  prepare_at: number
  /** with a hold: when it goes out anyway */
  send_at: number
  /** null: not yet */
  prepared_at: number | null
  hold: { reason: string; person: string; at: number; until_at: number } | null
  /** what was sent, the first edition first */
  editions: SnapshotHead[]
  deliveries: Delivery[]
}

/** A month's reports, by the owners' names: those who had a home in it, or got one. */
export async function readReports(of: Reports, month: string): Promise<OwnerReport[]> {
  const directory = await of.directory()
  const [heads, entries, commands] = [
    await readSnapshotHeads(of.db, { month }),
    (await readDeliveries(of.db, { month })).filter(({ kind }) => kind === 'report'),
    await readCommands(of.db, { month }),
  ]
  const ids = new Set([
    ...ownersOf(directory, month).map(({ owner_id }) => owner_id),
    ...heads.map(({ owner_id }) => owner_id),
  ])
  return [...ids]
    .map((owner_id) => {
      const own = <T extends { owner_id: string }>(all: readonly T[]) =>
        all.filter((one) => one.owner_id === owner_id)
      const owner = directory.owners.get(owner_id) ?? nobody(owner_id)
      return ownerReport(of, directory, owner, month, own(heads), own(entries), own(commands))
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'ru', { numeric: true }))
}

const nobody = (owner_id: string): Owner => ({
  owner_id,
  name: owner_id,
  email: null,
  locale: null,
  monthly_report: true,
  copies: [],
})

function ownerReport(
  of: Reports,
  directory: Directory,
  owner: Owner,
  month: string,
  heads: readonly SnapshotHead[],
  entries: readonly DeliveryEntry[],
  commands: readonly ReportCommand[],
): OwnerReport {
  const due = ownerDue(of, directory, owner.owner_id, month)
  const prepared = heads.find(({ edition }) => edition === PREPARED) ?? null
  const editions = heads.filter(({ edition, sealed_at }) => edition > PREPARED && sealed_at > 0)
  const { hold, send_at } = sendTime(due, prepared?.frozen_at ?? 0, commands)
  const isHeld = hold !== null && editions.length === 0 && hold.until_at > of.now()
  const waiting = (recipient_id: string, address: string | null, state: DeliveryState): Delivery => ({
    edition: 1,
    recipient_id,
    address,
    state,
    at: prepared?.frozen_at ?? due.prepare_at,
    attempt: 0,
    next_at: null,
    detail: '',
  })
  const recipients = recipientsOf(owner)
  const before = (): Delivery[] => {
    if (!owner.monthly_report) return [waiting('', owner.email, 'unsubscribed')]
    if (prepared === null) return []
    if (recipients.length === 0) return [waiting('', null, 'no_address')]
    return recipients.map(({ recipient_id, address }) =>
      waiting(recipient_id, address, isHeld ? 'held' : 'prepared'),
    )
  }
  const addresses = recipients.map(({ address }) => address)
  // an address that was told since takes the place of "no address"
  const shown = entries.filter(({ recipient_id }) => recipient_id !== '' || entries.length === 1)
  return {
    owner_id: owner.owner_id,
    name: isolated(owner.name),
    month,
    prepare_at: due.prepare_at,
    send_at: isHeld ? hold.until_at : sendTime(due, prepared?.frozen_at ?? 0, []).send_at,
    prepared_at: prepared?.frozen_at ?? null,
    hold: isHeld ? { reason: hold.reason, person: hold.person, at: hold.at, until_at: send_at } : null,
    editions,
    deliveries: entries.length === 0 ? before() : shown.map((entry) => deliveryOf(entry, addresses)),
  }
}

function deliveryOf(entry: DeliveryEntry, addresses: readonly string[]): Delivery {
  const { edition, recipient_id, step, at, attempt, next_at, detail } = entry
  return {
    edition,
    recipient_id,
    at,
    attempt,
    detail,
    address: addressAmong(addresses, recipient_id),
    state: step === 'started' ? 'queued' : step === 'data' ? 'uncertain' : step,
    next_at: next_at === 0 ? null : next_at,
  }
}

/** What was done about a month: steps of messages, commands of people, opens by links; the latest first. */
export type LogLine =
  ({ what: 'step' } & DeliveryEntry) | ({ what: 'command' } & ReportCommand) | ({ what: 'open' } & Open)

/** @param query.owner_id of this owner alone */
export async function readReportLog(
  of: Reports,
  query: { month: string; owner_id?: string },
): Promise<LogLine[]> {
  const lines: LogLine[] = [
    ...(await readSteps(of.db, query)).map((step) => ({ what: 'step' as const, ...step })),
    ...(await readCommands(of.db, query)).map((command) => ({ what: 'command' as const, ...command })),
    ...(await readOpens(of.db, query)).map((opening) => ({ what: 'open' as const, ...opening })),
  ]
  return lines.sort((a, b) => b.at - a.at || ('seq' in a && 'seq' in b ? b.seq - a.seq : 0))
}

/** The month that a page of deliveries opens with: the latest one that is to be prepared by now. */
export async function latestReportMonth(of: Reports): Promise<string> {
  return dueMonth(of.now(), managementZone(await of.directory()), of.env)
}

export interface Preview {
  contents: ReportContents
  locale: Locale
  /** draws it */
  pdf: () => Promise<Uint8Array>
}

/**
 * What the owner would get if it went out now, with the comments written until now.
 * @throws UsageError where there is no such owner, or the month can't be told
 */
export async function previewReport(
  of: Reports,
  { owner_id, month, locale }: { owner_id: string; month: string; locale?: Locale },
): Promise<Preview> {
  const directory = await of.directory()
  const owner = ownerOf(directory, owner_id)
  await of.settled()
  const contents = await of.maker.read(of.db, directory, { owner_id, month, as_of: of.now() })
  const language = locale ?? localeOf(owner)
  return {
    contents,
    locale: language,
    pdf: () => of.maker.draw(contents, { locale: language, edition: null }),
  }
}

/** What was sent; null: no such edition was. */
export async function readSentReport(
  of: Reports,
  key: { month: string; owner_id: string; edition: number },
): Promise<{ contents: ReportContents; edition: Edition | null; locale: Locale; pdf: Uint8Array } | null> {
  const snapshot = await readSnapshot(of.db, key)
  if (snapshot === null || snapshot.sealed_at === 0) return null
  const pdf = await readPdf(of.db, snapshot.pdf_sha256)
  if (pdf === null) throw new PlainError(`the PDF of ${key.month} is not kept`)
  return { contents: snapshot.contents, edition: editionOf(snapshot), locale: snapshot.locale, pdf }
}

/** Who asks, as it is logged: manager:ID, or admin. */
interface ByPerson {
  month: string
  owner_id: string
  person: string
}

const MOST_REASON_CHARACTERS = 600

/**
 * Keeps a prepared report from going out, for at most five days after the time at which it was to go.
 * @throws UsageError without a reason, or where it is not prepared or was sent already
 */
export async function holdReport(of: Reports, by: ByPerson & { reason: string }): Promise<void> {
  const reason = by.reason.trim()
  if (reason === '') throw new UsageError('say why the report is held')
  if (reason.length > MOST_REASON_CHARACTERS)
    throw new UsageError(
      `a reason has at most ${MOST_REASON_CHARACTERS} characters, this one ${reason.length}`,
    )
  await requireUnsent(of, by)
  await giveCommand(of.db, { ...by, reason, kind: 'hold', at: of.now() })
}

/** Lets a held report go: at once, where its time has come. @throws UsageError where it is not prepared or was sent */
export async function releaseReport(of: Reports, by: ByPerson): Promise<void> {
  await requireUnsent(of, by)
  await giveCommand(of.db, { ...by, kind: 'release', at: of.now() })
}

async function requireUnsent(of: Reports, { month, owner_id }: ByPerson): Promise<void> {
  ownerOf(await of.directory(), owner_id)
  const heads = await readSnapshotHeads(of.db, { month, owner_id })
  if (heads.some(({ edition, sealed_at }) => edition > PREPARED && sealed_at > 0))
    throw new UsageError('the report was sent already')
  if (heads.length === 0) throw new UsageError('the report is not prepared yet')
}

/**
 * Sends an edition again: to one recipient, or to all who did not get it. Who unsubscribed gets nothing.
 * @throws UsageError where it was never sent
 */
export async function resendReport(
  of: Reports,
  by: ByPerson & { edition: number; recipient_id?: string },
): Promise<void> {
  const owner = ownerOf(await of.directory(), by.owner_id)
  const snapshot = (await readSnapshotHeads(of.db, by)).find(({ edition }) => edition === by.edition)
  if (snapshot === undefined || snapshot.sealed_at === 0 || by.edition === PREPARED)
    throw new UsageError('this report was not sent yet')
  if (!owner.monthly_report) throw new UsageError('the owner wants no report by mail')
  if (recipientsOf(owner).length === 0) throw new UsageError('the owner has no address')
  await giveCommand(of.db, { ...by, recipient_id: by.recipient_id ?? '', kind: 'resend', at: of.now() })
}

/**
 * Sends what the owner would get now to whoever asks, by the address that the directory holds for him.
 * @throws UsageError where he is not of management, or has no address
 */
export async function testSend(of: Reports, by: ByPerson): Promise<{ address: string }> {
  const directory = await of.directory()
  ownerOf(directory, by.owner_id)
  const manager = directory.managers.get(by.person.replace(/^manager:/, ''))
  if (manager === undefined || !isManagement(manager) || manager.email === null)
    throw new UsageError('only a lead or an admin with an address in the directory can get a test')
  const recipient_id = recipientId(manager.email)
  await giveCommand(of.db, { ...by, recipient_id, kind: 'test', at: of.now() })
  return { address: manager.email }
}

/** What a mail's link opens. */
export type OpenedReport =
  | {
      state: 'good'
      month: string
      owner_id: string
      contents: ReportContents
      edition: Edition | null
      locale: Locale
      pdf: Uint8Array
    }
  | { state: 'expired' | 'revoked' | 'unknown' }

/** Opens one edition of one owner's month, for 14 days, without signing in; each opening is logged. @param ip of the asker */
export async function openByLink(of: Reports, token: string, ip: string): Promise<OpenedReport> {
  const found = await findLink(of.db, 'open', token, of.now())
  if (found.state === 'unknown') return { state: 'unknown' }
  const { subject, state } = found
  await noteOpen(of.db, { ...subject, at: of.now(), ip_prefix: ipPrefix(ip), result: state })
  if (state !== 'good') return { state }
  const sent = await readSentReport(of, subject)
  if (sent === null) return { state: 'unknown' }
  return { state, month: subject.month, owner_id: subject.owner_id, ...sent }
}

/**
 * Takes back the links that open a month of an owner; the next message carries new ones.
 * @returns how many would still have opened it
 */
export async function revokeReportLinks(
  of: Reports,
  by: ByPerson & { recipient_id?: string },
): Promise<number> {
  return revokeLinks(of.db, by, { at: of.now(), person: by.person })
}

/** What an unsubscribing link is for. */
export type Unsubscribing =
  | { state: 'good'; owner_id: string; owner_name: string; locale: Locale; is_done: boolean }
  | { state: 'unknown' }

/** Looks, and changes nothing: programs that preview links open them too. */
export async function lookUnsubscribe(of: Reports, token: string): Promise<Unsubscribing> {
  const found = await findLink(of.db, 'unsubscribe', token, of.now())
  if (found.state !== 'good') return { state: 'unknown' }
  const { owner_id, recipient_id } = found.subject
  const owner = (await of.directory()).owners.get(owner_id)
  const barred = (await readAddresses(of.db)).barred(owner_id, recipient_id)
  return {
    state: 'good',
    owner_id,
    owner_name: isolated(owner?.name ?? owner_id),
    locale: owner === undefined ? 'ru' : localeOf(owner),
    is_done: barred?.state === 'unsubscribed',
  }
}

/** By POST only (RFC 8058): no report of this owner goes to this address any more. Twice is once. */
export async function unsubscribe(of: Reports, token: string): Promise<Unsubscribing> {
  const looked = await lookUnsubscribe(of, token)
  if (looked.state !== 'good' || looked.is_done) return looked
  const found = await findLink(of.db, 'unsubscribe', token, of.now())
  if (found.state !== 'good') return { state: 'unknown' }
  const { owner_id, recipient_id } = found.subject
  await noteAddress(of.db, {
    owner_id,
    recipient_id,
    at: of.now(),
    state: 'unsubscribed',
    detail: '',
    person: '',
  })
  return { ...looked, is_done: true }
}

/** Undoes an unsubscription, or writes again to an address that was suppressed: somebody of management asked its holder. */
export async function restoreRecipient(
  of: Reports,
  by: { owner_id: string; recipient_id: string; person: string },
): Promise<void> {
  for (const owner_id of [by.owner_id, ''])
    await noteAddress(of.db, { ...by, owner_id, at: of.now(), state: 'restored', detail: '' })
}

function ownerOf(directory: Directory, owner_id: string): Owner {
  const owner = directory.owners.get(owner_id)
  if (owner === undefined) throw new UsageError(`there is no owner ${owner_id}`)
  return owner
}
