/** A difference made as small as it still is one, and written down as a case of its own (tests/kept). */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { projectFile } from '#sql/paths.ts'
import type { TestDatabase } from './database.ts'
import { differenceOf, readingOf, tell, type Batch, type Difference, type Question } from './trial.ts'

/** As long as a difference is made smaller. */
const SHRINK_MS = 240_000

/**
 * The same telling with as few events as still make the answers differ, told as simply as they still do.
 * @returns null where the telling alone, in a database to itself, makes no difference
 */
async function shrunk(
  one: TestDatabase,
  batches: readonly Batch[],
  question: Question,
): Promise<Batch[] | null> {
  const end = Date.now() + SHRINK_MS
  const differs = async (some: readonly Batch[]): Promise<boolean> => {
    await one.empty()
    await tell(one, some)
    const reading = readingOf(some.flatMap(({ events }) => events))
    return (await differenceOf(one, await one.directory(), reading, question)) !== null
  }
  let smallest = batches.filter(({ events }) => events.length > 0)
  if (!(await differs(smallest))) return null
  const together: Batch[] = [{ events: smallest.flatMap(({ events }) => events), then: 'derive' }]
  if (await differs(together)) smallest = together
  for (let size = Math.ceil(countOf(smallest) / 2); size >= 1 && Date.now() < end;) {
    let isSmaller = false
    for (let start = 0; start < countOf(smallest) && Date.now() < end;) {
      const fewer = without(smallest, start, size)
      if (countOf(fewer) > 0 && (await differs(fewer))) [smallest, isSmaller] = [fewer, true]
      else start += size
    }
    if (size > 1) size = Math.ceil(size / 2)
    else if (!isSmaller) break
  }
  return smallest
}

function countOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { events }) => sum + events.length, 0)
}

/** Without `size` events from `start` on, counted over all batches. */
function without(batches: readonly Batch[], start: number, size: number): Batch[] {
  let place = 0
  return batches
    .map(({ events, then }) => ({
      events: events.filter(() => {
        const own = place++
        return own < start || own >= start + size
      }),
      then,
    }))
    .filter(({ events }) => events.length > 0)
}

/** Writes a telling and its question into tests/kept, where kept.test.ts asks them from now on. */
function save(batches: readonly Batch[], question: Question): string {
  const text = JSON.stringify({ question, batches }, null, 2) + '\n'
  const name = `${question.subject}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`
  const folder = projectFile('tests', 'kept')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), text)
  return path.join('tests', 'kept', name)
}

/** What a failed test says: where the case lies, and what differed. */
export async function savedDifference(
  one: TestDatabase,
  batches: readonly Batch[],
  { question, product, reading }: Difference,
): Promise<string> {
  const smallest = await shrunk(one, batches, question)
  const where =
    smallest === null
      ? 'not by itself in a database of its own'
      : `${countOf(smallest)} events: ${save(smallest, question)}`
  return [JSON.stringify(question), where, ...different(product, reading, '').slice(0, 20)].join('\n')
}

/** «path: product ≠ reading», one for each place that differs. */
function different(product: unknown, reading: unknown, place: string): string[] {
  if (isDeepStrictEqual(product, reading)) return []
  const isWhole = (value: unknown) => typeof value !== 'object' || value === null
  const sizes = [product, reading].map((value) => (Array.isArray(value) ? value.length : -1))
  if (isWhole(product) || isWhole(reading) || sizes[0] !== sizes[1])
    return [`${place}: ${JSON.stringify(product)} ≠ ${JSON.stringify(reading)}`]
  const [own, other] = [product, reading] as Record<string, unknown>[]
  const names = [...new Set([...Object.keys(own ?? {}), ...Object.keys(other ?? {})])]
  return names.flatMap((name) => different(own?.[name], other?.[name], `${place}.${name}`))
}
