/**
 * What a refused record may keep: the members that the contract lists. Anything else may hold a guest's words or name, above
 * all in a foreign file whose lines happen to be JSON.
 */
import { isObject } from './envelope.ts'
import { KINDS } from './events/index.ts'
import { toJson } from './json.ts'

const ENVELOPE = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'data',
  'datacontenttype',
  'subject',
])
/** Types of the contract, those of a newer version of it among them: these may be taken one day, and are kept whole. */
const OURS = 'butler.'

/**
 * The record without members that are not listed for its type; the very same string where there are none.
 * @param json parses, without texts
 */
export function withKnownMembers(json: string): string {
  const value: unknown = JSON.parse(json.startsWith('\uFEFF') ? json.slice(1) : json)
  if (!isObject(value)) return typeof value === 'object' ? '[]' : 'null'
  const { type, data } = value
  const isOurs = typeof type === 'string' && type.startsWith(OURS)
  const members = typeof type === 'string' ? KINDS.get(type)?.members : undefined
  if (isOurs && members === undefined) return json
  const inData = isObject(data) ? only(data, members ?? NONE) : data
  const whole = only(value, ENVELOPE)
  if (whole === value && inData === data) return json
  if (data === undefined) return toJson(whole)
  return toJson({ ...whole, data: inData })
}

const NONE: ReadonlySet<string> = new Set()

/** Itself where it has no others. */
function only(value: Record<string, unknown>, names: ReadonlySet<string>): Record<string, unknown> {
  const all = Object.keys(value)
  const kept = all.filter((name) => names.has(name))
  return kept.length === all.length ? value : Object.fromEntries(kept.map((name) => [name, value[name]]))
}
