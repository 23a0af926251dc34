/**
 * One spelling of an event's content, so that two contents of one identity can be told apart and ordered:
 * `{"data":…,"time":…}`, members sorted as bytes of UTF-8, no white space, nulls left out. What the schema does not
 * know stands as a hash of 16 bits: enough to tell contents apart, too little to tell what a guest wrote or his number.
 */
import { z } from 'zod'
import { actor, author } from './members.ts'

/** Writes a value of one schema. The value has passed that schema. */
export type Writer = (value: unknown) => string

interface Options {
  /** 'hash': unknown members stand as a hash; 'leave_out': they are gone. */
  readonly unknown: 'hash' | 'leave_out'
  /** Members that are never written, at any depth. */
  readonly without?: ReadonlySet<string>
}

type Members = Record<string, unknown>

/** The writer of a schema's values, made once. */
export function writerOf(schema: z.ZodType, options: Options): Writer {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return writerOf(schema.unwrap() as z.ZodType, options)
  }
  if (schema instanceof z.ZodObject) return objectWriter(schema, options)
  if (schema instanceof z.ZodArray) {
    const item = writerOf(schema.element as z.ZodType, options)
    return (value) => `[${(value as unknown[]).map(item).join(',')}]`
  }
  if (schema instanceof z.ZodRecord) return recordWriter(writerOf(schema.valueType as z.ZodType, options))
  return JSON.stringify
}

function objectWriter(schema: z.ZodObject, options: Options): Writer {
  const names = Object.keys(schema.shape).sort()
  const writers = names
    .filter((name) => options.without?.has(name) !== true)
    .map((name) => ({ name, start: `"${name}":`, write: writerOf(schema.shape[name] as z.ZodType, options) }))
  const known = new Set([...names, ...(options.without ?? [])])
  return (value) => {
    const members =
      schema === actor || schema === author ? withoutGuest(value as Members) : (value as Members)
    if (options.unknown === 'hash') {
      for (const name in members) if (!known.has(name)) return withUnknown(members, writers, known)
    }
    let written = ''
    for (const { name, start, write } of writers) {
      const member = members[name]
      if (member === undefined || member === null) continue
      written += (written === '' ? start : `,${start}`) + write(member)
    }
    return `{${written}}`
  }
}

/** Who a guest is must not rest here: what a producer sends as his id may be his phone number. */
function withoutGuest(person: Members): Members {
  return (person.role === 'guest' || person.role === 'unknown') && person.id !== undefined
    ? { ...person, id: null }
    : person
}

interface MemberWriter {
  readonly name: string
  readonly write: Writer
}

function withUnknown(members: Members, writers: readonly MemberWriter[], known: ReadonlySet<string>): string {
  const written = writers
    .filter(({ name }) => members[name] !== undefined && members[name] !== null)
    .map(({ name, write }) => [name, write(members[name])] as const)
  const unknown = Object.keys(members)
    .filter((name) => !known.has(name) && members[name] !== null)
    .map((name) => [unknownName(name), shortHash(members[name])] as const)
  return inOrder([...written, ...unknown])
}

function recordWriter(write: Writer): Writer {
  return (value) => {
    const members = value as Members
    const names = Object.keys(members).filter((name) => name !== '__proto__' && members[name] !== null)
    return inOrder(names.map((name) => [name, write(members[name])]))
  }
}

function inOrder(members: readonly (readonly [string, string])[]): string {
  const sorted = members.toSorted(([a], [b]) => compareUtf8(a, b))
  return `{${sorted.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`
}

/** Order of the UTF-8 bytes of two strings. */
export function compareUtf8(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

// Surrogates stand for characters above all others, but their UTF-16 units lie below U+E000 to U+FFFF.
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** A name that may be somebody's words is kept as a hash too. */
function unknownName(name: string): string {
  return /^[A-Za-z0-9_.-]{1,32}$/.test(name) ? name : shortHash(name).slice(1, -1)
}

const MAX_DEPTH = 64

/** 16 bits of FNV-1a over a value, as four hex digits in quotes. Members called `text` do not count. */
export function shortHash(value: unknown): string {
  const hash = mix(0x811c9dc5, value, 0) >>> 0
  return `"${((hash >>> 16) ^ (hash & 0xffff)).toString(16).padStart(4, '0')}"`
}

function mix(hash: number, value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return mixText(hash, `${typeof value}${String(value)}`)
  // deeper ones are taken as alike: a record may hold half a million brackets
  if (depth > MAX_DEPTH) return mixText(hash, 'deep')
  if (Array.isArray(value))
    return value.reduce((sum: number, item) => mix(sum, item, depth + 1), mixText(hash, '['))
  const members = value as Members
  const names = Object.keys(members).filter((name) => name !== 'text' && members[name] !== null)
  return names
    .sort()
    .reduce((sum, name) => mix(mixText(sum, `,${name}:`), members[name], depth + 1), mixText(hash, '{'))
}

function mixText(hash: number, text: string): number {
  let sum = hash
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return Math.imul(sum ^ 0xff, 0x01000193)
}
