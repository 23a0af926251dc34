/** Which of several files is loaded first, by what it tells: homes, who is on duty, who stays, then what happened there. */
import type { Plan } from './plan.ts'

/** Types of the contract as they begin: butler.property.v1. What is not named here comes last. */
const LOAD_ORDER = ['property', 'shift', 'stay', 'message', 'review', 'incident']

/** The place of a file among others: that of what comes first of all that it tells. A workbook of homes and bookings is homes. */
export function loadPlace({ types }: Pick<Plan, 'types'>): number {
  const places = [...types].map((type) => LOAD_ORDER.indexOf(type)).filter((place) => place >= 0)
  return places.length === 0 ? LOAD_ORDER.length : Math.min(...places)
}
