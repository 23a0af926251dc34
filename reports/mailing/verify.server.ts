import { PlainError } from '#sql/db/errors.ts'
import { sha256 } from '#reports/month/canonical-json.ts'
import { editionOf } from '#reports/month/definitions.ts'
import type { EditionChange } from '#reports/month/edition.ts'
import { formatDateTime, formatMonth, type Locale } from '#reports/month/format.ts'
import { changesSince } from './issue.server.ts'
import { ownerName } from '#reports/month/names.ts'
import { ownerZone, type Reports } from './reports.ts'
import { findByPdf, readSnapshot, readSnapshotHeads, type SnapshotHead } from './snapshots.server.ts'
import { translator } from '#reports/month/words/translate.ts'

/** Whether a PDF is what was sent, and what has changed since. */
export type Verified =
  | { is: 'unknown'; pdf_sha256: string }
  | {
      is: 'sent'
      pdf_sha256: string
      snapshot: SnapshotHead
      owner_name: string
      /** edition that was sent after it, null without one */
      newer: number | null
      /** changed since, as it is printed; null: counted by other definitions; 'unreadable': can't be read now */
      changes: EditionChange[] | null | 'unreadable'
    }

/**
 * @param allowed whether the asker may know of a report of this owner; what he may not know of is unknown to him
 */
export async function verifyPdf(
  of: Reports,
  bytes: Uint8Array,
  allowed: (owner_id: string) => boolean,
): Promise<Verified> {
  const pdf_sha256 = sha256(bytes)
  const head = await findByPdf(of.db, pdf_sha256)
  if (head === null || !allowed(head.owner_id)) return { is: 'unknown', pdf_sha256 }
  const directory = await of.directory()
  const owner = directory.owners.get(head.owner_id)
  const editions = await readSnapshotHeads(of.db, head)
  const newer = editions.filter(({ edition, sealed_at }) => sealed_at > 0 && edition > head.edition).at(-1)
  const snapshot = await readSnapshot(of.db, head)
  const changes =
    owner === undefined || snapshot === null
      ? 'unreadable'
      : await changesSince(of, directory, owner, snapshot).then(
          (found) => found?.changes ?? null,
          (error: unknown) => {
            if (error instanceof PlainError) return 'unreadable' as const
            throw error
          },
        )
  return {
    is: 'sent',
    pdf_sha256,
    snapshot: head,
    changes,
    newer: newer?.edition ?? null,
    owner_name: ownerName(directory, head.owner_id),
  }
}

/** In plain words, a line each. */
export async function verifiedLines(of: Reports, verified: Verified, locale: Locale): Promise<string[]> {
  const t = translator(locale)
  if (verified.is === 'unknown') return [t('mail.verify.unknown')]
  const { snapshot, changes, newer, owner_name } = verified
  const zone = ownerZone(await of.directory(), snapshot.owner_id)
  const sent = t(snapshot.edition === 1 ? 'mail.verify.sent' : 'mail.verify.sentRestated', {
    owner: owner_name,
    month: formatMonth(snapshot.month, locale, 'title'),
    edition: snapshot.edition,
    date: formatDateTime(new Date(snapshot.sealed_at).toISOString(), zone, locale),
  })
  return [
    sent,
    ...(newer === null ? [] : [t('mail.verify.newer', { number: newer })]),
    ...(changes === null
      ? [t('mail.verify.otherDefinitions', { edition: editionOf(snapshot.definitions) })]
      : changes === 'unreadable'
        ? [t('mail.verify.unreadable')]
        : changes.length === 0
          ? [t('mail.verify.same')]
          : [
              t('mail.verify.changed'),
              ...changes.map(({ label, before, after }) => `  ${t('mail.change', { label, before, after })}`),
            ]),
  ]
}
