import { readReported } from '../capabilities.server.ts'
import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import type { ListQuery } from './list-query.ts'
import { readLedger } from '../ledger/ledger.server.ts'
import { readNights } from '../nights/nights.server.ts'
import { formatDay } from '../time/zone.ts'
import type { SaidLater } from '../ledger/said-later.ts'
import { at, type ListRow } from './cells.ts'

export async function readNightList(
  db: Database,
  directory: Directory,
  list: 'nights' | 'gaps',
  query: ListQuery,
): Promise<ListRow[]> {
  const reported = await readReported(db, directory)
  const from = (day: number | null) => (night: { date: number }) => day !== null && night.date >= day
  const [clocked, planned, either] = [
    from(reported.clock),
    from(reported.plans),
    from(reported['clock or plans']),
  ]
  if (list === 'gaps') {
    const { nights } = await readNights(db, directory, { ...query, clock_since: reported.clock })
    const ordered = nights.toSorted((a, b) => a.window.from_at - b.window.from_at)
    return ordered
      .filter(either)
      .flatMap((night) =>
        night.gaps.map((gap) => ({
          property_id: night.property_ids.join(', '),
          night: formatDay(night.date),
          from: at(gap.from_at),
          until: at(gap.until_at),
          gap_s: (gap.until_at - gap.from_at) / 1000,
        })),
      )
  }
  const { nights } = await readLedger(db, directory, query)
  return nights.map(({ night, ...ledger }) => ({
    property_id: night.property_ids.join(', '),
    night: formatDay(night.date),
    from: at(night.window.from_at),
    until: at(night.window.until_at),
    window_s: night.window_ms / 1000,
    clocked_s: clocked(night) ? night.clocked_ms / 1000 : null,
    attended_s: clocked(night) ? night.attended_ms / 1000 : null,
    planned_s: planned(night) ? night.planned_ms / 1000 : null,
    language_s: either(night) ? night.language_ms / 1000 : null,
    gaps: either(night) ? night.gaps.length : null,
    gap_max_s: either(night)
      ? Math.max(0, ...night.gaps.map((gap) => gap.until_at - gap.from_at)) / 1000
      : null,
    is_late: night.is_late,
    is_silent: either(night) ? night.is_silent : null,
    is_overloaded: either(night) ? night.is_overloaded : null,
    no_shows: reported['clock and plans'] === null ? null : night.no_shows.length,
    late_starts: reported['clock and plans'] === null ? null : night.late_starts.length,
    turns: ledger.turns.length,
    late: ledger.turns.filter(({ is_late }) => is_late).length,
    worst_wait_s: ledger.worst_wait_s,
    longest_silence_s: ledger.longest_silence_s,
    incidents: ledger.incident_ids?.length ?? null,
    is_owner_disturbed: ledger.is_owner_disturbed,
    plan_edits: planned(night) ? ledger.plans.reduce((sum, { edits }) => sum + edits.length, 0) : null,
    said_later: saidLaterText(ledger.said_later),
    notes: ledger.notes.length,
    verdict: ledger.verdict,
  }))
}

/** `started 2026-10-14T19:00:00.000Z came in 2026-10-15T06:10:00.000Z; …`, null where nothing was said afterwards */
function saidLaterText(said: readonly SaidLater[]): string | null {
  if (said.length === 0) return null
  return said
    .map(
      ({ action, at: happened_at, received_at }) => `${action} ${at(happened_at)} came in ${at(received_at)}`,
    )
    .join('; ')
}
