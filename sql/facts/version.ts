import { RULES_EDITION } from '../edition.ts'

/** More events than there will be; and an edition times it is a whole number in JSON. */
const EVENTS_MAX = 2 ** 40

/**
 * The version of a derived row (docs/decisions/0004): the greatest one counts.
 * @param events how many distinct events were read of all that the row can rest on; it only grows, so of two derivations
 * the one that read more has the greater. What was derived by an older edition of the rules never wins
 */
export function versionOf(events: number): number {
  return RULES_EDITION * EVENTS_MAX + events
}
