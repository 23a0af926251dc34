/** The events of a file on their way to the server: part after part, again where the connection was lost. */
import type { Reader } from '#pipelines/readers/reader.ts'
import { SEAL_HEADER, type Answers, type Contents, type FromWorker } from './protocol.ts'
import { Changed, partsOfFile, type FilePart } from './read-file.ts'

const AGAIN_MS = [500, 1_000, 2_000, 5_000]
/** So many are kept in the browser. */
const MOST_NAMES = 2_000
/** The server has all of it and counts: so often it is asked whether it is done. */
const COUNTING_MS = 1_000

export interface Sending {
  file: File
  reader: Reader
  answers: Answers
  contents: Contents
  seal: string
  /** fetch, but for tests */
  send: (path: string, init: RequestInit) => Promise<Response>
  tell: (what: FromWorker) => void
  /** returns after so long, or as soon as there is a connection again */
  pause: (ms: number) => Promise<void>
}

/** Loads a file. What goes wrong for good is told, not thrown. */
export async function sendFile(of: Sending): Promise<void> {
  try {
    await load(of)
  } catch (error) {
    if (error instanceof Refused) of.tell({ is: 'refused', status: error.status, error: error.message })
    else of.tell({ is: 'unreadable' })
  }
}

async function load(of: Sending): Promise<void> {
  const start = await begin(of)
  const name = start.import
  of.tell({ is: 'begun', import: name })
  if (!start.is_known) {
    const names = new Map<string, string>()
    try {
      await sendParts(of, start, names)
    } catch (error) {
      // half of one file and half of another is nobody's
      if (error instanceof Changed) await post(of, `/connect/imports/${name}/cancel`, {})
      throw error
    }
    await tellNames(of, names)
    while (!(await post<{ is_derived: boolean }>(of, `/connect/imports/${name}/end`, {})).is_derived) {
      of.tell({ is: 'counting', import: name })
      await of.pause(COUNTING_MS)
    }
  }
  of.tell({ is: 'loaded', import: name, is_known: start.is_known })
}

interface Start {
  import: string
  next: number
  is_known: boolean
}

function begin(of: Sending): Promise<Start> {
  const { contents, answers, file, reader } = of
  const { bytes, sha256, format } = contents
  // the server would leave the name out, too; but so it never learns it
  const name = reader.isNamedAfterGuests === true ? format : file.name.slice(-200)
  const body = JSON.stringify({ file: name, bytes, sha256, reader: format, ...answers })
  return post<Start>(of, '/connect/imports', { body, headers: { 'content-type': 'application/json' } })
}

/** What those that are to be placed are called, by their pseudonyms: the server gives these, and learns no name. */
async function tellNames(of: Sending, names: ReadonlyMap<string, string>): Promise<void> {
  const known = [...names].slice(0, MOST_NAMES)
  if (known.length === 0) return
  const { pseudonyms } = await post<{ pseudonyms: string[] }>(of, '/connect/pseudonyms', {
    body: JSON.stringify(known.map(([sealed]) => sealed)),
    headers: { 'content-type': 'application/json', [SEAL_HEADER]: of.seal },
  })
  of.tell({ is: 'names', names: known.map(([, name], index) => [pseudonyms[index] ?? '', name]) })
}

async function sendParts(
  of: Sending,
  { import: name, next }: Start,
  names: Map<string, string>,
): Promise<void> {
  const { file, reader, answers, seal, tell } = of
  let sent = next
  const onName = (sealed: string, called: string) => {
    names.set(sealed, called)
  }
  tell({ is: 'sent', events: sent })
  const { sha256 } = of.contents
  for await (const part of partsOfFile(file, reader, { answers, seal, skip: next, onName, sha256 })) {
    if (part.from + part.events <= sent) continue
    sent = (await sendPart(of, name, part)).next
    tell({ is: 'sent', events: sent })
  }
}

function sendPart(of: Sending, name: string, part: FilePart): Promise<{ next: number }> {
  return post<{ next: number }>(of, `/connect/imports/${name}/events?from=${part.from}`, {
    body: part.lines,
    headers: { 'content-type': 'application/x-ndjson', [SEAL_HEADER]: of.seal },
  })
}

/** Sends until there is an answer: who is offline waits. @throws Refused where the answer is no */
async function post<Answer>(of: Sending, path: string, init: RequestInit): Promise<Answer> {
  for (let times = 0; ; times++) {
    const response = await of.send(path, { method: 'POST', ...init }).catch(() => null)
    if (response?.ok === true) return (await response.json()) as Answer
    if (response !== null && response.status < 500 && response.status !== 429) {
      const { error } = (await response.json().catch(() => ({ error: '' }))) as { error: string }
      throw new Refused(response.status, error)
    }
    of.tell({ is: 'waiting' })
    await of.pause(AGAIN_MS[Math.min(times, AGAIN_MS.length - 1)] ?? 0)
  }
}

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}
