import type { SnapshotHead } from '#reports/mailing/snapshots.server.ts'
import { formatDateTime } from '#reports/month/format.ts'
import { translator } from '#reports/month/words/translate.ts'
import type { Words } from './moments.ts'

/** An edition that was sent, in words. */
export interface EditionRow {
  edition: number
  name: string
  when: string
  /** «Ответили вовремя: было 97 %, стало 94 %», in the report's language */
  changes: string[]
}

/** The latest first. */
export function editionRows(
  editions: readonly SnapshotHead[],
  timezone: string,
  { locale, t }: Words,
): EditionRow[] {
  return editions
    .map(({ edition, sealed_at, changes, locale: language }) => ({
      edition,
      name: edition === 1 ? t('reports.first') : t('reports.restatedTitle', { number: edition }),
      when: t('reports.sentOn', {
        when: formatDateTime(new Date(sealed_at).toISOString(), timezone, locale),
      }),
      changes: changes.map(({ label, before, after }) =>
        translator(language)('mail.change', { label, before, after }),
      ),
    }))
    .reverse()
}
