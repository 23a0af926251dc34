import type { Database, Params } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import type { Period } from '../time/period.ts'
import { readShiftEvents } from './shifts.server.ts'
import { shiftsAt, type ShiftSpan } from './shifts.ts'
import { DAY_MS } from '../time/zone.ts'

interface Credit {
  person: string
  from_at: number
  until_at: number
  is_planned: boolean
  /** empty: every home */
  homes: readonly string[]
}

/**
 * Who was on shift when, for any home: for the answers of managers that name nobody (docs/rules.md#acts). Asked for only
 * where persons are.
 */
export async function creditParams(
  db: Database,
  directory: Directory,
  { by, period, as_of }: { by: string | null; period: Period; as_of: number },
): Promise<Params> {
  const credits: Credit[] = []
  const add = ({ from_at, until_at, manager_id }: ShiftSpan, is_planned: boolean, homes: readonly string[]) =>
    credits.push({ from_at, until_at, person: manager_id, is_planned, homes })
  if (by === 'person') {
    const stretch = {
      from_at: (period.from - 2) * DAY_MS,
      until_at: Math.min(as_of, (period.until + 400) * DAY_MS) + 1,
    }
    for (const shift of shiftsAt(await readShiftEvents(db, stretch, null), directory, as_of)) {
      // a plan tells who it was only where the shift was never started
      if (shift.first_started_at === null && shift.planned !== null)
        add(shift.planned, true, shift.property_ids)
      for (const span of shift.clocked) add(span, false, shift.property_ids)
    }
  }
  return paramsOf(credits, directory)
}

/** The same where it is not asked who answered. */
export function uncredited(directory: Directory): Params {
  return paramsOf([], directory)
}

function paramsOf(credits: readonly Credit[], directory: Directory): Params {
  return {
    shared_accounts: [...directory.managers.values()].flatMap((one) =>
      one.is_shared ? [one.manager_id] : [],
    ),
    shift_person: credits.map(({ person }) => person),
    shift_from: credits.map(({ from_at }) => from_at),
    shift_until: credits.map(({ until_at }) => until_at),
    shift_is_planned: credits.map(({ is_planned }) => Number(is_planned)),
    shift_homes: credits.map(({ homes }) => homes),
  }
}
