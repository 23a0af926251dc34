/**
 * Takes the words out of a record: every member called `text`, at any depth, is replaced by what it would have given
 * for the members that are absent beside it, so that the record gives the same turns later.
 */
import { deriveAll } from './derive.ts'

const DERIVED = ['needs_reply', 'holding', 'language', 'topic'] as const

/** An object or a list that is being copied. */
interface Container {
  readonly isObject: boolean
  isEmpty: boolean
  /** The name whose value comes next, as it is written; null between members. */
  name: string | null
  /** Members by name, and whether they tell something: the last of a name counts. */
  readonly given: Map<string, boolean>
  /** The last text, where it was a string. */
  text: string | null
}

/**
 * The same record without its texts. A record without any comes back as the very same string; else white space between
 * members is lost, while numbers, names and repeated members stay as they were written.
 * @param json what JSON.parse takes, with or without a byte order mark
 */
export function withoutText(json: string): string {
  // a name may be written with escapes
  if (!json.includes('"text"') && !json.includes('\\u')) return json
  const out: string[] = []
  const open: Container[] = []
  let found = false
  let skipped = 0
  for (const token of tokensOf(json)) {
    const isOpening = token === '{' || token === '['
    const isClosing = token === '}' || token === ']'
    if (skipped > 0) {
      skipped += isOpening ? 1 : isClosing ? -1 : 0
      continue
    }
    const top = open.at(-1)
    if (isClosing) {
      out.push(...(top === undefined ? [] : derivedMembers(top)), token)
      open.pop()
      continue
    }
    if (top?.isObject === true && top.name === null) {
      top.name = token
      continue
    }
    if (top?.isObject === true && JSON.parse(top.name ?? '""') === 'text') {
      found = true
      top.text = token.startsWith('"') ? (JSON.parse(token) as string) : null
      top.name = null
      skipped = isOpening ? 1 : 0
      continue
    }
    if (top !== undefined) out.push(startOf(top, token))
    out.push(token)
    if (isOpening) {
      open.push({ isObject: token === '{', isEmpty: true, name: null, given: new Map(), text: null })
    }
  }
  return found ? out.join('') : json
}

/** What stands before a value in its container: a comma, a name. */
function startOf(container: Container, token: string): string {
  const comma = container.isEmpty ? '' : ','
  container.isEmpty = false
  if (container.name === null) return comma
  const start = `${comma}${container.name}:`
  container.given.set(JSON.parse(container.name) as string, token !== 'null')
  container.name = null
  return start
}

function derivedMembers({ isEmpty, text, given }: Container): string[] {
  if (text === null) return []
  const derived = deriveAll(text)
  const absent = DERIVED.filter((name) => given.get(name) !== true && derived[name] !== '')
  return absent.map((name, i) => `${isEmpty && i === 0 ? '' : ','}"${name}":${JSON.stringify(derived[name])}`)
}

/** Brackets, strings and other scalars of a JSON text, as they are written. */
function* tokensOf(json: string): Generator<string> {
  const scalar = /[^\s,\]}]+/y
  let at = 0
  while (at < json.length) {
    const next = json.charAt(at)
    if (',: \t\r\n\uFEFF'.includes(next)) {
      at++
      continue
    }
    let end = at + 1
    if (next === '"') end = endOfString(json, at)
    else if (!'{}[]'.includes(next)) {
      scalar.lastIndex = at
      scalar.test(json)
      end = Math.max(end, scalar.lastIndex)
    }
    yield json.slice(at, end)
    at = end
  }
}

/** Behind the closing quote of the string that begins at `from`. */
function endOfString(json: string, from: number): number {
  let quote = json.indexOf('"', from + 1)
  while (isEscaped(json, quote)) quote = json.indexOf('"', quote + 1)
  return quote < 0 ? json.length : quote + 1
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0
  while (json.charAt(at - 1 - slashes) === '\\') slashes++
  return slashes % 2 === 1
}
