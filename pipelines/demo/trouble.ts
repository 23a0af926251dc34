import { dayOf, instant, MINUTE_MS } from './portfolio.ts'
import { diceFor } from './random.ts'
import { onDuty } from './roster.ts'
import { storyDays } from './stories.ts'
import type { Tell } from './tell.ts'

const PROMISE_MIN: Record<string, number> = { noise: 20, hot_water: 60, heating: 60 }
const CAUSES: Record<string, string> = {
  noise: 'neighbours',
  hot_water: 'utility',
  heating: 'building',
  power: 'utility',
}

/** Something that went wrong at a home, and how it was handled. Minutes count from the moment it was reported. */
export interface Trouble {
  id: string
  property_id: string
  stay_id?: string
  /** in which it was told */
  conversation_id?: string
  category: string
  at: number
  handled_min: number
  resolved_min?: number
  logged_after_min?: number
  severity?: string
  cause?: string
  isOwnerCalled?: boolean
  by: string
}

export function tellTrouble(tell: Tell, trouble: Trouble): void {
  const { id, property_id, stay_id, conversation_id, category, at, handled_min, by } = trouble
  const opened_at = at + (trouble.logged_after_min ?? 1) * MINUTE_MS
  const actor = { role: 'manager', id: by }
  const step = (action: string, when: number, more: Record<string, unknown> = {}) => {
    tell(dayOf(at), 'incident', 'crm://butler', `${id}-${action}`, Math.max(opened_at, when), {
      incident_id: id,
      property_id,
      action,
      category,
      actor,
      ...(stay_id === undefined ? {} : { stay_id }),
      ...(conversation_id === undefined ? {} : { conversation_id }),
      severity: trouble.severity ?? 'normal',
      ...more,
    })
  }
  const isKnown = diceFor('playbook', id).chance(0.8)
  step('opened', opened_at, {
    reported_at: new Date(at).toISOString(),
    ...(isKnown ? { playbook: `${category}-guide` } : {}),
  })
  step('acknowledged', at + Math.min(4, handled_min / 2) * MINUTE_MS)
  if (trouble.isOwnerCalled === true) step('owner_notified', at + 5 * MINUTE_MS, { how: 'call' })
  step('mitigated', at + handled_min * MINUTE_MS)
  step('resolved', at + (trouble.resolved_min ?? handled_min * 1.3 + 4) * MINUTE_MS, {
    ...((trouble.cause ?? CAUSES[category]) === undefined
      ? {}
      : { cause: trouble.cause ?? CAUSES[category] }),
  })
}

/** How long it usually takes until the guest is helped: most within the promise, few beyond it. */
export function usualHandling(category: string, id: string): number {
  const dice = diceFor('handling', id)
  const promise = PROMISE_MIN[category] ?? 15
  return dice.chance(0.06) ? promise * (1.2 + 1.6 * dice.share()) : promise * (0.35 + 0.55 * dice.share())
}

/** The troubles that the stories tell. */
export function tellStories(tell: Tell, first_day: number): void {
  const days = storyDays(first_day)
  const story = (of: Omit<Trouble, 'by'>) => {
    const opened_at = of.at + (of.logged_after_min ?? 1) * MINUTE_MS
    tellTrouble(tell, { by: onDuty(opened_at, dayOf(opened_at), first_day)[0] ?? 'm-lead', ...of })
  }
  story({
    ...storyIncident('leak'),
    property_id: 'marata-5',
    category: 'leak',
    severity: 'critical',
    cause: 'equipment',
    at: instant(days.leak, 28 + 2 / 60),
    handled_min: 14,
    resolved_min: 320,
  })
  story({
    ...storyIncident('noise'),
    property_id: 'nevsky-24',
    category: 'noise',
    severity: 'high',
    at: instant(days.noise, 26.1),
    handled_min: 18,
    resolved_min: 40,
  })
  for (const [index, day] of days.lock_fails.entries()) {
    story({
      ...storyIncident(`lock-${index}`),
      property_id: 'rubinshteina-9',
      category: 'lock',
      severity: 'high',
      cause: 'equipment',
      at: instant(day, [23.7, 21.2, 18.4, 20.3][index] ?? 20),
      handled_min: [9, 12, 24, 11][index] ?? 10,
      resolved_min: 55,
      isOwnerCalled: index === 2,
    })
  }
  story({
    id: 'i-logged-late',
    property_id: 'gorokhovaya-40',
    category: 'heating',
    logged_after_min: 180,
    at: instant(days.logged_late, 19.5),
    handled_min: 50,
    resolved_min: 185,
  })
}

/** The incident of a story whose guest wrote in a chat (nights.ts). */
function storyIncident(key: string): Pick<Trouble, 'id' | 'conversation_id'> {
  return { id: `i-${key}`, conversation_id: `c-story-${key}` }
}
