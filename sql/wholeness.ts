/** docs/rules.md#told-in-part: from which local date messages, incidents and stays of a home are told whole. */
import type { Directory } from './directory/directory.ts'
import type { Telling } from './metrics/metric.ts'

/** First local dates, in days: of the homes that sources name, and of every other one and what has no home. */
export interface WholeFrom {
  /** -Infinity: always; Infinity: never */
  elsewhere: number
  homes: ReadonlyMap<string, number>
}

export type Wholeness = Readonly<Record<Telling, WholeFrom>>

/** @param reported the first days on which incidents and stays are reported at all, in days; null: never */
export function wholenessOf(
  directory: Directory,
  reported: { incidents: number | null; stays: number | null },
): Wholeness {
  return {
    messages: toldFrom(directory, 'messages', -Infinity),
    incidents: toldFrom(directory, 'incidents', reported.incidents ?? Infinity),
    stays: toldFrom(directory, 'stays', reported.stays ?? Infinity),
  }
}

function toldFrom({ sources }: Directory, what: Telling, reported: number): WholeFrom {
  /** home, null for all and what has none → the earliest day from which it is told whole there */
  const declared = new Map<string | null, number>()
  const in_part = new Set<string | null>()
  let is_declared = false
  for (const { properties, partial, reports, since } of sources.values()) {
    const is_part = partial.includes(what)
    const is_whole = !is_part && reports.includes(what)
    is_declared ||= is_whole
    for (const home of properties ?? [null]) {
      if (is_part) in_part.add(home)
      if (is_whole) declared.set(home, Math.min(declared.get(home) ?? Infinity, since))
    }
  }
  const fromDay = (...places: (string | null)[]): number => {
    const days = places.flatMap((place) => declared.get(place) ?? [])
    const isInPart = places.some((place) => in_part.has(place))
    if (days.length === 0) return isInPart || is_declared ? Infinity : reported
    // who never said that something was missing had it all along
    return what === 'messages' && !isInPart ? reported : Math.min(...days)
  }
  const named = [...declared.keys(), ...in_part].filter((home) => home !== null)
  return { elsewhere: fromDay(null), homes: new Map(named.map((home) => [home, fromDay(null, home)])) }
}

/** From when on all of these are told whole: of each home the latest of its days. */
export function wholeFrom(wholeness: Wholeness, ratio_of: readonly Telling[]): WholeFrom {
  const told = ratio_of.map((what) => wholeness[what])
  const named = new Set(told.flatMap(({ homes }) => [...homes.keys()]))
  return {
    elsewhere: Math.max(...told.map(({ elsewhere }) => elsewhere)),
    homes: new Map([...named].map((home) => [home, Math.max(...told.map((one) => wholeDay(one, home)))])),
  }
}

/** Whether homes have days of their own: else one day cuts all. */
export function isUneven({ homes }: WholeFrom): boolean {
  return homes.size > 0
}

/** @param home '' for what has none */
export function wholeDay({ elsewhere, homes }: WholeFrom, home: string): number {
  return homes.get(home) ?? elsewhere
}

/** SQL: whether a row with property_id and happened_on lies where something is told whole; parameters: wholeParams(). */
export const IS_WHOLE =
  'happened_on >= transform(property_id, {told_homes:Array(String)}, {told_days:Array(Int32)}, {told_elsewhere:Int32})'

const NEVER = 1_000_000

/** Of what is uneven: transform() takes no empty lists. */
export function wholeParams({ elsewhere, homes }: WholeFrom) {
  const day = (from: number) => Math.min(NEVER, Math.max(0, from))
  return {
    told_homes: [...homes.keys()],
    told_days: [...homes.values()].map(day),
    told_elsewhere: day(elsewhere),
  }
}
