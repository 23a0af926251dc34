/** Members of bodies that nobody has checked. */
import { isObject } from '../envelope.ts'

export type Members = Record<string, unknown>

export function members(value: unknown): Members {
  return isObject(value) ? value : {}
}

export function listOf(value: unknown): Members[] {
  if (Array.isArray(value)) return value.map(members)
  // forms number their lists: [0], [1]
  return isObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key))
    ? Object.values(value).map(members)
    : []
}

/** A word or a whole number as text; '' for all else. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : ''
}

/** Epoch seconds, as a number or as text. @returns ms UTC, a full second; null: it is none */
export function secondsIn(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\d{9,10}(?:\.\d+)?$/.test(value) ? Number(value) : value
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return null
  return seconds > 900_000_000 && seconds < 10_000_000_000 ? Math.floor(seconds) * 1000 : null
}

/** ISO time; without a zone it is read as UTC. @returns ms UTC, null: it is none */
export function instantIn(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(
    value.trim(),
  )
  if (found === null) return null
  const [, date = '', clock = '', zone = 'Z'] = found
  const at = Date.parse(
    `${date}T${clock}${zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`,
  )
  return Number.isNaN(at) ? null : at
}
