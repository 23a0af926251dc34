import { setTimeout as sleep } from 'node:timers/promises'
import { localDay } from '#sql/time/zone.ts'
import type { Broker } from '../broker.server.ts'
import { decodeValue } from '../decode.ts'
import { toJson } from '../json.ts'
import { recordOf, type TopicRecord } from '../topics.ts'
import { demoEvents, firstDayFor } from './events.ts'
import { guestsOn, questionAt } from './live.ts'

const ZONE = 'Europe/Moscow'
const RECORDS_AT_ONCE = 5_000
/** A new question every few seconds, so that the page moves while one watches. */
const QUESTION_EVERY_MS = 5_000
const ANY_ZONE = { has: () => true } as unknown as ReadonlySet<string>

/**
 * Sends the demo portfolio through Kafka: its history up to this moment, where none was sent before, then what happens
 * from now on, at the pace of a portfolio some hundred times larger.
 * @returns once `signal` says to end
 */
export async function sendDemo(
  broker: Pick<Broker, 'kafka' | 'send'>,
  watched: (share: number) => void,
  onHistory: (sent: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const today = localDay(ZONE, Date.now())
  const first_day = firstDayFor(today - 1)
  onHistory((await isThere(broker)) ? 0 : await sendHistory(broker, { first_day, last_day: today }, watched))
  const waiting: { at: number; event: Record<string, unknown> }[] = []
  while (!signal.aborted) {
    const now = Date.now()
    waiting.push(...questionAt(guestsOn(first_day, localDay(ZONE, now)), first_day, now))
    waiting.sort((a, b) => a.at - b.at)
    const due = waiting.findIndex(({ at }) => at > now)
    await broker.send(
      waiting.splice(0, due === -1 ? waiting.length : due).map(({ event }) => recordFor(event)),
    )
    await sleep(QUESTION_EVERY_MS, null, { signal }).catch(() => undefined)
  }
}

async function isThere({ kafka }: Pick<Broker, 'kafka'>): Promise<boolean> {
  const admin = kafka.admin()
  await admin.connect()
  const ends = await admin.fetchTopicOffsets('butler.directory').finally(() => admin.disconnect())
  return ends.some(({ high }) => high !== '0')
}

async function sendHistory(
  broker: Pick<Broker, 'send'>,
  span: { first_day: number; last_day: number },
  watched: (share: number) => void,
): Promise<number> {
  const now = Date.now()
  const records: TopicRecord[] = []
  for (const event of demoEvents(span, span.first_day))
    if (Date.parse(String(event['time'])) <= now) records.push(recordFor(event))
  for (let start = 0; start < records.length; start += RECORDS_AT_ONCE) {
    await broker.send(records.slice(start, start + RECORDS_AT_ONCE))
    watched(Math.min(1, (start + RECORDS_AT_ONCE) / records.length))
  }
  return records.length
}

function recordFor(event: Record<string, unknown>): TopicRecord {
  const result = decodeValue(event, { received_at: Date.now(), origin: 'demo', zones: ANY_ZONE })
  if (result.kind !== 'row') throw new Error('the demo made an event that its own door refuses')
  return recordOf(result.type, result.keys, toJson(event))
}
