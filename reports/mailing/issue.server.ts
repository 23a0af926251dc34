import type { Directory, Owner } from '#sql/directory/directory.ts'
import { readAddresses, type Addresses } from './addresses.server.ts'
import { addSteps, readDeliveries, type DeliveryKey, type NextStep } from './delivery-log.server.ts'
import type { Locale } from '#reports/month/format.ts'
import { changesBetween } from './changes.ts'
import { recipientsOf } from './recipients.ts'
import { messageKeyOf, type Reports } from './reports.ts'
import {
  editionOf,
  freeze,
  PREPARED,
  readSnapshot,
  seal,
  type Snapshot,
  type SnapshotHead,
} from './snapshots.server.ts'

/** At most one restatement of a month. */
export const LAST_EDITION = 2

export const localeOf = ({ locale }: Pick<Owner, 'locale'>): Locale => locale ?? 'ru'

/** Freezes what management reads before a month goes out. @throws where a part of it can't be read */
export async function prepareReport(
  of: Reports,
  directory: Directory,
  owner: Owner,
  month: string,
): Promise<Snapshot> {
  return freeze(of.db, await readNow(of, directory, owner, month), {
    owner_id: owner.owner_id,
    edition: PREPARED,
    locale: localeOf(owner),
    frozen_at: of.now(),
  })
}

/**
 * Seals the first edition: what is known now, with the comments written until now, is frozen, drawn, kept with its PDF,
 * and queued. Carried out again after a crash it takes up where it was.
 * @throws where a part of it can't be read or drawn: then nothing is sealed
 */
export async function sealReport(
  of: Reports,
  directory: Directory,
  owner: Owner,
  month: string,
): Promise<SnapshotHead> {
  const known = await readSnapshot(of.db, { month, owner_id: owner.owner_id, edition: 1 })
  const sealed =
    known !== null && known.sealed_at > 0
      ? known
      : await drawn(
          of,
          await freeze(of.db, await readNow(of, directory, owner, month), {
            owner_id: owner.owner_id,
            edition: 1,
            locale: localeOf(owner),
            frozen_at: of.now(),
          }),
        )
  await queueReport(of, owner, sealed)
  return sealed
}

/**
 * What a reader of the last edition would see changed now, by what came in: figures that are counted otherwise by now are not
 * compared. Null: it was counted by another edition of the rules.
 */
export async function changesSince(
  of: Reports,
  directory: Directory,
  owner: Owner,
  last: Snapshot,
): Promise<{ changes: Snapshot['changes']; now: Snapshot['contents'] } | null> {
  const now = await readNow(of, directory, owner, last.month)
  const changes = changesBetween(last.contents, now, last.locale)
  return changes === null ? null : { changes, now }
}

/** Seals and queues the next edition, which says what differs. */
export async function restateReport(
  of: Reports,
  owner: Owner,
  last: Snapshot,
  { changes, now }: { changes: Snapshot['changes']; now: Snapshot['contents'] },
): Promise<SnapshotHead> {
  const sealed = await drawn(
    of,
    await freeze(of.db, now, {
      owner_id: owner.owner_id,
      edition: last.edition + 1,
      locale: last.locale,
      frozen_at: of.now(),
      previous_sealed_at: last.sealed_at,
      changes,
    }),
  )
  await queueReport(of, owner, sealed)
  return sealed
}

/** Queues a sealed edition for each of the owner's addresses, once. */
export async function queueReport(of: Reports, owner: Owner, sealed: SnapshotHead): Promise<void> {
  const message_key = messageKeyOf(sealed.month, owner.owner_id, sealed.edition)
  if ((await readDeliveries(of.db, { month: sealed.month, message_key })).length > 0) return
  const addresses = await readAddresses(of.db)
  const recipients = recipientsOf(owner)
  const key = (recipient_id: string): DeliveryKey => ({
    message_key,
    recipient_id,
    month: sealed.month,
    kind: 'report',
    owner_id: owner.owner_id,
    edition: sealed.edition,
  })
  await addSteps(
    of.db,
    recipients.length === 0
      ? [{ before: key(''), next: { at: of.now(), step: 'no_address' } }]
      : recipients.map(({ recipient_id }) => ({
          before: key(recipient_id),
          next: firstStep(owner, recipient_id, addresses, of.now()),
        })),
  )
}

function firstStep(owner: Owner, recipient_id: string, addresses: Addresses, at: number): NextStep {
  if (!owner.monthly_report) return { at, step: 'unsubscribed', detail: 'monthly_report is false' }
  const barred = addresses.barred(owner.owner_id, recipient_id)
  if (barred === null) return { at, step: 'queued' }
  return barred.state === 'unsubscribed'
    ? { at, step: 'unsubscribed' }
    : { at, step: 'failed', detail: `suppressed: ${barred.detail}` }
}

async function drawn(of: Reports, frozen: Snapshot): Promise<Snapshot> {
  const pdf = await of.maker.draw(frozen.contents, { locale: frozen.locale, edition: editionOf(frozen) })
  return seal(of.db, frozen, pdf, of.now())
}

async function readNow(of: Reports, directory: Directory, { owner_id }: Owner, month: string) {
  await of.settled()
  return of.maker.read(of.db, directory, { owner_id, month, as_of: of.now() })
}
