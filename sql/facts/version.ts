import { RULES_EDITION } from '../edition.ts'

/** More events than one row can rest on. */
const EVENTS_MAX = 2 ** 34
/** More imports than will be undone; and an edition times both is a whole number in JSON. */
const ERASURES_MAX = 2 ** 14

/**
 * The version of a derived row (docs/decisions/0004): the greatest one counts.
 * @param events how many distinct events were read of all that the row can rest on; it only grows while no import is undone,
 * so of two derivations the one that read more has the greater
 * @param erasures how many imports had been undone: what was derived while there was more to read never wins against it.
 * Neither does what was derived by an older edition of the rules
 */
export function versionOf(events: number, erasures: number): number {
  return (RULES_EDITION * ERASURES_MAX + erasures) * EVENTS_MAX + events
}
