/** All cases with a known right answer (docs/rules.md) that are asked of the product and of the brute-force reading. */
import type { Case } from './case.ts'
import { clocks } from './clocks.ts'
import { credit } from './credit.ts'
import { dates } from './dates.ts'
import { duty } from './duty.ts'
import { incidents } from './incidents.ts'
import { marks } from './marks.ts'
import { nights } from './nights.ts'
import { ownerNights } from './owner-nights.ts'
import { reported } from './reported.ts'
import { threads } from './threads.ts'
import { waits } from './waits.ts'

/** They don't disturb one another under ids of their own: everything is reported, and no promise is a default. */
export const TOGETHER: Record<string, Case[]> = {
  waits,
  threads,
  marks,
  dates,
  clocks,
  nights,
  duty,
  credit,
  incidents,
  'owner nights': ownerNights,
}

/** Each has a database to itself. */
export const ALONE: Record<string, Case[]> = { reported }
