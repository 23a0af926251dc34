/** Invented worlds changed in one way, for tests that say what must, or must not, change with it. */
import fc from 'fast-check'
import type { Directory } from '#sql/directory/directory.ts'
import { readList, type List, type ListRow } from '#sql/lists.server.ts'
import { SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics, type Answer } from '#sql/read.server.ts'
import { homesScope, managementScope, type Scope } from '#sql/directory/scope.ts'
import { everythingReported, worldArbitrary, type World, type WorldEvent } from '../oracle/world.ts'
import type { TestDatabase } from './database.ts'

/** All times that an invented world can have anything in. */
export const ALWAYS = { from: '2024-06-01', until: '2027-06-01' }
/** After the last event of any world. */
export const AT_LAST = Date.parse('2026-12-01T00:00:00Z')

const PREFIX = 'world'

/** Several worlds for one database, each with ids of its own. */
export function worldsArbitrary(count: number): fc.Arbitrary<World[]> {
  return fc
    .array(worldArbitrary(PREFIX), { minLength: 1, maxLength: count, size: 'max' })
    .map((worlds) =>
      worlds.map((world, index) => ({
        ...world,
        prefix: `${PREFIX}${index}`,
        events: renamed(world.events, index),
      })),
    )
}

function renamed(events: readonly WorldEvent[], index: number): WorldEvent[] {
  return JSON.parse(JSON.stringify(events).replaceAll(`"${PREFIX}-`, `"${PREFIX}${index}-`)) as WorldEvent[]
}

export const eventsOf = (worlds: readonly World[]): WorldEvent[] => [
  everythingReported,
  ...worlds.flatMap(({ events }) => events),
]

/** Empties the database and tells these events. */
export async function replay(one: TestDatabase, events: readonly WorldEvent[]): Promise<Directory> {
  await one.empty()
  const refused = (await one.take(events)).filter((outcome) => outcome !== null)
  if (refused.length > 0) throw new Error(`an invented event was refused: ${JSON.stringify(refused[0])}`)
  return one.directory()
}

interface AnswerQuery {
  from?: string
  until?: string
  as_of?: number
  by?: string | null
  homes?: readonly string[]
}

const scopeOf = (directory: Directory, homes: readonly string[] | undefined): Scope =>
  homes === undefined ? managementScope(directory) : homesScope(directory, homes, true)

const shared = (directory: Directory, { from, until, as_of, homes }: AnswerQuery) => ({
  period: parsePeriod(from ?? ALWAYS.from, until ?? ALWAYS.until),
  as_of: as_of ?? AT_LAST,
  scope: scopeOf(directory, homes),
  language: 'en',
  team: false,
})

/** The answers about every subject. @param query with `only`: about those that it names, and of them these metrics alone */
export async function answers<Asked extends Subject = Subject>(
  one: TestDatabase,
  directory: Directory,
  query: AnswerQuery & { only?: Record<Asked, readonly string[]> } = {},
): Promise<Record<Asked, Answer>> {
  const all: Partial<Record<Subject, Answer>> = {}
  const only: Partial<Record<Subject, readonly string[]>> | undefined = query.only
  for (const subject of SUBJECTS) {
    const metrics = only?.[subject]
    if (only !== undefined && metrics === undefined) continue
    all[subject] = await readMetrics(one.db, directory, {
      subject,
      by: query.by ?? null,
      every: null,
      ...shared(directory, query),
      ...(metrics === undefined ? {} : { metrics }),
    })
  }
  return all as Record<Asked, Answer>
}

export function rows(
  one: TestDatabase,
  directory: Directory,
  list: List,
  query: AnswerQuery = {},
): Promise<ListRow[]> {
  return readList(one.db, directory, list, shared(directory, query))
}

/** The same events so many days later, dates too. */
export function later(events: readonly WorldEvent[], days: number): WorldEvent[] {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return laterText(value, days)
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one)]))
  }
  return events.map((event) => walk(event) as WorldEvent)
}

/** A time or a date so many days later; any other text as it is. Offsets stay. */
function laterText(text: string, days: number): string {
  const found = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(text)
  if (found === null) return text
  const date = new Date(Date.parse(`${found[1]}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  return date + (found[2] ?? '')
}
