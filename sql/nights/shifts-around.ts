import { onDuty, type Shift } from './shifts.ts'
import { meets, type Span } from '../time/spans.ts'
import { DAY_MS } from '../time/zone.ts'

/** Whose shifts are looked for. */
export interface Place {
  window: Span
  property_ids: readonly string[]
  every_shift: boolean
}

interface ShiftSpans {
  shift: Shift
  spans: readonly Span[]
}

/** A list of homes; a roster's shifts share one (sql/nights/shifts.server.ts). */
type Homes = readonly string[]
const EVERY_HOME: Homes = []

/**
 * Finds the shifts that count for a place and of which some span meets its window, by days and lists of homes: not all are
 * looked at. Places of the same window and lists are given the same array.
 */
export function findShifts(shifts: readonly Shift[]): (place: Place) => readonly Shift[] {
  const days = new Map<number, Map<Homes, ShiftSpans[]>>()
  for (const shift of shifts) {
    const spans = onDuty(shift, true)
    const homes = shift.property_ids.length === 0 ? EVERY_HOME : shift.property_ids
    for (const day of new Set(spans.flatMap(daysOf))) {
      let there = days.get(day)
      if (there === undefined) days.set(day, (there = new Map<Homes, ShiftSpans[]>()))
      const own = there.get(homes)
      if (own === undefined) there.set(homes, [{ shift, spans }])
      else own.push({ shift, spans })
    }
  }
  const listsOf = listsByHome(shifts)
  const around = (window: Span, lists: readonly Homes[] | null): Shift[] => {
    const near = new Set<Shift>()
    for (const day of daysOf(window)) {
      const there = days.get(day)
      for (const homes of lists ?? there?.keys() ?? [])
        for (const { shift, spans } of there?.get(homes) ?? [])
          if (spans.some((span) => meets(span, window))) near.add(shift)
    }
    return [...near]
  }
  const known = new Map<string, readonly Shift[]>()
  return ({ window, property_ids, every_shift }) => {
    const lists = every_shift ? null : listsOf(property_ids)
    const key = `${window.from_at} ${window.until_at} ${lists?.key ?? ''}`
    const found = known.get(key) ?? around(window, lists?.homes ?? null)
    known.set(key, found)
    return found
  }
}

/** Which lists name one of the homes, the one of every home among them, and a key that tells these lists apart from others. */
function listsByHome(
  shifts: readonly Shift[],
): (property_ids: readonly string[]) => { homes: readonly Homes[]; key: string } {
  const numbers = new Map<Homes, number>([[EVERY_HOME, 0]])
  const byHome = new Map<string, Homes[]>()
  for (const { property_ids } of shifts) {
    if (numbers.has(property_ids)) continue
    numbers.set(property_ids, numbers.size)
    for (const home of property_ids) byHome.set(home, [...(byHome.get(home) ?? []), property_ids])
  }
  const listsOf = (property_ids: readonly string[]) => {
    const homes = [...new Set([EVERY_HOME, ...property_ids.flatMap((home) => byHome.get(home) ?? [])])]
    return { homes, key: homes.map((list) => numbers.get(list)).join() }
  }
  // asked for again night after night
  const ofOne = new Map<string, ReturnType<typeof listsOf>>()
  return (property_ids) => {
    const [home = '', ...others] = property_ids
    if (others.length > 0) return listsOf(property_ids)
    const lists = ofOne.get(home) ?? listsOf(property_ids)
    ofOne.set(home, lists)
    return lists
  }
}

function daysOf({ from_at, until_at }: Span): number[] {
  const days: number[] = []
  for (let day = Math.floor(from_at / DAY_MS); day * DAY_MS < until_at; day++) days.push(day)
  return days
}
