/** Cases with a known right answer (tests/cases), told to the product and to the brute-force reading. */
import type { Directory } from '#sql/directory/directory.ts'
import { LISTS, readList, type List, type ListRow } from '#sql/lists.server.ts'
import { SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics } from '#sql/read.server.ts'
import { homesScope, managementScope, ownerScope } from '#sql/directory/scope.ts'
import type { Case, Otherwise } from '../cases/case.ts'
import { figures, managementHomes, ownerHomes } from '../oracle/figures.ts'
import { amount } from './amount.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { everythingReported, moment, prefixed, property, type TestEvent } from './events.ts'

const ZONE = 'Europe/Moscow'

/** One who was told a case and is asked about it. Ids are given and come back as the case has them. */
export interface Respondent {
  /** @param metrics that are looked at; the brute-force reading reads all in any case */
  answer: (subject: Subject, other: Otherwise, metrics?: readonly string[]) => Promise<unknown>
  /** null: it has no rows */
  rows: ((list: List, other: Otherwise) => Promise<ListRow[]>) | null
  /** More events, known before this returns. */
  take: (events: readonly TestEvent[]) => Promise<void>
}

/** Who is told cases: many that do not disturb one another, or one by itself. */
export interface Side {
  together: (cases: readonly Case[]) => Promise<(one: Case) => Respondent>
  alone: (one: Case) => Promise<Respondent>
  /** All that was told together told again, twice and (LONG=yes) thrice, in reverse order and other batches. */
  replay: (() => Promise<{ before: unknown; then: unknown }[]>) | null
  close: () => Promise<void>
}

/** A case that announces no home is about home N. */
function withHome({ events }: Case): TestEvent[] {
  const isAnnounced = events.some(({ type }) => type === 'butler.property.v1')
  return [...(isAnnounced ? [] : [property()]), ...events]
}

function homesOf(events: readonly TestEvent[]): string[] {
  const named = events.flatMap(({ data }) =>
    typeof data['property_id'] === 'string' ? [data['property_id']] : [],
  )
  return [...new Set(['N', ...named])]
}

const periodOf = ({ from = '2025-01-01', until = '2026-01-01' }: Otherwise) => ({ from, until })
const momentOf = ({ as_of = '2026-01-01T00:00:00Z' }: Otherwise) => Date.parse(moment(as_of))

export function readingSide(): Side {
  const readingRespondent = (begin: readonly TestEvent[], isAlone: boolean): Respondent => {
    let events = [...begin]
    return {
      answer: (subject, { owner, homes, as_of, ...other }) => {
        const known = owner === undefined ? managementHomes(events) : ownerHomes(events, owner, ZONE)
        const answer = figures(events, {
          ...other,
          subject,
          ...periodOf(other),
          as_of: momentOf({ as_of }),
          default_timezone: ZONE,
          ...(owner === undefined ? {} : { owner }),
          unassigned: isAlone,
          homes: known.filter((one) => homes?.includes(one.property_id) ?? true),
        })
        return Promise.resolve(answer)
      },
      rows: null,
      take: (more) => {
        events = [...events, ...more]
        return Promise.resolve()
      },
    }
  }
  return {
    together: () =>
      Promise.resolve((one) => readingRespondent([everythingReported(), ...withHome(one)], false)),
    alone: (one) => Promise.resolve(readingRespondent(one.events, true)),
    // tests/oracle/world.test.ts tells whole worlds again
    replay: null,
    close: () => Promise.resolve(),
  }
}

/** A shift without homes would count for those of the other cases, too: it names this case's instead. */
function onlyThese(homes: readonly string[], event: TestEvent): TestEvent {
  const named = event.data['property_ids'] as string[] | undefined
  if (event.type !== 'butler.shift.v1' || (named?.length ?? 0) > 0) return event
  return { ...event, data: { ...event.data, property_ids: homes } }
}

/** One database: a case has ids and homes of its own in it, or, alone, all of it. */
export async function productSide(): Promise<Side> {
  const one: TestDatabase = await testDatabase()
  let directory: Directory = await one.directory()
  const landed: TestEvent[] = []
  const take = async (events: readonly TestEvent[]) => {
    const refused = (await one.take(events)).filter((outcome) => outcome !== null)
    if (refused.length > 0) throw new Error(`an event of a case was refused: ${JSON.stringify(refused[0])}`)
    landed.push(...events)
    directory = await one.directory()
  }
  const respondentOf = (prefix: string, homes: readonly string[], isAlone: boolean): Respondent => {
    const bare = <T>(value: T): T =>
      prefix === '' ? value : (JSON.parse(JSON.stringify(value).replaceAll(prefix, '')) as T)
    const scopeOf = (other: Otherwise) => {
      if (other.owner !== undefined) return ownerScope(directory, prefix + other.owner)
      if (isAlone) return managementScope(directory)
      return homesScope(
        directory,
        (other.homes ?? homes).map((home) => prefix + home),
      )
    }
    const queryOf = (other: Otherwise) => {
      const { from, until } = periodOf(other)
      const { language = 'en', team = false } = other
      return {
        period: parsePeriod(from, until),
        as_of: momentOf(other),
        scope: scopeOf(other),
        language,
        team,
      }
    }
    return {
      answer: async (subject, other, metrics) => {
        const { by = null, every = null } = other
        const only = metrics === undefined ? {} : { metrics }
        return bare(await readMetrics(one.db, directory, { subject, by, every, ...queryOf(other), ...only }))
      },
      rows: async (list, other) => bare(await readList(one.db, directory, list, queryOf(other))),
      take: (events) => take(events.map((event) => prefixed(prefix, onlyThese(homes, event)))),
    }
  }
  return {
    together: async (cases) => {
      const of = new Map<Case, Respondent>()
      const all = cases.flatMap((story, index) => {
        const events = withHome(story)
        const [prefix, homes] = [`case${index}-`, homesOf(events)]
        of.set(story, respondentOf(prefix, homes, false))
        return events.map((event) => prefixed(prefix, onlyThese(homes, event)))
      })
      await take([everythingReported(), ...all])
      return (story) => {
        const respondent = of.get(story)
        if (respondent === undefined) throw new Error(`nobody told «${story.title}»`)
        return respondent
      }
    },
    alone: async ({ events }) => {
      await one.empty()
      await take(events)
      return respondentOf('', homesOf(events), true)
    },
    replay: async () => {
      const before = await readAll(one)
      await one.take([...landed, ...landed].reverse())
      const twice = { before, then: await readAll(one) }
      await one.empty()
      const backwards = amount(landed, [...landed, ...landed, ...landed]).toReversed()
      for (let start = 0; start < backwards.length; start += 1999)
        await one.take(backwards.slice(start, start + 1999))
      return [twice, { before, then: await readAll(one) }]
    },
    close: () => one.close(),
  }
}

/** Every figure of March 2025, in which nearly all cases lie, for each home, and every row. */
async function readAll({ db, directory: read }: TestDatabase): Promise<unknown[]> {
  const directory = await read()
  const query = {
    period: parsePeriod('2025-03-01', '2025-04-01'),
    as_of: Date.parse('2026-01-01T00:00:00Z'),
    scope: managementScope(directory),
    language: 'en',
    team: false,
  }
  return Promise.all([
    ...SUBJECTS.map((subject) =>
      readMetrics(db, directory, { ...query, subject, by: 'property', every: null }),
    ),
    ...LISTS.map((list) => readList(db, directory, list, query)),
  ])
}
