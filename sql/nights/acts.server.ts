import { namesFor, type Act, type UnnamedAct } from './acts.ts'
import type { Database } from '../db/client.server.ts'
import type { Directory } from '../directory/directory.ts'
import { UNNAMED_PERSON } from '../facts/fact-rows.ts'
import { readShiftEvents } from './shifts.server.ts'
import { shiftsAt, type Shift } from './shifts.ts'
import type { Span } from '../time/spans.ts'
import { HOUR_MS } from '../time/zone.ts'

type ActRow = [
  person: string,
  thread_group: string,
  at: number,
  thread: number,
  conversation: string,
  home: string,
]

/** In act_facts: a mark that belongs to no thread. */
const NO_THREAD = -2

/**
 * What the people of these shifts did, in order, by person: an hour before and after the stretch too, and inside their
 * plans; and what may be theirs because it carries no name.
 */
export async function readActs(
  db: Database,
  directory: Directory,
  shifts: readonly Shift[],
  people: readonly string[],
  query: { stretch: Span; as_of: number },
): Promise<Map<string, Act[]>> {
  const { stretch, as_of } = query
  const plans = shifts.flatMap((shift) => shift.planned ?? [])
  const within = {
    from_at: Math.min(stretch.from_at, ...plans.map((span) => span.from_at)) - HOUR_MS,
    until_at: Math.max(stretch.until_at, ...plans.map((span) => span.until_at)) + HOUR_MS,
  }
  const shared = [...directory.managers.values()].flatMap((one) => (one.is_shared ? [one.manager_id] : []))
  const nameless = new Set([UNNAMED_PERSON, ...shared])
  const rows = await readRows(db, [...people, ...nameless], within, as_of)
  const acts = new Map<string, Act[]>(people.map((person) => [person, []]))
  const unnamed: UnnamedAct[] = []
  for (const row of rows) {
    if (nameless.has(row[0])) unnamed.push({ ...actOf(row), home: row[5] })
    else acts.get(row[0])?.push({ ...actOf(row), is_sure: true })
  }
  if (unnamed.length > 0) {
    const homes = [...new Set(unnamed.map(({ home }) => home))]
    // whoever may have done it, be he on no shift that these nights look at
    const around = shiftsAt(await readShiftEvents(db, within, homes), directory, as_of)
    addUnnamed(acts, unnamed, around)
  }
  return acts
}

/** Gives acts without a name to those whose they are, or may be. */
function addUnnamed(
  acts: Map<string, Act[]>,
  unnamed: readonly UnnamedAct[],
  shifts: readonly Shift[],
): void {
  const namesOf = namesFor(shifts)
  const changed = new Set<Act[]>()
  for (const one of unnamed) {
    const names = namesOf(one)
    const { at, thread, conversation_id, incident_home } = one
    for (const name of names) {
      const own = acts.get(name)
      if (own === undefined) continue
      own.push({ at, thread, conversation_id, incident_home, is_sure: names.length === 1 })
      changed.add(own)
    }
  }
  for (const own of changed) own.sort((a, b) => a.at - b.at)
}

function actOf([, thread_group, at, thread, conversation_id, home]: ActRow): Omit<Act, 'is_sure'> {
  const isIncident = thread_group.startsWith('incident:')
  return {
    at,
    thread: isIncident || thread === NO_THREAD ? null : `${thread_group} ${thread}`,
    conversation_id,
    incident_home: isIncident ? home : '',
  }
}

function readRows(
  db: Database,
  people: readonly string[],
  { from_at, until_at }: Span,
  as_of: number,
): Promise<ActRow[]> {
  return db.readBulk<ActRow>(
    `select person_id, thread_group, act_at, act_thread, act_conversation, act_home
    from act_facts final
    array join at as act_at, thread as act_thread, conversation_id as act_conversation, property_id as act_home
    where person_id in {people:Array(String)}
        and month between toStartOfMonth(toDateTime({from_s:Int64}, 'UTC')) and toDate(toDateTime({until_s:Int64}, 'UTC'))
        and act_at between {from_at:Int64} and least({until_at:Int64}, {as_of:Int64})
    order by act_at`,
    {
      people,
      as_of,
      from_at,
      until_at,
      from_s: Math.max(0, Math.floor(from_at / 1000)),
      until_s: Math.ceil(until_at / 1000),
    },
  )
}
