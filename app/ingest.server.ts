import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { forbidden, type Key } from '#pipelines/keys.server.ts'
import { kindOf, log } from '#pipelines/log.ts'
import type { Decoded, Sink } from '#pipelines/sink.server.ts'
import { isSame } from '#pipelines/same-secret.ts'
import { bearerOf } from './bearer.ts'
import type { Keys } from './keys.server.ts'
import { limitEvents, MAX_BYTES, readBody, Refusal, splitLines } from './events-body.server.ts'

/** Bytes of requests that wait for the database; beyond it producers are asked to slow down. */
const MAX_WAITING_BYTES = 4 * MAX_BYTES

export interface IngestOptions {
  sink: Pick<Sink, 'decode' | 'decodeValue'>
  /** makes events durable: the sink's write, or the broker's */
  take: Sink['write']
  /** null: no token is set, and nothing is taken */
  token: string | null
  keys: Pick<Keys, 'keyOf'>
  now: () => number
  /** called after events were stored */
  onStored: () => void
}

/**
 * POST /ingest (docs/events.md, HTTP): answers only when the events are durable. Requests that come while the database
 * writes are written together next.
 */
export function ingest(options: IngestOptions): (request: Request, response: Response) => Promise<void> {
  let waitingBytes = 0
  return async (request, response) => {
    let size = 0
    try {
      const key = await authorize(request, options)
      const kind = contentKind(request)
      if (waitingBytes > MAX_WAITING_BYTES)
        throw new Refusal(429, 'too much is waiting to be stored: send again in a few seconds')
      const body = await readBody(request)
      size = body.length
      waitingBytes += size
      const batch = decodeBody(kind, body, options)
      const outcomes = await writeAllowed(batch, key, options.take)
      const counted = outcomes.filter((_, index) => batch[index]?.result.kind !== 'drop')
      const rejected = counted.flatMap((reason, index) => (reason === null ? [] : [{ index, reason }]))
      response.status(202).json({ accepted: counted.length - rejected.length, rejected })
      options.onStored()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.status === 429 || error.status === 503) response.setHeader('Retry-After', '5')
      if (error.status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
      response.status(error.status).json({ error: error.message })
    } finally {
      waitingBytes -= size
    }
  }
}

/** @returns the key that it comes with; null: INGEST_TOKEN, which sends everything. @throws Refusal 401 */
async function authorize(
  request: Request,
  { token, keys }: Pick<IngestOptions, 'token' | 'keys'>,
): Promise<Key | null> {
  const bearer = bearerOf(request)
  if (bearer !== null && token !== null && isSame(bearer, token)) return null
  const key = await keys.keyOf(request)
  if (key !== null) return key
  if (token === null && bearer === null)
    throw new Refusal(
      401,
      'this server has no INGEST_TOKEN: set one in its environment and start it again, or make a key (insights keys add)',
    )
  if (bearer === null)
    throw new Refusal(
      401,
      'send the header Authorization: Bearer with the INGEST_TOKEN of this server, or a key',
    )
  throw new Refusal(401, 'the token is neither the INGEST_TOKEN of this server nor a key that was made here')
}

/** What a key may not send is refused with the reason, and stored nowhere. @throws Refusal 503 */
async function writeAllowed(
  batch: readonly Decoded[],
  key: Key | null,
  write: Sink['write'],
): Promise<(string | null)[]> {
  const refused = batch.map((one) => (key === null ? null : forbidden(key, one)))
  const outcomes = await write(batch.filter((_, index) => refused[index] === null)).catch(
    (error: unknown) => {
      log({ level: 'error', event: 'ingest_failed', error: kindOf(error) })
      throw new Refusal(503, 'the events could not be stored: nothing was kept, send them again')
    },
  )
  let next = 0
  return refused.map((reason) => reason ?? outcomes[next++] ?? null)
}

const KINDS = {
  'application/cloudevents+json': 'one',
  'application/cloudevents-batch+json': 'batch',
  'application/x-ndjson': 'lines',
} as const
type Kind = (typeof KINDS)[keyof typeof KINDS]

function contentKind(request: Request): Kind {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type in KINDS && (request.headers['content-encoding'] ?? 'identity') === 'identity')
    return KINDS[type as keyof typeof KINDS]
  throw new Refusal(415, `send Content-Type ${Object.keys(KINDS).join(', ')}, not compressed`)
}

/** @throws Refusal 400 when nothing can be read as events, 413 for too many. */
function decodeBody(kind: Kind, body: Buffer, { sink, now }: IngestOptions): Decoded[] {
  const received_at = now()
  const request_id = randomUUID()
  const origin = (index: number) => `request ${request_id} event ${index}`
  if (kind === 'lines') {
    const lines = splitLines(body)
    limitEvents(lines.length)
    const batch = lines.map((line, index) => sink.decode(line, { origin: origin(index), received_at }))
    const unreadable = batch.filter(
      ({ result }) => result.kind === 'dead' && result.letter.reason === 'malformed_json',
    )
    if (unreadable.length === batch.length)
      throw new Refusal(400, 'no line is JSON: send one event, a JSON object, on each line')
    return batch
  }
  const value = parse(body)
  if (kind === 'one') {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Refusal(
        400,
        'send one event, a JSON object; an array goes as application/cloudevents-batch+json',
      )
    return [sink.decode(body, { origin: origin(0), received_at })]
  }
  if (!Array.isArray(value))
    throw new Refusal(400, 'send an array of events; one alone goes as application/cloudevents+json')
  if (value.length === 0) throw new Refusal(400, 'the array has no events')
  limitEvents(value.length)
  return value.map((event: unknown, index) => sink.decodeValue(event, { origin: origin(index), received_at }))
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString().replace(/^\uFEFF/, ''))
  } catch {
    throw new Refusal(400, 'the body is not JSON: see docs/events.md for an event')
  }
}
