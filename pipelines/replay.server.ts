import type { Database } from '#sql/client.server.ts'
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
  status: 'new' | 'replayed' | 'still_dead'
  version: number
}

/** What became of a letter: replayed = its event is taken now; still_dead = refused again, or not whole. */
export interface Replayed {
  letter_id: string
  status: 'replayed' | 'still_dead'
  detail: string
}

/** Dead letters, the newest first; of one class of reasons where it is named. */
export async function readDeadLetters(db: Database, reason?: string): Promise<StoredDeadLetter[]> {
  const rows = await db.read<StoredDeadLetter>(
    `select
        toString(letter_id) as letter_id, toUnixTimestamp64Milli(received_at) as received_at, reason, detail, origin, bytes,
        is_base64, is_json, length, status, version
    from dead_letters final
    where {reason:String} = '' or reason = {reason:String}
    order by dead_letters.received_at desc, origin, letter_id`,
    { reason: reason ?? '' },
  )
  return rows.map((row) => ({ ...row, received_at: row.received_at, version: row.version }))
}

/** Sends what is not yet taken through decode and sink again. Safe to repeat: an event that is there changes nothing. */
export async function replayDeadLetters(
  db: Database,
  sink: Sink,
  now: number,
  reason?: string,
): Promise<Replayed[]> {
  const open = (await readDeadLetters(db, reason)).filter((letter) => letter.status !== 'replayed')
  const outcomes: Replayed[] = []
  for (const letter of open) {
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
  })
  if (decoded.fate.fate === 'dead') return { status: 'still_dead', detail: decoded.fate.letter.detail }
  const [outcome] = await sink.write([decoded])
  return outcome === null || outcome === undefined
    ? { status: 'replayed', detail: 'taken' }
    : { status: 'still_dead', detail: outcome }
}
