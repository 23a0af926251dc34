/** One question, put to the product and to the brute-force reading of docs/rules.md about the same events. */
import { isDeepStrictEqual } from 'node:util'
import type { Directory } from '#sql/directory/directory.ts'
import { readExternalFigures } from '#sql/external-definitions/external-figures.server.ts'
import { readLedger, type LedgerNight } from '#sql/ledger/ledger.server.ts'
import type { LedgerPlan } from '#sql/ledger/ledger.ts'
import type { Subject } from '#sql/metrics/index.ts'
import { compareBytes } from '#sql/order.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics, type MetricsQuery } from '#sql/read.server.ts'
import { homesScope, managementScope, ownerScope, type Scope } from '#sql/directory/scope.ts'
import { formatDay } from '#sql/time/zone.ts'
import { asNear } from '../oracle/close.ts'
import { othersCount } from '../oracle/external-definitions.ts'
import { figuresOf, managementHomes, ownerHomes } from '../oracle/figures.ts'
import { ledgerRows } from '../oracle/ledger.ts'
import { know, type Known } from '../oracle/placed.ts'
import type { WorldEvent } from '../oracle/world.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { withoutFractions } from './fractions.ts'

export const ZONE = 'Europe/Moscow'
const HOLIDAYS = ['2025-03-10', '2025-10-27', '2025-06-12']

export interface Question {
  subject: Subject | 'ledger' | 'elsewhere'
  /** local dates, half-open */
  from: string
  until: string
  /** RFC 3339 */
  as_of: string
  /** everything; or every home that these events announce; or the homes of an owner on his dates */
  scope: 'management' | 'homes' | { owner: string }
  by: string | null
  every: MetricsQuery['every']
  language: string
  team: boolean
}

/** Events that come together, and what the process does then. */
export interface Batch {
  events: WorldEvent[]
  then: 'derive' | 'restart' | 'wait'
}

export interface Difference {
  question: Question
  product: unknown
  reading: unknown
}

/** What the brute-force reading knows of a world; `written`: when somebody wrote in other worlds of the database. */
export interface Reading {
  events: readonly WorldEvent[]
  known: Known
  written: readonly number[]
}

export function readingOf(events: readonly WorldEvent[], written: readonly number[] = []): Reading {
  return { events, known: know(events, ZONE), written }
}

/** A database in which trials are held. */
export function trialDatabase(): Promise<TestDatabase> {
  const holidays = new Set(HOLIDAYS.map((date) => Date.parse(date) / 86_400_000))
  return testDatabase({ default_timezone: ZONE, holidays })
}

/** Lands the batches one after the other and derives all there is. */
export async function tell(one: TestDatabase, batches: readonly Batch[]): Promise<void> {
  for (const { events, then } of batches) {
    const refused = (await one.land(events)).filter((outcome) => outcome !== null)
    if (refused.length > 0) throw new Error(`an invented event was refused: ${JSON.stringify(refused[0])}`)
    if (then === 'derive') await one.facts.drain()
    else if (then === 'restart') await one.restart()
  }
  await one.facts.drain()
}

/** @returns null where both say the same */
export async function differenceOf(
  one: TestDatabase,
  directory: Directory,
  reading: Reading,
  question: Question,
): Promise<Difference | null> {
  const product = await productAnswer(one, directory, reading, question)
  const expected = readingAnswer(reading, question)
  const comparable = question.subject === 'reviews' ? asNear(expected, product) : expected
  if (isDeepStrictEqual(product, comparable)) return null
  return { question, product, reading: expected }
}

async function productAnswer(
  one: TestDatabase,
  directory: Directory,
  { events }: Reading,
  question: Question,
): Promise<unknown> {
  const { subject, language, team, by, every } = question
  const query = {
    period: parsePeriod(question.from, question.until),
    as_of: Date.parse(question.as_of),
    scope: scopeOf(directory, events, question),
    language,
    team,
  }
  if (subject === 'elsewhere') return readExternalFigures(one.db, directory, query)
  if (subject === 'ledger')
    return sortedRows((await readLedger(one.db, directory, query)).nights.map(ledgerRow))
  const answer = withoutFractions(await readMetrics(one.db, directory, { ...query, subject, by, every }))
  const { total, not_reported, since, series, by: rows } = answer
  return { total, not_reported, since, ...(series && { series }), ...(rows && { by: rows }) }
}

function readingAnswer({ events, known, written }: Reading, question: Question): unknown {
  const { subject, from, until, scope, by, every, language, team } = question
  const isOwner = typeof scope === 'object'
  const query = {
    from,
    until,
    as_of: Date.parse(question.as_of),
    language,
    team,
    default_timezone: ZONE,
    holidays: HOLIDAYS,
    unassigned: scope === 'management',
    ...(isOwner ? { owner: scope.owner } : {}),
    homes: isOwner ? ownerHomes(events, scope.owner, ZONE) : managementHomes(events),
    ...(by === null ? {} : { by }),
    ...(every === null ? {} : { every }),
  }
  if (subject === 'elsewhere') return othersCount(known, { ...query, subject: 'turns' })
  if (subject === 'ledger') return sortedRows(ledgerRows(known, { ...query, subject: 'nights' }, written))
  return figuresOf(known, { ...query, subject })
}

function scopeOf(directory: Directory, events: readonly WorldEvent[], { scope }: Question): Scope {
  if (scope === 'management') return managementScope(directory)
  if (typeof scope === 'object') return ownerScope(directory, scope.owner)
  const homes = managementHomes(events).map((home) => home.property_id)
  return homesScope(directory, homes, true)
}

function sortedRows<Row extends { home: string; date: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => compareBytes(`${a.date} ${a.home}`, `${b.date} ${b.home}`))
}

function ledgerRow(ledger: LedgerNight) {
  const { night, turns, plans, incident_ids } = ledger
  const plan = (of: LedgerPlan['planned']) => (of === null ? null : [of.manager_id, of.from_at, of.until_at])
  return {
    home: night.property_ids.join(' '),
    date: formatDay(night.date),
    turns: turns.map(({ conversation_id, opened_at, is_late, held_by }) => ({
      conversation_id,
      opened_at,
      late: is_late,
      held: held_by.map((part) => [part.from_at, part.until_at, part.manager_ids.join(' ')]),
    })),
    plans: plans
      .map(({ shift_id, planned, edits }) => ({
        shift_id,
        planned: plan(planned),
        edits: edits.map((edit) => plan(edit.planned)),
      }))
      .sort((a, b) => compareBytes(a.shift_id, b.shift_id)),
    worst_wait_s: ledger.worst_wait_s,
    longest_silence_s: ledger.longest_silence_s,
    incidents: incident_ids === null ? null : incident_ids.toSorted(compareBytes),
    disturbed: ledger.is_owner_disturbed,
    verdict: ledger.verdict,
  }
}
