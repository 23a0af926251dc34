import type { Arrival } from '../arrivals.server.ts'
import { identityOf } from '../order.ts'
import type { ShiftEvent } from '../nights/shifts.ts'

/** What was said of a shift afterwards: planned, cancelled, started or ended. */
export interface SaidLater {
  shift_id: string
  manager_id: string
  action: string
  /** the time that it claims, ms UTC */
  at: number
  /** when it came in, ms UTC */
  received_at: number
}

/** @param events of shifts, in order; what is later than as_of is left out */
export function saidLater(
  events: readonly ShiftEvent[],
  arrivals: readonly Arrival[],
  as_of: number,
): SaidLater[] {
  if (arrivals.length === 0) return []
  const received = new Map(arrivals.map((one) => [identityOf(one.key, one), one.received_at]))
  return events.flatMap((event) => {
    const { shift_id, manager_id, action, at } = event
    const received_at = received.get(identityOf(shift_id, event))
    return received_at === undefined || at > as_of ? [] : [{ shift_id, manager_id, action, at, received_at }]
  })
}
