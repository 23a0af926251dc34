import type { Database } from '#sql/db/client.server.ts'
import { bytesOf, replayable, whatToSend, type Reason } from './dead-letter.ts'
import type { Sink } from './sink.server.ts'
import { dateTime64 } from './time.ts'

export interface StoredDeadLetter {
  letter_id: string
  received_at: number
  reason: Reason
  detail: string
  origin: string
  bytes: string
  is_base64: boolean
  is_json: boolean
  length: number
  import_id: number
  status: 'new' | 'replayed' | 'still_dead'
  version: number
}

/** What became of a letter: replayed = its event is taken now; still_dead = refused again, or not whole. */
export interface Replayed {
  letter_id: string
  status: 'replayed' | 'still_dead'
  detail: string
}

/** Which dead letters: of one class of reasons, of one file, request, topic or partition; absent: any. */
export interface WhichLetters {
  reason?: string | undefined
  /** what their origin is, or begins with before : or / */
  origin?: string | undefined
}

const WHICH = `({reason:String} = '' or reason = {reason:String})
    and ({origin:String} = '' or origin = {origin:String}
        or startsWith(origin, concat({origin:String}, ':')) or startsWith(origin, concat({origin:String}, '/')))`

const LETTER = `toString(letter_id) as letter_id, toUnixTimestamp64Milli(received_at) as received_at, reason, detail, origin, bytes,
        is_base64, is_json, length, import_id, status, version`

/** The newest first, at most so many. */
export function readDeadLetters(
  db: Database,
  which: WhichLetters = {},
  limit = 100,
): Promise<StoredDeadLetter[]> {
  return db.read<StoredDeadLetter>(
    `select ${LETTER}
    from dead_letters final
    where ${WHICH}
    order by dead_letters.received_at desc, origin, letter_id
    limit {limit:UInt32}`,
    { ...paramsOf(which), limit },
  )
}

/** How many there are by reason and origin without line, offset or index, the most first; times in ms UTC. */
export interface DeadLetterCount {
  reason: string
  origin: string
  letters: number
  first_at: number
  last_at: number
  /** what one of them says */
  detail: string
}

export function countDeadLetters(db: Database, which: WhichLetters = {}): Promise<DeadLetterCount[]> {
  return db.read<DeadLetterCount>(
    `select
        reason, replaceRegexpOne(letters_of.origin, '(:|/)[0-9]+$', '') as origin, toUInt32(count()) as letters,
        toUnixTimestamp64Milli(min(received_at)) as first_at, toUnixTimestamp64Milli(max(received_at)) as last_at,
        any(letters_of.detail) as detail
    from (select reason, origin, received_at, detail from dead_letters final where ${WHICH}) as letters_of
    group by reason, origin
    order by letters desc, reason, origin
    limit 1000`,
    paramsOf(which),
  )
}

/** Deletes them for good. @returns how many they were */
export async function dropDeadLetters(db: Database, which: WhichLetters): Promise<number> {
  const [row] = await db.read<{ letters: number }>(
    `select toUInt32(count()) as letters from dead_letters final where ${WHICH}`,
    paramsOf(which),
  )
  await db.command(
    `alter table dead_letters delete where ${WHICH} settings mutations_sync = 2`,
    paramsOf(which),
  )
  return row?.letters ?? 0
}

function paramsOf({ reason, origin }: WhichLetters): Record<string, string> {
  return { reason: reason ?? '', origin: origin ?? '' }
}

/** Sends what is not yet taken through decode and sink again. Safe to repeat: an event that is there changes nothing. */
export async function replayDeadLetters(
  db: Database,
  sink: Sink,
  now: number,
  reason?: string,
): Promise<Replayed[]> {
  const outcomes: Replayed[] = []
  for await (const letter of openLetters(db, { reason })) {
    const outcome = await replayOne(sink, letter)
    outcomes.push({ letter_id: letter.letter_id, ...outcome })
    await db.command(
      `insert into dead_letters
      select * replace (
          {status:String} as status, {detail:String} as detail,
          toDateTime64({replayed_at:String}, 3, 'UTC') as replayed_at, version + 1 as version
      )
      from dead_letters final
      where letter_id = {letter_id:String}`,
      {
        status: outcome.status,
        detail: outcome.detail,
        replayed_at: dateTime64(now),
        letter_id: letter.letter_id,
      },
    )
  }
  return outcomes
}

const LETTERS_AT_ONCE = 200

/** What is not yet taken, a few at a time: letters may be many, and large. */
async function* openLetters(db: Database, which: WhichLetters): AsyncGenerator<StoredDeadLetter> {
  for (let after = ''; ;) {
    const letters = await db.read<StoredDeadLetter>(
      `select ${LETTER}
      from dead_letters final
      where ${WHICH} and status != 'replayed'
          and toString(dead_letters.letter_id) > {after:String}
      order by dead_letters.letter_id
      limit {limit:UInt32}`,
      { ...paramsOf(which), after, limit: LETTERS_AT_ONCE },
    )
    yield* letters
    const last = letters.at(-1)
    if (last === undefined || letters.length < LETTERS_AT_ONCE) return
    after = last.letter_id
  }
}

/** As an import names where a record came from; the broker and requests name theirs otherwise. */
const FILE_LINE = /:\d+$/

async function replayOne(sink: Sink, letter: StoredDeadLetter): Promise<Omit<Replayed, 'letter_id'>> {
  if (!replayable(letter))
    return {
      status: 'still_dead',
      detail: `${letter.detail}; it was not kept whole: ${whatToSend(letter.reason)}`,
    }
  // what it was when it came: a time that lay in the future then is judged by its arrival
  const decoded = sink.decode(bytesOf(letter), {
    origin: letter.origin,
    received_at: letter.received_at,
    is_from_file: FILE_LINE.test(letter.origin),
    import_id: letter.import_id,
  })
  if (decoded.result.kind === 'dead') return { status: 'still_dead', detail: decoded.result.letter.detail }
  const [outcome] = await sink.write([decoded])
  return outcome === null || outcome === undefined
    ? { status: 'replayed', detail: 'taken' }
    : { status: 'still_dead', detail: outcome }
}
