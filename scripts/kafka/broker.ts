/** A real Apache Kafka, one broker on loopback, for development and tests: java 17 and Maven are all that it takes. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PlainError } from '#sql/db/errors.ts'

const POM = fileURLToPath(new URL('pom.xml', import.meta.url))
const POM_TEXT = readFileSync(POM, 'utf8')
const VERSION = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)/.exec(POM_TEXT)?.[1] ?? ''
const UP_WITHIN_MS = 60_000

export interface Broker {
  /** host:port */
  readonly bootstrap: string
  readonly pid: number
  /** Ends it in good order; its data stay. */
  stop(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/**
 * Why no broker can be had on this machine; null where one can. The libraries (45 MB) are fetched once for each state of
 * pom.xml, to DIRECTORY/libs-VERSION-HASH.
 */
export function brokerMissing(directory: string): string | null {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' })
  const major = Number(/version "(\d+)/.exec(java.stderr)?.[1] ?? 0)
  if (major < 17) return 'no java 17 or newer on the path'
  const libs = libsOf(directory)
  if (existsSync(libs)) return null
  // several processes may fetch at the same time: the folder is there only when it is whole
  const own = `${libs}-${process.pid}`
  const fetched = spawnSync(
    'mvn',
    [
      '-q',
      '-B',
      '-f',
      POM,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${own}`,
      '-DincludeScope=runtime',
    ],
    { encoding: 'utf8', timeout: 300_000 },
  )
  if (fetched.error !== undefined) return 'no Maven (mvn) on the path'
  if (fetched.status !== 0) return `Maven could not fetch Kafka ${VERSION} from Maven Central`
  try {
    renameSync(own, libs)
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    // another was first
    if (!existsSync(libs)) throw error
  }
  return null
}

function libsOf(directory: string): string {
  const hash = createHash('sha256').update(POM_TEXT).digest('hex').slice(0, 8)
  return path.resolve(directory, `libs-${VERSION}-${hash}`)
}

/**
 * Starts a KRaft broker; data that are there are kept.
 * @param directory where its libraries lie, and its data unless `folder` is told
 * @param port 0 takes a free one at the first start and keeps it
 * @throws PlainError with what is missing, or the last line of its log when it does not come up
 */
export async function startBroker({
  directory = 'var/kafka',
  folder = path.resolve(directory, 'broker'),
  port = 0,
  isDetached = false,
} = {}): Promise<Broker> {
  const missing = brokerMissing(directory)
  if (missing !== null) throw new PlainError(`${missing}: Kafka ${VERSION} needs java 17 and Maven`)
  mkdirSync(folder, { recursive: true })
  const settings = path.join(folder, 'server.properties')
  if (!existsSync(settings)) await format(directory, folder, settings, port)
  const bootstrap =
    /^advertised\.listeners=PLAINTEXT:\/\/(.+)$/m.exec(readFileSync(settings, 'utf8'))?.[1] ?? ''
  const log = path.join(folder, 'broker.log')
  const out = openSync(log, 'a')
  const java = spawn('java', [...JAVA, '-cp', `${libsOf(directory)}/*`, 'kafka.Kafka', settings], {
    stdio: ['ignore', out, out],
    detached: isDetached,
  })
  await comesUp(java, bootstrap, log)
  if (isDetached) java.unref()
  const end = async (signal: NodeJS.Signals) => {
    if (java.exitCode !== null || java.signalCode !== null) return
    java.kill(signal)
    await once(java, 'exit')
  }
  return { bootstrap, pid: java.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/**
 * Has kafka-console-producer.sh send lines, each a record without a key.
 * @param options of that tool
 * @throws PlainError with the last line that it said, where it did not send them
 */
export async function consoleProduce(
  of: { directory: string; bootstrap: string; topic: string; options: readonly string[] },
  lines: readonly string[],
): Promise<void> {
  const tool = ['-cp', `${libsOf(of.directory)}/*`, 'org.apache.kafka.tools.ConsoleProducer']
  const to = ['--bootstrap-server', of.bootstrap, '--topic', of.topic]
  const java = spawn('java', [...JAVA, ...tool, ...to, ...of.options], { stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  java.stderr.on('data', (text: Buffer) => (said += text.toString()))
  java.stdin.on('error', () => undefined)
  java.stdin.end(`${lines.join('\n')}\n`)
  const [status] = (await once(java, 'close')) as [number | null]
  // what could not be sent is told on standard error alone
  if (status !== 0 || said.includes('ERROR'))
    throw new PlainError(`kafka-console-producer.sh did not send: ${lastLine(said)}`)
}

const JAVA = [
  '-Xmx512m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
]

async function format(directory: string, folder: string, settings: string, port: number): Promise<void> {
  const [own, controller] = [port === 0 ? await freePort() : port, await freePort()]
  writeFileSync(settings, properties(folder, own, controller))
  const tool = ['-cp', `${libsOf(directory)}/*`, 'kafka.tools.StorageTool']
  // as `kafka.tools.StorageTool random-uuid` makes one, without a start of java; none that reads like an option
  const id = `A${randomBytes(16).toString('base64url').slice(1)}`
  const done = spawnSync('java', [...tool, 'format', '-t', id, '-c', settings], { encoding: 'utf8' })
  if (done.status !== 0) {
    rmSync(settings)
    throw new PlainError(`Kafka could not prepare ${folder}: ${lastLine(done.stderr)}`)
  }
}

/** One node is broker and controller; every internal topic has one replica. */
function properties(folder: string, port: number, controller: number): string {
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=${path.join(folder, 'data')}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
num.partitions=4
auto.create.topics.enable=false
`
}

async function comesUp(java: ChildProcess, bootstrap: string, log: string): Promise<void> {
  const [host = '', port = ''] = bootstrap.split(':')
  const until = Date.now() + UP_WITHIN_MS
  while (Date.now() < until) {
    if (java.exitCode !== null || java.signalCode !== null) break
    if (await answers(host, Number(port))) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  java.kill('SIGKILL')
  throw new PlainError(
    `the broker did not come up: ${lastLine(readFileSync(log, 'utf8'))} (all of it: ${log})`,
  )
}

/** Whether the broker has opened its door: it does so once it can serve. */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, host)
    const say = (isUp: boolean) => () => {
      socket.destroy()
      resolve(isUp)
    }
    socket.once('connect', say(true))
    socket.once('error', say(false))
  })
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
