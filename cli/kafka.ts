import type { Broker } from '#pipelines/broker.server.ts'
import { sendDemo } from '#pipelines/demo/send.server.ts'
import { deriveLoop } from '#pipelines/deriving.server.ts'
import { limitTheEnd, type Ending } from '#pipelines/ending.ts'
import type { KafkaEnv, PipelineEnv } from '#pipelines/env.ts'
import { readReadiness, serveHealth, type Readiness } from '#pipelines/health.server.ts'
import { kafkaOf, reachable } from '#pipelines/kafka.server.ts'
import { readStarting, type Opening, type Starting } from '#pipelines/opening.ts'
import { rewind } from '#pipelines/rewind.server.ts'
import { startPipeline } from '#pipelines/start.ts'
import { createTopics, EVENT_TOPICS } from '#pipelines/topics.ts'
import { parseTime } from '#sql/query.ts'
import { PlainError, UsageError } from '#sql/db/errors.ts'
import type { CommandContext } from './context.ts'
import { progressBar } from './progress.ts'

export interface PipelineOptions {
  fromBeginning: boolean
  from?: string
  topic: string[]
}

/** What these commands work with, where KAFKA_BROKERS is set. */
export interface Connected {
  env: PipelineEnv & { kafka: KafkaEnv }
  broker: Broker
  /** what this process does before context.store() has come */
  opening: Opening
  ending: Ending
}

export const NO_BROKER = new PlainError(
  'KAFKA_BROKERS is not set: set it to host:port of a Kafka broker; see .env.example',
)

/** insights topics */
export async function topics(
  options: { partitions: string; replication: string },
  kafka: KafkaEnv,
  context: CommandContext,
): Promise<void> {
  const [partitions, replication] = [Number(options.partitions), Number(options.replication)]
  if (!Number.isInteger(partitions) || partitions < 1) throw new UsageError('--partitions must be 1 or more')
  if (!Number.isInteger(replication) || replication < 1)
    throw new UsageError('--replication must be 1 or more')
  const admin = kafkaOf(kafka).admin()
  await reachable(kafka.brokers, () => admin.connect())
  try {
    const created = await createTopics(admin, { partitions, replication })
    context.out(created.length === 0 ? 'all topics are there\n' : `created ${created.join(', ')}\n`)
  } finally {
    await admin.disconnect()
  }
}

/** insights pipeline */
export async function pipeline(
  options: PipelineOptions,
  connected: Connected,
  context: CommandContext,
): Promise<void> {
  const unknown = options.topic.find((topic) => !EVENT_TOPICS.includes(topic))
  if (unknown !== undefined)
    throw new UsageError(`unknown topic ${unknown}: must be one of ${EVENT_TOPICS.join(', ')}`)
  if (options.fromBeginning && options.from !== undefined)
    throw new UsageError('--from-beginning and --from cannot be combined')
  const from = options.from === undefined ? null : parseTime(options.from, 'from')
  const isAgain = options.fromBeginning || options.from !== undefined || options.topic.length > 0
  await (isAgain ? again(options.topic, from, connected, context) : forEver(connected, context))
  await connected.broker.close()
}

async function again(
  named: readonly string[],
  from: number | null,
  { env, broker }: Connected,
  context: CommandContext,
): Promise<void> {
  const store = await context.store()
  const { watched, clear } = progressBar(context)
  const { read } = await reachable(env.kafka.brokers, () =>
    rewind(
      {
        kafka: broker.kafka,
        group: env.kafka.group,
        session_ms: env.kafka.session_ms,
        topics: named.length === 0 ? EVENT_TOPICS : named,
        sink: store.sink,
        onStored: () => undefined,
      },
      from,
      watched('reading'),
    ),
  )
  await store.facts.drain(watched('deriving'))
  clear()
  context.out(`read ${read} messages again; what was there already did not change\n`)
}

async function forEver({ env, broker, opening, ending }: Connected, context: CommandContext): Promise<void> {
  let read = (): Promise<Readiness | Starting> => Promise.resolve(readStarting(opening))
  const health = await serveHealth(() => read(), { port: env.METRICS_PORT, host: env.METRICS_HOST })
  const store = await context.store()
  const deriving = deriveLoop(store.facts)
  if (!store.db.embedded) deriving.alsoOthers()
  const running = startPipeline({ store, broker, env: env.kafka, deriving })
  read = () => readReadiness(store, running, Date.now())
  context.out(`consuming from ${env.kafka.brokers.join(', ')} as ${env.kafka.group}\n`)
  try {
    await Promise.race([ending.told, running.failed])
  } finally {
    limitTheEnd()
    await running.stop()
    await deriving.settled()
    health.close()
  }
}

/** insights demo --to-kafka */
export async function demoToKafka(
  { env, broker, ending }: Omit<Connected, 'opening'>,
  context: CommandContext,
): Promise<void> {
  const stopping = new AbortController()
  void ending.told.then(() => {
    stopping.abort()
  })
  const { watched, clear } = progressBar(context)
  await reachable(env.kafka.brokers, () =>
    sendDemo(
      broker,
      watched('sending history'),
      (sent) => {
        clear()
        context.out(
          `history: ${sent === 0 ? 'there already' : `${sent} events sent`}; now a question every few seconds\n`,
        )
      },
      stopping.signal,
    ),
  )
  await broker.close()
}
