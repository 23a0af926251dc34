import { policyAt, zoneOf, type Directory } from '../directory/directory.ts'
import { DAY_MS, firstInstant, parseClock } from '../time/zone.ts'

/** [from_at, until_at), ms UTC */
export interface Window {
  from_at: number
  until_at: number
}

const NOON_MS = parseClock('12:00')

/**
 * The window of a home's night: from night_from to night_to local clock time of the policy in force at local noon of
 * its date, which is the one on which it begins. A change of clocks makes it an hour longer or shorter.
 * @param day local date, days since 1970-01-01
 */
export function nightWindow(directory: Directory, home: string, day: number): Window {
  const zone = zoneOf(directory, home)
  const policy = policyAt(directory, home, firstInstant(zone, day, NOON_MS))
  const until = policy.night_to_ms + (policy.night_to_ms <= policy.night_from_ms ? DAY_MS : 0)
  return { from_at: firstInstant(zone, day, policy.night_from_ms), until_at: firstInstant(zone, day, until) }
}
