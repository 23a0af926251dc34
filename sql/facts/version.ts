/** Raised with the rules that facts are derived by, so that what was derived by older ones never wins. */
const EDITION = 2
/** More events than there will be; and EDITION times it is a whole number in JSON. */
const EVENTS_MAX = 2 ** 40

/**
 * The version of a derived row (docs/decisions/0004): the greatest one counts.
 * @param events how many distinct events were read of all that the row can rest on; it only grows, so of two derivations
 * the one that read more has the greater
 */
export function versionOf(events: number): number {
  return EDITION * EVENTS_MAX + events
}
