/** A stay, as every kind of hook tells it. */
import { localInstant } from '../readers/sheet-events.ts'
import { sha256Hex } from '../sha256.ts'
import { isLocalDate } from '../time.ts'
import type { HookOptions, HookRead } from './hook.ts'

export interface HookStay {
  /** scheme of the source */
  scheme: string
  /** the number of the booking, as the vendor's files have it, too */
  id: string
  /** ms UTC */
  at: number
  /** what the vendor tells of its last change; '' where it doesn't */
  version: string
  property_id: string
  status: 'booked' | 'changed' | 'cancelled'
  check_in: string
  check_out: string
  platform?: string | undefined
  guest_id?: string | undefined
  guests?: number | undefined
}

/**
 * What holds of a booking, by its connection and number as sheets of bookings call it (pipelines/readers/bookings-sheet.ts), so
 * that hook and file of one booking are one stay. Each state is an event of its own; the same state sent again is the same event.
 */
export function stayEvent(
  { connection }: HookOptions,
  { scheme, id, at, version, ...one }: HookStay,
): HookRead {
  if (one.check_out < one.check_in.slice(0, 10))
    return { not_understood: 'a booking that ends before it begins' }
  const told: Record<string, unknown> = { stay_id: `${connection}/${id}`, ...one }
  const data = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
  const state = sha256Hex(JSON.stringify([version, data])).slice(0, 12)
  return {
    event: {
      specversion: '1.0',
      id: `stay/${id}/${state}`,
      source: `${scheme}://${connection}`,
      type: 'butler.stay.v1',
      time: new Date(at).toISOString(),
      data,
    },
  }
}

/** A local date with its hour, as an instant; alone (or at midnight, as programs write that) it has the home's hours. */
export function arrival(options: HookOptions, date: string, clock: string): string | null {
  if (!isLocalDate(date)) return null
  const found = /^(\d{1,2})(?::(\d\d))?(?::\d\d)?$/.exec(clock.trim())
  const [hour, minute] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)]
  if (hour > 23 || minute > 59 || (hour === 0 && minute === 0)) return date
  const written = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
  return new Date(localInstant(options, date, written)).toISOString()
}

export function countIn(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 && count < 10_000
    ? count
    : undefined
}
