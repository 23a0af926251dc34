import type { Broker } from './broker.server.ts'
import type { Decoded, Outcome, Sink } from './sink.server.ts'
import { recordOf } from './topics.ts'

/**
 * Takes events in by way of the broker: returns when its in-sync replicas have them, in the order of the batch. What
 * can't be taken is a dead letter before anything is sent.
 */
export function takingByBroker(broker: Pick<Broker, 'send'>, sink: Pick<Sink, 'write'>) {
  return async (batch: readonly Decoded[]): Promise<Outcome[]> => {
    const dead = batch.filter(({ result }) => result.kind === 'dead')
    if (dead.length > 0) await sink.write(dead)
    await broker.send(
      batch.flatMap(({ result, record }) =>
        result.kind === 'row' ? [recordOf(result.type, result.keys, Buffer.from(record()).toString())] : [],
      ),
    )
    return batch.map(({ result }) => (result.kind === 'dead' ? result.letter.detail : null))
  }
}
