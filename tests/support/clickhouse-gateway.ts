/**
 * A ClickHouse server for tests: the HTTP that @clickhouse/client speaks, over the engine in this process. No server of
 * today can be had from a package registry. Started as a process of its own, so that what uses it can be killed:
 * `tsx tests/support/clickhouse-gateway.ts FOLDER PORT`. One statement at a time.
 */
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { Session } from 'chdb'

/** What a test does to it: POST /_fault with one of these as JSON. */
export type Fault =
  | { is: 'none' }
  /** connections are cut */
  | { is: 'down' }
  /** the next `times` inserts are carried out, and their answers lost */
  | { is: 'lost replies'; times: number }
  /** inserts are answered this late */
  | { is: 'slow'; ms: number }
  /** every statement that writes to this table, and holds this text, is answered with this error of ClickHouse */
  | { is: 'error'; code: number; table: string; holding?: string }

const [folder = '', port = '0'] = process.argv.slice(2)
const session = new Session(folder)
let fault: Fault = { is: 'none' }
/** settings and parameters that the session holds from the statement before */
let held = new Map<string, string>()
let turn: Promise<unknown> = Promise.resolve()

/** What is no setting of ClickHouse in the URL of a request. */
const OF_THE_REQUEST = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'session_id',
  'wait_end_of_query',
])

class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message)
  }
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

function sequentially<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work)
  turn = result.catch(() => undefined)
  return result
}

/** The session keeps what is set, so what this statement does not name goes back to its default. */
async function carryOut(statement: string, parameters: URLSearchParams): Promise<Uint8Array> {
  const wanted = new Map([...parameters].filter(([name]) => !OF_THE_REQUEST.has(name)))
  for (const name of held.keys())
    if (!wanted.has(name) && !name.startsWith('param_')) await session.queryAsync(`set ${name} = default`)
  for (const [name, value] of wanted)
    if (held.get(name) !== value) await session.queryAsync(`set ${name} = ${quoted(value)}`)
  held = wanted
  return (await session.queryAsync(statement)).bytes()
}

function isMeant(statement: string, { table, holding = '' }: { table: string; holding?: string }): boolean {
  return new RegExp(`^insert into \\W?${table}\\b`, 'i').test(statement.trim()) && statement.includes(holding)
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://gateway')
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  if (url.pathname === '/_fault') {
    fault = JSON.parse(body.toString()) as Fault
    response.end('Ok.\n')
    return
  }
  if (fault.is === 'down') {
    request.socket.destroy()
    return
  }
  if (url.pathname === '/ping') {
    response.end('Ok.\n')
    return
  }
  const query = url.searchParams.get('query')
  const isInsert = /^\s*insert/i.test(query ?? '')
  const statement = query === null ? body.toString() : `${query}\n${body.toString()}`
  response.setHeader('X-ClickHouse-Query-Id', url.searchParams.get('query_id') ?? randomUUID())
  try {
    const result = await sequentially(() => {
      if (fault.is === 'error' && isMeant(statement, fault))
        throw new Refusal(fault.code, 'as the test wants it')
      return carryOut(statement, url.searchParams)
    })
    if (isInsert && fault.is === 'slow')
      await new Promise((done) => setTimeout(done, (fault as { ms: number }).ms))
    if (isInsert && fault.is === 'lost replies') {
      fault = fault.times > 1 ? { ...fault, times: fault.times - 1 } : { is: 'none' }
      request.socket.destroy()
      return
    }
    response.setHeader('X-ClickHouse-Summary', '{}')
    response.end(result)
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    const code = error instanceof Refusal ? error.code : Number(/Code: (\d+)/.exec(text)?.[1] ?? 1002)
    response.setHeader('X-ClickHouse-Exception-Code', String(code))
    response.statusCode = 500
    response.end(text.startsWith('Code:') ? text : `Code: ${code}. DB::Exception: ${text}. (FAULT)`)
  }
}

const server = http.createServer((request, response) => {
  void answer(request, response)
})
server.listen(Number(port), '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify(server.address())}\n`)
})
