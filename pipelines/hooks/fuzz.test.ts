/** Whatever a body holds: nothing throws, what comes out is an event or is refused as one, and no id tells who a guest is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asSent, HOOK_BODIES } from '#tests/support/hook-bodies.ts'
import { decoded, OPTIONS, SECRET, withoutText } from '#tests/support/hook-reads.ts'
import { seedOf } from '#tests/support/seed.ts'
import type { HookKind, HookRequest } from './hook.ts'
import { HOOK_KINDS } from './index.ts'

const RUNS = { numRuns: 1_000, seed: seedOf('hooks') }
const OTHERS = [
  ...[undefined, null, true, false, 0, -1, 1e21, 0.5, '', ' ', 'x', '0', '7001', [], [[]], {}],
  ...['constructor', '__proto__', '\u0000', '\ud800', 'я'.repeat(70_000), [null, 1, 'x', {}], { 0: 1 }],
  ...['2026-13-45', '2026-11-28T00:10:00Z', '99999999999999', 1_795_824_600, 1_795_824_600_000],
]
const CREDENTIALS = { webhook_secret: 'whsec_x', app_secret: 'x', login: 'x', api_key: 'k', api_salt: 's' }

const anyJson = fc.oneof(fc.json(), fc.json({ maxDepth: 5 })).map((json): unknown => JSON.parse(json))
const change = fc.record({ place: fc.nat(), other: fc.constantFrom(...OTHERS), isDropped: fc.boolean() })
const changes = fc.array(change, { minLength: 1, maxLength: 4 })

/** Every place of a body that holds something, as the object and the name there. */
function placesOf(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((name) => [
    [holder, name] as [typeof holder, string],
    ...placesOf(holder[name]),
  ])
}

function changed(
  body: unknown,
  all: readonly { place: number; other: unknown; isDropped: boolean }[],
): unknown {
  const copy = structuredClone(body)
  for (const { place, other, isDropped } of all) {
    const places = placesOf(copy)
    const [holder, name] = places[place % Math.max(1, places.length)] ?? []
    if (holder === undefined || name === undefined) continue
    if (isDropped) Reflect.deleteProperty(holder, name)
    else holder[name] = structuredClone(other)
  }
  // holes of lists are null in JSON
  return JSON.parse(JSON.stringify(copy))
}

function isSound(kind: HookKind, body: unknown): number {
  const raw = Buffer.from(JSON.stringify(body))
  const headers = { 'svix-signature': 'v1,x v1', 'x-hub-signature-256': 'x', authorization: 'Basic' }
  const request: HookRequest = { headers, query: new URLSearchParams('hub.mode=x'), raw, body }
  const of = { secret: 'the-secret', credentials: CREDENTIALS }
  kind.isSigned?.(request, of)
  kind.probe?.(request, of)
  let events = 0
  const reads = kind.read(request, OPTIONS)
  expect(kind.read(request, OPTIONS)).toEqual(reads)
  expect(reads.length).toBeGreaterThan(0)
  for (const read of reads) {
    const plain = withoutText(read)
    for (const secret of Object.values(SECRET)) expect(plain).not.toContain(secret)
    if (!('event' in read)) continue
    if (decoded(read.event).kind === 'row') events++
  }
  return events
}

describe.each([...HOOK_KINDS.values()].map((kind) => [kind.kind, kind] as const))('%s', (name, kind) => {
  const bodies = HOOK_BODIES[name] ?? []

  test('takes its own bodies', () => {
    expect(bodies.length).toBeGreaterThan(0)
    for (const body of bodies) expect(isSound(kind, asSent(name, body))).toBeGreaterThan(0)
  })

  test('takes its own bodies with members gone, of other types, very long', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bodies), changes, (body, all) => {
        isSound(kind, asSent(name, changed(body, all)))
      }),
      RUNS,
    )
  })

  test('takes any JSON', () => {
    fc.assert(
      fc.property(anyJson, (body) => {
        isSound(kind, body)
        isSound(kind, asSent(name, body))
      }),
      RUNS,
    )
  })
})
