import { DIMENSIONS, SUBJECTS } from '#sql/metrics/index.ts'
import type { Bucket } from '#sql/time/period.ts'
import type { World } from '../oracle/world.ts'
import type { Question } from './trial.ts'

/** What is asked about every invented world. */
export const ASKED = [...SUBJECTS, 'ledger', 'elsewhere'] as const

const YEAR = ['2025-01-15', '2026-01-15'] as const
const MONTH = ['2025-03-01', '2025-04-01'] as const
const WEEKS = ['2025-10-20', '2025-11-05'] as const

/** A generator of numbers in [0, 1), the same for a seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A question drawn about a world; `isAlone`: it has its database to itself, so that everything may be asked for. */
export function drawnQuestion(
  world: World,
  subject: Question['subject'],
  random: () => number,
  isAlone: boolean,
): Question {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const owners = [
    ...new Set(
      world.events.flatMap(({ data }) => (typeof data['owner_id'] === 'string' ? [data['owner_id']] : [])),
    ),
  ]
  const isMetrics = subject !== 'ledger' && subject !== 'elsewhere'
  const by = isMetrics && random() < 0.6 ? pick(DIMENSIONS[subject]) : null
  const every: Bucket | null = isMetrics && random() < 0.3 ? pick(['day', 'week', 'month'] as const) : null
  const [from, until] = every === 'day' ? WEEKS : pick([YEAR, MONTH, WEEKS])
  const whole = isAlone ? 'management' : 'homes'
  return {
    subject,
    from,
    until,
    by,
    every,
    as_of: new Date(pick(world.moments)).toISOString(),
    scope: owners.length > 0 && random() < (isAlone ? 0.2 : 0.4) ? { owner: pick(owners) } : whole,
    language: pick(['en', 'ru', 'de']),
    team: isAlone && subject === 'nights' && by !== 'property' && random() < 0.5,
  }
}
