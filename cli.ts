/** insights COMMAND …: see `insights --help` and docs/connect.md. */
import { createReadStream, fstatSync } from 'node:fs'
import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { Broker } from '#pipelines/broker.server.ts'
import { listenForEnd } from '#pipelines/ending.ts'
import { pipelineEnv } from '#pipelines/env.ts'
import { followOpening, lineOf, type Opening } from '#pipelines/opening.ts'
import { openStore, type Store } from '#pipelines/store.server.ts'
import { finishUndoing } from '#pipelines/undo.server.ts'
import { sqlEnv } from '#sql/db/env.ts'
import { appEnv } from '#app/env.server.ts'
import { demoEnv, fillDemo, openDemo } from '#pipelines/demo/fill.server.ts'
import { callServer } from './cli/call.ts'
import { LONG_RUNNING, OWN_COMMANDS, runCommand } from './cli/program.ts'
import { progressBar } from './cli/progress.ts'
import { listenForCommands } from './cli/socket.ts'

const argv = process.argv.slice(2)
const isLongRunning = LONG_RUNNING.includes(argv[0] ?? '')
/** From its first line on. What reads topics again ends by itself, and a signal ends it as any other command. */
const ending =
  isLongRunning && (argv[0] !== 'pipeline' || argv.length === 1)
    ? listenForEnd()
    : { told: new Promise<void>(() => undefined), check: () => undefined }
const io = {
  stdin: standardInput(),
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
}
const call = { argv, cwd: process.cwd(), isTerminal: process.stderr.isTTY }
// a reader that closes early, such as head, is no failure
process.stdout.on('error', () => undefined)

/** bin/insights.mjs hands standard input on under another number, because the engine would read it. */
function standardInput(): Readable {
  const fd = process.env['INSIGHTS_STDIN_FD']
  // not opened before it is read: an open pipe holds the process until it ends
  return fd === undefined ? Readable.from([]) : Readable.from(bytesOf(Number(fd)), { objectMode: false })
}

/** TRICKY: a pipe that does not block has nothing for a while (EAGAIN). A file's stream fails on that, a socket's waits. */
async function* bytesOf(fd: number): AsyncGenerator<Buffer> {
  const kind = fstatSync(fd)
  const isPipe = kind.isFIFO() || kind.isSocket()
  yield* (
    isPipe ? new Socket({ fd, writable: false }) : createReadStream('', { fd })
  ) as AsyncIterable<Buffer>
}

/** As serve would take it; a bad one is told by the command that needs it. */
function baseUrl(): string {
  try {
    return appEnv().BASE_URL
  } catch {
    return ''
  }
}

async function run(): Promise<number> {
  let env
  try {
    env = sqlEnv()
  } catch (error) {
    io.err(`insights: ${(error as Error).message}\n`)
    return 1
  }
  const isOwn =
    argv.length === 0 ||
    OWN_COMMANDS.includes(argv[0] ?? '') ||
    argv.includes('--help') ||
    argv.includes('-h')
  if (!isOwn && env.CLICKHOUSE_URL === undefined) {
    const status = await callServer(env.DATA_DIR, call, io).catch(() => null)
    if (status !== null) return status
  }
  let opened: Promise<Store> | undefined
  let held: Store | undefined
  let broker: Broker | undefined
  const opening: Opening = { stage: null }
  const following = followOpening(
    opening,
    isLongRunning
      ? undefined
      : (stage) => {
          io.err(`insights: ${lineOf(stage)}\n`)
        },
  )
  const bar = progressBar({ ...io, ...call })
  /** By the rules that this process knows, and with what a process that ended left underived. */
  const upToDate = async (store: Store) => {
    held = store
    ending.check()
    await store.facts.followEdition((stage) => {
      ending.check()
      following.onStage(stage)
      bar.watched('deriving')(stage.done_share)
    })
    bar.clear()
    following.end()
    await finishUndoing(store)
    await store.facts.drain()
    ending.check()
    return store
  }
  const openOnce = () =>
    (opened ??= openStore(env, broker?.sendDeadLetters).then((store) =>
      // a rebuild derives everything anyway
      argv[0] === 'rebuild' || argv[0] === 'migrate' ? (held = store) : upToDate(store),
    ))
  const context = { ...io, ...call, now: Date.now, isServed: false, store: openOnce, base_url: baseUrl() }
  /** Where KAFKA_BROKERS is set. Only long-running processes send: what they bury goes to its topic too. */
  const connect = async () => {
    const env = pipelineEnv()
    if (env.kafka === null) return null
    const { openBroker } = await import('#pipelines/broker.server.ts')
    broker = openBroker(env.kafka)
    return { env: { ...env, kafka: env.kafka }, broker }
  }
  const status = await runCommand(argv, context, {
    pipeline: async (options) => {
      const { NO_BROKER, pipeline } = await import('./cli/kafka.ts')
      const connected = await connect()
      if (connected === null) throw NO_BROKER
      await pipeline(options, { ...connected, opening, ending }, context)
    },
    topics: async (options) => {
      const { NO_BROKER, topics } = await import('./cli/kafka.ts')
      const { kafka } = pipelineEnv()
      if (kafka === null) throw NO_BROKER
      await topics(options, kafka, context)
    },
    reports: async () => {
      const { reportsProcess } = await import('./cli/send-reports.ts')
      await reportsProcess(context, ending)
    },
    serve: async () => {
      const { serve } = await import('#app/server.ts')
      const connected = await connect()
      await serve({
        kafka: connected === null ? null : { env: connected.env.kafka, broker: connected.broker },
        opening,
        ending,
        openStore: openOnce,
        listenForCommands: (store, base_url) =>
          listenForCommands(env.DATA_DIR, store, { now: Date.now, base_url }),
        now: Date.now,
      })
    },
    demo: async ({ fresh, toKafka }) => {
      if (toKafka) {
        const { demoToKafka, NO_BROKER } = await import('./cli/kafka.ts')
        const connected = await connect()
        if (connected === null) throw NO_BROKER
        await demoToKafka({ ...connected, ending }, context)
        return
      }
      const { serve } = await import('#app/server.ts')
      const own = demoEnv(env)
      await serve({
        kafka: null,
        opening,
        ending,
        openStore: () => (opened = openDemo(own, fresh).then(upToDate)),
        listenForCommands: (store, base_url) =>
          listenForCommands(own.DATA_DIR, store, { now: Date.now, base_url }),
        now: Date.now,
        demo: async (store) => {
          const { watched, clear } = progressBar(context)
          const filled = await fillDemo(store, Date.now(), (stage) => {
            const show = watched(stage)
            return (share) => {
              ending.check()
              show(share)
            }
          })
          clear()
          return filled
        },
      })
    },
  })
  await opened?.catch(() => undefined)
  await held?.close().catch(() => undefined)
  return status
}

const status = await run()
// flush what is written before the engine's threads are left behind
process.stdout.write('', () => process.exit(status))
