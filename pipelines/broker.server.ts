import { Partitioners, type Kafka } from 'kafkajs'
import type { DeadLetter } from './dead-letter.ts'
import type { KafkaEnv } from './env.ts'
import { kafkaOf, sendAll } from './kafka.server.ts'
import { DEAD_LETTERS_TOPIC, type TopicRecord } from './topics.ts'

/** The writing side of the broker. */
export interface Broker {
  kafka: Kafka
  /** Returns when all in-sync replicas have the records. */
  send: (records: readonly TopicRecord[]) => Promise<void>
  /** The same for dead letters: the letter with its bytes as JSON, its id as the key. */
  sendDeadLetters: (deadLetters: readonly DeadLetter[]) => Promise<void>
  close: () => Promise<void>
}

/** Connects with the first record that is sent: pages work while the broker is away. */
export function openBroker(env: Pick<KafkaEnv, 'brokers' | 'is_tls' | 'sasl'>): Broker {
  const kafka = kafkaOf(env)
  const producer = kafka.producer({
    allowAutoTopicCreation: false,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  })
  let connecting: Promise<void> | null = null
  const send = async (records: readonly TopicRecord[]) => {
    connecting ??= producer.connect()
    await connecting.catch((error: unknown) => {
      connecting = null
      throw error
    })
    await sendAll(producer, records)
  }
  return {
    kafka,
    send,
    sendDeadLetters: (deadLetters) =>
      send(
        deadLetters.map((letter) => ({
          topic: DEAD_LETTERS_TOPIC,
          key: letter.letter_id,
          value: JSON.stringify({ ...letter, received_at: new Date(letter.received_at).toISOString() }),
        })),
      ),
    close: () => producer.disconnect(),
  }
}
