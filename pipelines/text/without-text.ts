/**
 * Takes the words out of a record: every member called `text`, at any depth, is replaced by what it would have given
 * for the members that are absent beside it, so that the record gives the same turns later.
 */
import { deriveAll } from './derive.ts'

const DERIVED = ['needs_reply', 'holding', 'language', 'topic'] as const

/** An object or a list that is being copied. */
interface Container {
  readonly isObject: boolean
  count: number
  /** The last text that stood in it. */
  text: string | null
  /** Whether a member called `text` of whatever type stood in it. */
  readonly told: Map<string, boolean>
}

const SCALAR = /[^\s,\]}]+/y
const SPACE = /\s*/y

/**
 * The same record without its texts. Whoever has no text gets the very same string back; else white space between
 * members is lost, while numbers, names and repeated members stay as they are written.
 * @param json what JSON.parse takes
 */
export function withoutText(json: string): string {
  return json.includes('"text"') || json.includes('\\u') ? copyWithoutText(json) : json
}

function copyWithoutText(json: string): string {
  const out: string[] = []
  const open: Container[] = []
  let found = false
  let at = skipSpace(json, json.startsWith('\uFEFF') ? 1 : 0)
  while (at < json.length) {
    const top = open.at(-1)
    const next = json[at]
    if (next === ',') {
      at = skipSpace(json, at + 1)
      continue
    }
    if (next === '}' || next === ']') {
      if (top?.isObject === true) out.push(...derivedMembers(top))
      out.push(next)
      open.pop()
      at = skipSpace(json, at + 1)
      continue
    }
    if (top?.isObject === true) {
      const nameEnd = endOfString(json, at)
      const name = JSON.parse(json.slice(at, nameEnd)) as string
      const value = skipSpace(json, skipSpace(json, nameEnd) + 1)
      if (name === 'text') {
        found = true
        const valueEnd = endOfValue(json, value)
        if (json[value] === '"') top.text = JSON.parse(json.slice(value, valueEnd)) as string
        at = skipSpace(json, valueEnd)
        continue
      }
      if (top.count++ > 0) out.push(',')
      out.push(json.slice(at, nameEnd), ':')
      top.told.set(name, !json.startsWith('null', value))
      at = value
    } else if (top !== undefined && top.count++ > 0) out.push(',')
    const start = json[at]
    if (start === '{' || start === '[') {
      open.push({ isObject: start === '{', count: 0, text: null, told: new Map() })
      out.push(start)
      at = skipSpace(json, at + 1)
      continue
    }
    const end = endOfValue(json, at)
    out.push(json.slice(at, end))
    at = skipSpace(json, end)
  }
  return found ? out.join('') : json
}

function derivedMembers({ count, text, told }: Container): string[] {
  if (text === null) return []
  const derived = deriveAll(text)
  return DERIVED.filter((name) => told.get(name) !== true && derived[name] !== '').map(
    (name, i) => `${i + count > 0 ? ',' : ''}"${name}":${JSON.stringify(derived[name])}`,
  )
}

function skipSpace(json: string, from: number): number {
  SPACE.lastIndex = from
  SPACE.test(json)
  return SPACE.lastIndex
}

/** Behind the closing quote of the string that begins at `from`. */
function endOfString(json: string, from: number): number {
  let quote = json.indexOf('"', from + 1)
  while (isEscaped(json, quote)) quote = json.indexOf('"', quote + 1)
  return quote + 1
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0
  while (json[at - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}

/** Behind the value that begins at `from`, whatever it holds. */
function endOfValue(json: string, from: number): number {
  let depth = 0
  let at = from
  do {
    const next = json[at]
    if (next === '"') at = endOfString(json, at)
    else if (next === '{' || next === '[') {
      depth++
      at++
    } else if (next === '}' || next === ']') {
      depth--
      at++
    } else if (next === ',' || next === ':') at++
    else {
      SCALAR.lastIndex = at
      SCALAR.test(json)
      at = SCALAR.lastIndex
    }
    if (depth > 0) at = skipSpace(json, at)
  } while (depth > 0)
  return at
}
