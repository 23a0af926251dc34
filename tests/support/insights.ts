import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { projectFile } from '#sql/paths.ts'
import { callServer } from '../../cli/call.ts'

export const TOKEN = 'token-for-tests'

export interface Ended {
  status: number | null
  out: string
  err: string
}

/** An empty folder: what is started over it begins with nothing, and makes tables whose inserts wait for the disk. */
export function freshDir(): string {
  return mkdtempSync(path.join(tmpdir(), 'insights-'))
}

/** Starts the command in a process of its own. */
export function start(
  dir: string,
  args: readonly string[],
  env: Record<string, string> = {},
  stdin: number | 'pipe' = 'pipe',
): ChildProcess {
  return spawn(process.execPath, [projectFile('bin', 'insights.mjs'), ...args], {
    stdio: [stdin, 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATA_DIR: dir,
      INGEST_TOKEN: TOKEN,
      API_TOKENS: '',
      BASE_URL: '',
      CLICKHOUSE_URL: '',
      KAFKA_BROKERS: '',
      ...env,
    },
  })
}

/**
 * Runs the command as a person would, in a process of its own.
 * @param input what it reads from standard input, or the number of an open file that it reads
 */
export async function insights(
  dir: string,
  args: readonly string[],
  input: string | number = '',
  env: Record<string, string> = {},
): Promise<Ended> {
  const child = start(dir, args, env, typeof input === 'number' ? input : 'pipe')
  const ended: Ended = { status: null, out: '', err: '' }
  child.stdout?.on('data', (text: Buffer) => (ended.out += text.toString()))
  child.stderr?.on('data', (text: Buffer) => (ended.err += text.toString()))
  child.stdin?.on('error', () => undefined)
  if (typeof input === 'string') child.stdin?.end(input)
  await once(child, 'close')
  ended.status = child.exitCode
  return ended
}

/** As insights() while a server holds the folder, without a process of its own: what such a process has the server do. */
export async function insightsOfServer(dir: string, args: readonly string[]): Promise<Ended> {
  const ended: Ended = { status: null, out: '', err: '' }
  const io = {
    stdin: Readable.from([]),
    out: (text: string) => void (ended.out += text),
    err: (text: string) => void (ended.err += text),
  }
  ended.status = await callServer(dir, { argv: [...args], cwd: process.cwd(), isTerminal: false }, io)
  if (ended.status === null) throw new Error(`no server holds ${dir}`)
  return ended
}

export interface Served {
  url: string
  child: ChildProcess
  /** ends it with a signal, and waits until it has ended */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
  post: (type: string, body: string, token?: string) => Promise<Response>
  /** the sign-in link that it printed */
  saidLink: () => Promise<string>
}

/** Starts `insights serve` on a free port and waits until it listens. */
export async function served(dir: string, env: Record<string, string> = {}): Promise<Served> {
  const child = start(dir, ['serve'], { PORT: '0', ...env })
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString()
      const found = /listens on (\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found.replace('localhost', '127.0.0.1'))
    })
    child.once('exit', () => {
      reject(new Error(`serve ended: ${said}`))
    })
  })
  return {
    url,
    child,
    end: async (signal) => {
      const ended = once(child, 'close')
      child.kill(signal)
      await ended
    },
    post: (type, body, token = TOKEN) =>
      fetch(`${url}/ingest`, {
        method: 'POST',
        headers: { 'Content-Type': type, ...(token === '' ? {} : { Authorization: `Bearer ${token}` }) },
        body,
      }),
    saidLink: async () => {
      for (;;) {
        const link = /http\S+\/sign-in\/\S+/.exec(said)?.[0]
        if (link !== undefined) return link
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
  }
}

export const ONE = 'application/cloudevents+json'
export const BATCH = 'application/cloudevents-batch+json'
export const LINES = 'application/x-ndjson'
