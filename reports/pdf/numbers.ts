import {
  casesInTime,
  longestWait,
  nightInTime,
  nightPresence,
  undisturbedNights,
  usualWait,
  type Card,
} from '#reports/month/cards.ts'
import type { RenderContext } from './draft.ts'

/** The numbers of the cover; the first four stand in the mail, too. */
export function sixNumbers(context: RenderContext): Card[] {
  return [nightInTime, usualWait, longestWait, undisturbedNights, casesInTime, nightPresence].map((number) =>
    number(context),
  )
}
