/**
 * Whole invented worlds for property-based tests: small, full of equal times, exact borders, clock changes, late
 * knowledge and strange orders, and valid by events.md throughout. Every id carries the prefix, so that many worlds
 * can share one database. What is global in a database (the default promise, what sources declare) is told only
 * where `global` allows it; worlds that share a database share `everythingReported` instead.
 */
import fc from 'fast-check'
import { known, tellKnown } from './world-known.ts'
import { talk, tellTalk } from './world-talk.ts'
import { pick, rawTime, scene, timeIn, written, type Scene } from './world-times.ts'
import { tellWork, work } from './world-work.ts'
import { DAY, HOUR, MINUTE } from './zone.ts'

export interface WorldEvent {
  specversion: '1.0'
  source: string
  id: string
  type: string
  time: string
  data: Record<string, unknown>
}

export interface World {
  prefix: string
  /** In no order, some of them twice. */
  events: WorldEvent[]
  /** Moments worth asking as of, sorted, milliseconds UTC; the last is after everything. */
  moments: number[]
  default_timezone: string
}

/** How the parts of a world say their events. */
export interface Teller {
  scene: Scene
  name: (kind: string, index: number) => string
  /** Of 0 to 7 one of the world's homes, of 8 one that no property event announces. */
  home: (index: number) => string
  tell: (
    type: string,
    at: number,
    data: Record<string, unknown>,
    origin?: string,
    offset?: number,
  ) => { source: string; id: string }
}

/** One source that has told everything since before every world. */
export const everythingReported: WorldEvent = {
  specversion: '1.0',
  source: 'test://everything',
  id: 'everything',
  type: 'butler.source.v1',
  time: '2025-01-01T00:00:00.000Z',
  data: {
    source_id: 'test://everything',
    name: 'Tells everything',
    reports: [
      ...[
        'messages',
        'calls',
        'handoffs',
        'staff',
        'marks',
        'incidents',
        'playbooks',
        'owner_contact',
        'plans',
      ],
      ...['clock', 'stays', 'instructions', 'templates', 'reviews'],
    ],
    since: '2025-01-01',
  },
}

/** After every world's last event. */
const END = Date.parse('2026-03-01T00:00:00Z')

/** undefined members are left out, as JSON would. */
function plain(data: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>
}

function tellerOf(prefix: string, at: Scene, homes: number, events: WorldEvent[]): Teller {
  const counts = new Map<string, number>()
  return {
    scene: at,
    name: (kind, index) => `${prefix}-${kind}${index}`,
    home: (index) => `${prefix}-h${index === 8 ? 3 : index % homes}`,
    // each source counts for itself, so that the same id comes from two
    tell: (type, time, data, origin = 'crm', offset = 0) => {
      const source = `${prefix}-${origin}0`
      const count = counts.get(origin + type) ?? 0
      counts.set(origin + type, count + 1)
      // ids do not stand in the order of telling: equal times are ordered by them
      const id = `${type}-${(count * 7) % 50}-${count}`
      events.push({
        specversion: '1.0',
        source,
        id,
        type: `butler.${type}.v1`,
        time: written(time, offset),
        data: plain(data),
      })
      return { source, id }
    },
  }
}

const raw = fc.record({
  scene,
  known,
  talk,
  work,
  default_timezone: fc.constantFrom('Europe/Moscow', 'America/New_York'),
  moments: fc.array(rawTime, { minLength: 1, maxLength: 3 }),
  /** Moments at, a millisecond after, and at usual limits after an event. */
  after: fc.array(
    fc.record({ event: fc.nat(60), by: fc.constantFrom(0, 1, 10 * MINUTE, 10 * MINUTE + 1, HOUR + 1, DAY) }),
    { minLength: 1, maxLength: 4 },
  ),
  redelivered: fc.array(fc.nat(60), { maxLength: 4 }),
  turned: fc.nat(60),
})

/** All events within February to December 2025; stays may be of the year after. */
export function worldArbitrary(prefix: string, options: { global?: boolean } = {}): fc.Arbitrary<World> {
  return raw.map((one) => {
    const events: WorldEvent[] = []
    const teller = tellerOf(prefix, one.scene, one.known.homes.length, events)
    const departures = tellKnown(teller, one.known, options.global === true)
    tellTalk(teller, one.talk)
    tellWork(teller, one.work, departures)
    const again = one.redelivered.map((i) => pick(events, i)).filter((event) => event !== undefined)
    const cut = one.turned % events.length
    const moments = [
      ...one.moments.map((at) => timeIn(one.scene, at)),
      ...one.after.map(({ event, by }) => Date.parse(pick(events, event)?.time ?? '') + by),
      END,
    ]
    return {
      prefix,
      events: [...events.slice(cut), ...again, ...events.slice(0, cut)],
      moments: [...new Set(moments)].sort((a, b) => a - b),
      default_timezone: one.default_timezone,
    }
  })
}
