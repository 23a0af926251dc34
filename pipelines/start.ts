import type { Broker } from './broker.server.ts'
import { startConsumer, type ConsumerOptions, type Pipeline } from './consumer.server.ts'
import type { Deriving } from './deriving.server.ts'
import type { KafkaEnv } from './env.ts'
import { kindOf, log } from './log.ts'
import { watchPartitions, type PartitionMonitor } from './progress.server.ts'
import type { Store } from './store.server.ts'
import { EVENT_TOPICS } from './topics.ts'

const AGAIN_MS = 5_000

/** A pipeline that is watched. */
export interface WatchedPipeline extends Pipeline {
  watch: Pick<PartitionMonitor, 'progress' | 'isBrokerAway'>
}

/** The pipeline: every event topic into the store, for as long as the process runs. A broker that is away is waited for. */
export function startPipeline(of: {
  store: Pick<Store, 'sink'>
  broker: Pick<Broker, 'kafka'>
  env: KafkaEnv
  deriving: Pick<Deriving, 'onStored'>
}): WatchedPipeline {
  const watch = watchPartitions({ kafka: of.broker.kafka, group: of.env.group })
  const options: ConsumerOptions = {
    kafka: of.broker.kafka,
    group: of.env.group,
    session_ms: of.env.session_ms,
    topics: EVENT_TOPICS,
    sink: of.store.sink,
    onStored: of.deriving.onStored,
    watch,
  }
  const stopping = new AbortController()
  const starting = (async () => {
    for (;;) {
      try {
        return await startConsumer(options)
      } catch (error) {
        log({ level: 'warn', event: 'broker_away', error: kindOf(error), again_in_ms: AGAIN_MS })
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
        if (stopping.signal.aborted) return null
      }
    }
  })()
  let running: Pipeline | null = null
  const failed = starting.then(async (pipeline) => {
    running = pipeline
    return pipeline === null ? new Promise<never>(() => undefined) : pipeline.failed
  })
  failed.catch(() => undefined)
  return {
    failed,
    watch,
    stop: async () => {
      stopping.abort()
      await watch.stop()
      if (running !== null) await running.stop()
    },
  }
}
