import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sqlEnv, type SqlEnv } from '#sql/db/env.ts'
import { ensureFolder, holdDatabase } from '#sql/db/lock.server.ts'
import { DAY_MS, firstInstant, localDay } from '#sql/time/zone.ts'
import type { Decoded } from '../sink.server.ts'
import { openStore, type Store } from '../store.server.ts'
import { DEMO_PEOPLE, demoEvents, firstDayFor, type DemoSpan } from './events.ts'

const ZONE = 'Europe/Moscow'
const EVENTS_AT_ONCE = 10_000

/** The demo's own place: a user's data is never touched, and no server is asked. */
export function demoEnv(env: SqlEnv): SqlEnv {
  return { ...sqlEnv({ DEFAULT_TIMEZONE: ZONE }), DATA_DIR: path.join(env.DATA_DIR, 'demo') }
}

/** @param fresh throw away what an earlier start made */
export async function openDemo(env: SqlEnv, fresh: boolean): Promise<Store> {
  if (fresh) {
    ensureFolder(env.DATA_DIR)
    // not while another process works with it
    await holdDatabase(env.DATA_DIR)
    for (const made of ['data', STATE])
      rmSync(path.join(env.DATA_DIR, made), { recursive: true, force: true })
  }
  return openStore(env)
}

const STATE = 'portfolio.json'

/**
 * Fills the demo up to yesterday: at the first start from 14 months ago, at later ones from where it ended. An event is
 * the same whenever it is made, so a start that was cut short is simply done again.
 * @returns who may sign in, in the order in which to show them, and up to when the portfolio tells: pages are shown as of
 * then, since a portfolio that ends would look like one whose sources went silent
 */
export async function fillDemo(
  store: Store,
  now: number,
  watched: (what: string) => (share: number) => void,
): Promise<{ people: { person: string; role: string }[]; data_until: number }> {
  const last_day = localDay(ZONE, now) - 1
  const file = path.join(store.data_dir, STATE)
  const earlier = readState(file)
  const span = { first_day: earlier?.first_day ?? firstDayFor(last_day), last_day }
  const from_day = earlier === null ? span.first_day : earlier.last_day + 1
  if (from_day <= last_day) {
    await write(store, span, from_day, now, watched('посылаем события · sending events'))
    await store.facts.drain(watched('считаем · counting'))
    writeFileSync(file, JSON.stringify(span) + '\n')
  }
  return {
    data_until: firstInstant(ZONE, last_day + 1, 0),
    people: [
      { person: DEMO_PEOPLE.owner_of_one, role: 'владелец одной квартиры · owner with one home' },
      { person: DEMO_PEOPLE.owner_of_three, role: 'владелец трёх · owner with three' },
      { person: DEMO_PEOPLE.night_lead, role: 'старший ночной смены · night lead' },
      { person: DEMO_PEOPLE.admin, role: 'администратор · admin' },
    ],
  }
}

async function write(
  store: Store,
  span: DemoSpan,
  from_day: number,
  now: number,
  onProgress: (share: number) => void,
): Promise<void> {
  let batch: Decoded[] = []
  let count = 0
  const flush = async () => {
    const refused = (await store.sink.write(batch)).find((outcome) => outcome !== null)
    if (refused !== undefined) throw new Error(`the demo made an event that its own door refuses: ${refused}`)
    batch = []
  }
  const days = span.last_day + 1 - from_day
  const start = from_day * DAY_MS
  for (const event of demoEvents(span, from_day)) {
    batch.push(
      store.sink.decodeValue(event, { origin: `demo ${count++}`, received_at: now, is_from_file: true }),
    )
    if (batch.length < EVENTS_AT_ONCE) continue
    await flush()
    onProgress(Math.min(1, Math.max(0, (Date.parse(String(event['time'])) - start) / (days * DAY_MS))))
  }
  await flush()
  onProgress(1)
}

function readState(file: string): DemoSpan | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoSpan
  } catch {
    return null
  }
}
