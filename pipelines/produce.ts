/** For producers written for Node: typed events onto the topics, checked before they are sent. */
import { randomUUID } from 'node:crypto'
import { PlainError } from '#sql/db/errors.ts'
import { openBroker } from './broker.server.ts'
import { decodeValue } from './decode.ts'
import type { KafkaEnv } from './env.ts'
import type { EventData } from './events/index.ts'
import { recordOf, type TopicRecord } from './topics.ts'

type Produced<Type extends keyof EventData> = {
  type: Type
  /** identifies the event among those of its source: the same again is a redelivery; default a new one */
  id?: string
  /** when it happened */
  time: Date | string
  data: EventData[Type]
}

/** An event of any type of the contract (docs/events.md). */
export type ProducedEvent = { [Type in keyof EventData]: Produced<Type> }[keyof EventData]

export interface EventProducer {
  /**
   * Checks all events, then sends them; returns when all in-sync replicas have them. The words of messages stay with
   * the caller: what they give (language, topic, whether a reply is needed) is sent instead.
   * @throws PlainError that names the first event that can't be taken, and why; then nothing was sent
   */
  send: (events: readonly ProducedEvent[]) => Promise<void>
  close: () => Promise<void>
}

export interface ProducerOptions extends Partial<Pick<KafkaEnv, 'is_tls' | 'sasl'>> {
  /** host:port */
  brokers: string[]
  /** which system speaks, such as crm://butler */
  source: string
}

export function connectProducer(options: ProducerOptions): EventProducer {
  const broker = openBroker({ is_tls: false, sasl: null, ...options })
  return {
    send: async (events) => {
      await broker.send(events.map((event, index) => toRecord(event, index, options.source)))
    },
    close: broker.close,
  }
}

/** Which zones there are, the engine knows: the door refuses the others. */
const ANY_ZONE = { has: () => true } as unknown as ReadonlySet<string>

function toRecord(event: ProducedEvent, index: number, source: string): TopicRecord {
  const { type, id = randomUUID(), data } = event
  const time = typeof event.time === 'string' ? event.time : event.time.toISOString()
  const json = JSON.stringify({ specversion: '1.0', id, source, type, time, data })
  const context = { received_at: Date.now(), origin: `event ${index}`, zones: ANY_ZONE }
  const result = decodeValue(JSON.parse(json), context)
  if (result.kind === 'row') return recordOf(result.type, result.keys, json)
  throw new PlainError(
    `event ${index} (${type}) can't be sent: ${result.kind === 'dead' ? result.letter.detail : result.reason}`,
  )
}
