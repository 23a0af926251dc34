import type { TFunction } from 'i18next'
import type { Company } from '#reports/month/company.ts'
import { firstName } from '#reports/month/first-name.ts'
import { momentAt } from '#reports/month/clocks.ts'
import { formatWait } from '#reports/month/format.ts'
import { homeName, isolated } from '#reports/month/names.ts'
import { channelWord, topicWord } from '#reports/month/single-words.ts'
import type { ListRow } from '#sql/lists.server.ts'
import type { View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'

/** A turn in words. */
export interface TurnRow {
  id: string
  href: string
  asked: string
  home: string
  topic: string
  channel: string
  wait: string
  state: string
  isLate: boolean
  who: string
}

export type TurnSort = { id: 'asked' | 'wait'; isDown: boolean }

/** ?sort=wait (longest first) or asked (by time); a minus turns it round. */
export function turnSortOf(search: URLSearchParams): TurnSort {
  const requested = search.get('sort') ?? ''
  const id = requested.replace(/^-/, '') === 'wait' ? 'wait' : 'asked'
  return { id, isDown: (id === 'wait') !== requested.startsWith('-') }
}

export function sortedTurns(rows: readonly ListRow[], { id, isDown }: TurnSort): ListRow[] {
  const key = (row: ListRow) =>
    id === 'wait' ? Number(row['wait_s'] ?? -1) : Date.parse(String(row['opened_at']))
  return rows.toSorted((a, b) => (isDown ? key(b) - key(a) : key(a) - key(b)))
}

/** Staff are named in full to staff; to an owner as in his report, never by surname. */
function staffName(
  name: string | undefined,
  { audience, staff }: { audience: View['audience']; staff: Company['staff'] },
): string | undefined {
  if (name === undefined) return undefined
  if (audience === 'management') return isolated(name)
  const first = staff === 'first_name' ? firstName(name) : ''
  return first === '' ? undefined : isolated(first)
}

export function turnRow(
  row: ListRow,
  of: Pick<View, 'clocks' | 'directory' | 'audience'> & {
    locale: Locale
    t: TFunction
    search: string
    staff: Company['staff']
  },
): TurnRow {
  const { locale, t } = of
  const text = (key: string) => (typeof row[key] === 'string' ? row[key] : '')
  const conversation = text('conversation_id')
  const role = text('answered_role')
  const person = staffName(of.directory.managers.get(text('person'))?.name, of)
  return {
    id: `${conversation} ${text('opened_at')}`,
    href: `/threads/${encodeURIComponent(conversation)}${of.search}&at=${encodeURIComponent(text('opened_at'))}`,
    asked: momentAt(of.clocks, text('property_id'), text('opened_at'), locale),
    home: homeName(of.directory, text('property_id')),
    topic: text('topic') === '' ? '' : topicWord(text('topic'), locale),
    channel: channelWord(text('channel'), locale),
    wait:
      row['wait_s'] === null
        ? ''
        : (row['is_to_minute'] === true ? '≈\u00a0' : '') + formatWait(Number(row['wait_s']), locale).text,
    state: [
      t(`turns.state.${text('state')}`),
      text('mark_received_at') === ''
        ? ''
        : t('turns.markReceived', {
            when: momentAt(of.clocks, text('property_id'), text('mark_received_at'), locale),
          }),
    ]
      .filter((word) => word !== '')
      .join(', '),
    isLate: row['state'] === 'late' || row['state'] === 'overdue',
    who: role === 'manager' && person !== undefined ? person : t(`turns.by.${role === '' ? 'nobody' : role}`),
  }
}
