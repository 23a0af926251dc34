import { sinceDate, type Reported } from './capabilities.server.ts'
import type { Database, Params } from './client.server.ts'
import type { Directory } from './directory.ts'
import type { Period } from './period.ts'
import type { Scope } from './scope.ts'
import { readShiftEvents, shiftsAt } from './shifts.server.ts'
import { DAY_MS } from './zone.ts'

/** Who was on shift when: for the answers of managers that name nobody. Asked for only where persons are. */
export async function creditParams(
  db: Database,
  directory: Directory,
  ask: { by: string | null; period: Period; as_of: number; scope: Scope },
  reported: Reported,
): Promise<Params> {
  const spans: { person: string; from_at: number; until_at: number; is_planned: number; homes: string[] }[] =
    []
  if (ask.by === 'person') {
    const homes = ask.scope.unassigned ? null : ask.scope.homes.map((home) => home.property_id)
    const stretch = {
      from_at: (ask.period.from - 2) * DAY_MS,
      until_at: Math.min(ask.as_of, (ask.period.until + 400) * DAY_MS) + 1,
    }
    for (const shift of shiftsAt(await readShiftEvents(db, stretch, homes), directory, ask.as_of)) {
      const add = (span: { from_at: number; until_at: number } | null, is_planned: number) => {
        if (span !== null)
          spans.push({ ...span, person: shift.manager_id, is_planned, homes: shift.property_ids })
      }
      add(shift.planned, 1)
      for (const span of shift.clocked) add(span, 0)
    }
  }
  return {
    clock_since: sinceDate(['clock'], reported),
    shift_person: spans.map(({ person }) => person),
    shift_from: spans.map(({ from_at }) => from_at),
    shift_until: spans.map(({ until_at }) => until_at),
    shift_is_planned: spans.map(({ is_planned }) => is_planned),
    shift_homes: spans.map(({ homes }) => homes),
  }
}
