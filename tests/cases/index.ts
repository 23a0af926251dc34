/** All cases with a known right answer (docs/rules.md) that are asked of the product and of the brute-force reading. */
import type { Case } from './case.ts'
import { dates } from './dates.ts'
import { duty } from './duty.ts'
import { incidents } from './incidents.ts'
import { marks } from './marks.ts'
import { threads } from './threads.ts'

export const CASES: Record<string, Case[]> = { threads, marks, dates, duty, incidents }
