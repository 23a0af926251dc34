import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Directory } from '#sql/directory.ts'
import { LISTS, readList, type List, type ListRow } from '#sql/lists.server.ts'
import { SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/period.ts'
import { readMetrics, type Answer, type Ask } from '#sql/read.server.ts'
import type { Values } from '#sql/dated.ts'
import { homesScope, managementScope, ownerScope } from '#sql/scope.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { everythingTold, moment, prefixed, property, type Told } from './events.ts'

/** What a question may say otherwise than: all homes of the story, 2025, asked for at its end. */
export interface Otherwise {
  from?: string
  until?: string
  /** '2025-03-04 10:00' in Moscow, or RFC 3339 */
  as_of?: string
  by?: string
  every?: Ask['every']
  owner?: string
  homes?: string[]
  language?: string
  team?: boolean
}

/** One story of a book, among many in its database. Ids are given and come back without the story's prefix. */
export interface Story {
  answer: (subject: Subject, other?: Otherwise) => Promise<Answer>
  total: (subject: Subject, other?: Otherwise) => Promise<Values>
  list: (list: List, other?: Otherwise) => Promise<ListRow[]>
  /** More events of this story, derived before this returns. */
  take: (events: readonly Told[]) => Promise<void>
  prefix: string
}

export interface Book {
  /** Tells a story, and what must be read of it once all stories have landed. */
  story: (title: string, events: readonly Told[], check: (story: Story) => Promise<void>) => void
  /** All stories told again, twice and thrice, in reverse order and other batches: stands after all of them. */
  toldAgain: (title: string) => void
}

/**
 * Many small stories in one database, derived once: each has ids and homes of its own and is asked alone. A story that
 * announces no home is about home N; a shift without homes counts for those of its story. Everything is declared as told.
 */
export function caseBook(): Book {
  const told: Told[] = [everythingTold()]
  let one: TestDatabase
  let directory: Directory
  beforeAll(async () => {
    one = await testDatabase()
    expect((await one.take(told)).filter((outcome) => outcome !== null)).toEqual([])
    directory = await one.directory()
  })
  afterAll(() => one.close())

  const story: Book['story'] = (title, events, check) => {
    const prefix = `story${told.length}-`
    const homes = new Set(['N', ...homesOf(events)])
    const own = (event: Told) => prefixed(prefix, onlyThese(homes, event))
    const isAnnounced = events.some(({ type }) => type === 'butler.property.v1')
    told.push(...[...(isAnnounced ? [] : [property()]), ...events].map(own))
    const bare = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(prefix, '')) as T
    const asked = ({ from = '2025-01-01', until = '2026-01-01', owner, ...other }: Otherwise) => ({
      period: parsePeriod(from, until),
      as_of: Date.parse(moment(other.as_of ?? '2026-01-01T00:00:00Z')),
      scope:
        owner === undefined
          ? homesScope(
              directory,
              (other.homes ?? [...homes]).map((home) => prefix + home),
            )
          : ownerScope(directory, prefix + owner),
      language: other.language ?? 'en',
      team: other.team ?? false,
    })
    const answer: Story['answer'] = async (subject, other = {}) => {
      const { by = null, every = null } = other
      return bare(await readMetrics(one.db, directory, { subject, by, every, ...asked(other) }))
    }
    test(title, () =>
      check({
        answer,
        prefix,
        total: async (subject, other) => (await answer(subject, other)).total,
        list: async (list, other = {}) => bare(await readList(one.db, directory, list, asked(other))),
        take: async (more) => {
          told.push(...more.map(own))
          await one.take(more.map(own))
          directory = await one.directory()
        },
      }),
    )
  }
  const toldAgain: Book['toldAgain'] = (title) => {
    test(title, async () => {
      const before = await readAll(one)
      await one.take([...told, ...told].reverse())
      expect(await readAll(one)).toEqual(before)
      await one.empty()
      const backwards = [...told, ...told, ...told].reverse()
      for (let start = 0; start < backwards.length; start += 97)
        await one.take(backwards.slice(start, start + 97))
      expect(await readAll(one)).toEqual(before)
    })
  }
  return { story, toldAgain }
}

/** Every figure of 2025, for each home and month, and every row. */
async function readAll({ db, directory: read }: TestDatabase): Promise<unknown[]> {
  const directory = await read()
  const ask = {
    period: parsePeriod('2025-01-01', '2026-01-01'),
    as_of: Date.parse('2026-01-01T00:00:00Z'),
    ...{ scope: managementScope(directory), language: 'en', team: false },
  }
  return Promise.all([
    ...SUBJECTS.map((subject) =>
      readMetrics(db, directory, { ...ask, subject, by: 'property', every: 'month' }),
    ),
    ...LISTS.map((list) => readList(db, directory, list, ask)),
  ])
}

function homesOf(events: readonly Told[]): string[] {
  return events.flatMap(({ data }) => (typeof data['property_id'] === 'string' ? [data['property_id']] : []))
}

function onlyThese(homes: ReadonlySet<string>, event: Told): Told {
  const named = event.data['property_ids'] as string[] | undefined
  if (event.type !== 'butler.shift.v1' || (named?.length ?? 0) > 0) return event
  return { ...event, data: { ...event.data, property_ids: [...homes] } }
}
