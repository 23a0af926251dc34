/**
 * npm run demo:kafka: the demo portfolio through a real Kafka, as docker-compose.yml does it with --profile demo. The
 * broker, its data and the database lie in var/demo-kafka; Ctrl-C ends all of it, the next start goes on.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { DEMO_PEOPLE } from '#pipelines/demo/events.ts'
import { kafkaOf } from '#pipelines/kafka.server.ts'
import { createTopics } from '#pipelines/topics.ts'
import { startBroker } from './kafka/broker.ts'

const FOLDER = 'var/demo-kafka'

const say = (line: string) => process.stdout.write(`${line}\n`)

function insights(args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['bin/insights.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
}

/** What it has said, once it has said what it is waited for. */
async function saying(child: ChildProcess, wanted: RegExp): Promise<string> {
  let said = ''
  for await (const text of child.stdout ?? []) {
    said += String(text)
    if (wanted.test(said)) return said
  }
  throw new Error(`it ended before it was up: ${said}`)
}

say('starting a Kafka broker …')
const broker = await startBroker({ folder: `${FOLDER}/broker` })
const admin = kafkaOf({ brokers: [broker.bootstrap], is_tls: false, sasl: null }).admin()
await admin.connect()
await createTopics(admin, { partitions: 4, replication: 1 })
await admin.disconnect()
say(`Kafka listens on ${broker.bootstrap}`)

const env = { DATA_DIR: FOLDER, KAFKA_BROKERS: broker.bootstrap, CLICKHOUSE_URL: '' }
const web = insights(['serve'], env)
say((await saying(web, /listens on .*\n/)).split('\n')[0] ?? '')
const producer = insights(['demo', '--to-kafka'], env)
say((await saying(producer, /history: .*\n/)).trim())
for (const person of Object.values(DEMO_PEOPLE)) await link(person)
say('the links work once, for ten minutes; Ctrl-C ends everything')

await Promise.race([
  once(process, 'SIGINT'),
  once(process, 'SIGTERM'),
  once(web, 'exit'),
  once(producer, 'exit'),
])
producer.kill('SIGTERM')
web.kill('SIGTERM')
for (const child of [producer, web]) if (child.exitCode === null) await once(child, 'exit')
await broker.stop()

/** Prints a sign-in link, as soon as the pipeline has brought the person. */
async function link(person: string): Promise<void> {
  for (let round = 0; round < 60; round++) {
    const child = spawn(process.execPath, ['bin/insights.mjs', 'link', person], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, ...env },
    })
    let said = ''
    child.stdout.on('data', (text: Buffer) => (said += text.toString()))
    const [status] = (await once(child, 'close')) as [number | null]
    if (status === 0) {
      say(`  ${person.padEnd(16)} ${said.trim()}`)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
