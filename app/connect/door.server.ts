/** POST /connect/imports…: what a browser read of a file comes in here, from people who may connect data (docs/decisions/0024). */
import { Router, type NextFunction, type Request, type Response } from 'express'
import { z } from 'zod'
import { NothingTaken } from '#pipelines/dead-in-file.ts'
import { Gap, importsInParts, NotOpen, type ImportsInParts } from '#pipelines/import-in-parts.server.ts'
import { WHOLE_OR_NOT } from '#pipelines/events/source.ts'
import { NO_ANSWERS, importId, importName } from '#pipelines/imports.server.ts'
import { kindOf, log } from '#pipelines/log.ts'
import { READ_FORMATS, readerFor } from '#pipelines/readers/index.ts'
import { CONNECTION, DATE_ORDERS, importedName } from '#pipelines/readers/reader.ts'
import { isSeal } from '#pipelines/sealed-names.ts'
import type { Store } from '#pipelines/store.server.ts'
import { undoImport } from '#pipelines/undo.server.ts'
import { isZone } from '#sql/time/zone.ts'
import { isManagement, keyOf, type Person } from '../auth/person.ts'
import { limitEvents, readBody, Refusal, splitLines } from '../events-body.server.ts'
import { SEAL_HEADER } from './protocol.ts'

/** So long an answer is held back for what takes long; it goes on behind it. */
const PATIENCE_MS = 8_000

/** So many are asked for at once. */
const MOST_NAMES = 5_000

const description = z.object({
  file: z.string().min(1).max(255),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  reader: z.enum(READ_FORMATS as [string, ...string[]]),
  connection: z.string().regex(CONNECTION),
  timezone: z.string().refine(isZone),
  date_order: z.enum([...DATE_ORDERS, '']),
  complete: z.enum(['', ...WHOLE_OR_NOT]),
})

export interface DoorOptions {
  store: Pick<Store, 'db' | 'sink' | 'facts' | 'data_dir'>
  /** who is signed in; null: a stranger */
  personOf: (request: Request) => Promise<Person | null>
  clock: () => number
}

/** What pages do with imports, beside reading their list. */
export interface Imports {
  /** Takes an import back. Returns when it is done, or after some seconds, while it goes on. */
  undo: (import_id: number, person: string) => Promise<void>
  /** Derives what came in. @returns whether that is done; after some seconds it goes on behind the answer */
  derive: () => Promise<boolean>
}

export function connectDoor({ store, personOf, clock }: DoorOptions): { router: Router; imports: Imports } {
  const parts = importsInParts(store)
  const undoing = new Map<number, Promise<unknown>>()
  const imports: Imports = {
    undo: async (import_id, person) => {
      parts.forget(import_id)
      const running =
        undoing.get(import_id) ??
        undoImport(store, import_id, { person, now: clock() }).finally(() => undoing.delete(import_id))
      undoing.set(import_id, running)
      await within(running, 'undo')
    },
    derive: () => within(store.facts.drain(), 'derivation'),
  }
  const router = Router()
  router.post(
    '/connect/imports',
    answering(async (request) => {
      const person = await allowed(request, personOf)
      const described = await describedIn(request)
      const start = await parts.start(described, { person, now: clock() })
      return { import: importName(start.import_id), next: start.next, is_known: start.is_known }
    }),
  )
  router.post(
    '/connect/pseudonyms',
    answering(async (request) => {
      await allowed(request, personOf)
      const seal = sealIn(request)
      const sealed = z
        .array(z.string().max(64))
        .max(MOST_NAMES)
        .safeParse(parsed(await readBody(request)))
      if (seal === null || !sealed.success) throw new Refusal(400, 'send sealed names, in a list')
      return { pseudonyms: parts.pseudonyms(sealed.data, seal) }
    }),
  )
  router.post(
    '/connect/imports/:name/events',
    answering(async (request) => {
      await allowed(request, personOf)
      return { next: (await parts.take(idIn(request), await partOf(request))).next }
    }),
  )
  router.post(
    '/connect/imports/:name/end',
    answering(async (request) => {
      await allowed(request, personOf)
      await parts.end(idIn(request), { isWhole: true })
      return { is_derived: await imports.derive() }
    }),
  )
  router.post(
    '/connect/imports/:name/cancel',
    answering(async (request) => {
      const person = await allowed(request, personOf)
      await cancel(parts, imports, { import_id: idIn(request), person })
      return {}
    }),
  )
  return { router, imports }
}

async function cancel(
  parts: ImportsInParts,
  imports: Imports,
  { import_id, person }: { import_id: number; person: string },
): Promise<void> {
  await parts.end(import_id, { isWhole: false })
  await imports.undo(import_id, person).catch((error: unknown) => {
    // of one that has stored nothing there is nothing to take back
    if (!(error instanceof Error && error.name === 'PlainError')) throw error
  })
}

/** @throws Refusal for everybody who may not connect data */
async function allowed(request: Request, personOf: DoorOptions['personOf']): Promise<string> {
  const person = await personOf(request)
  if (person === null) throw new Refusal(403, 'sign in again: nothing is lost, the file goes on from here')
  if (!isManagement(person)) throw new Refusal(404, 'there is nothing here')
  return keyOf(person)
}

function idIn(request: Request): number {
  const import_id = importId(request.params['name'] ?? '')
  if (import_id === null) throw new Refusal(404, 'there is no such import')
  return import_id
}

async function describedIn(request: Request) {
  const read = description.safeParse(parsed(await readBody(request)))
  if (!read.success)
    throw new Refusal(400, `this does not describe a file: ${read.error.issues[0]?.path.join('.') ?? ''}`)
  const reader = readerFor(new Uint8Array(), '', read.data.reader)
  if (reader === null) throw new Refusal(400, 'no reader has this name')
  const { file, sha256 } = read.data
  return {
    ...NO_ANSWERS,
    ...read.data,
    file: importedName(reader, file, sha256),
    // it lies on somebody's computer
    path: '',
    reader_version: reader.version,
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}

function sealIn(request: Request): string | null {
  const seal = request.headers[SEAL_HEADER]
  return typeof seal === 'string' && isSeal(seal) ? seal : null
}

async function partOf(request: Request) {
  const seal = sealIn(request)
  const from = Number(request.query['from'])
  if (seal === null || !Number.isInteger(from) || from < 0)
    throw new Refusal(400, 'a part says where in the file it stands, and with what its names are sealed')
  const lines = splitLines(await readBody(request))
  limitEvents(lines.length)
  return { from, seal, lines }
}

/** An answer of JSON; what is wrong is said in one line. */
function answering(act: (request: Request) => Promise<Record<string, unknown>>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    act(request)
      .then((answer) => response.json(answer))
      .catch((error: unknown) => {
        const refusal = refusalOf(error)
        if (refusal === null) log({ level: 'error', event: 'connect_failed', error: kindOf(error) })
        if (response.headersSent) {
          next(error)
          return
        }
        response
          .status(refusal?.status ?? 503)
          .json(refusal ?? { error: 'it could not be stored: send the same again' })
      })
  }
}

function refusalOf(error: unknown): { status: number; error: string; next?: number } | null {
  if (error instanceof Refusal) return { status: error.status, error: error.message }
  if (error instanceof Gap) return { status: 409, error: error.message, next: error.next }
  if (error instanceof NotOpen) return { status: 410, error: error.message }
  if (error instanceof NothingTaken) return { status: 422, error: error.message }
  return null
}

/** Whether it is done in time; what is not goes on, and tells the log where it fails. */
async function within(work: Promise<unknown>, what: string): Promise<boolean> {
  let isLate = false
  const done = work.then(
    () => true,
    (error: unknown) => {
      if (!isLate) throw error as Error
      log({ level: 'error', event: `${what}_failed`, error: kindOf(error) })
      return false
    },
  )
  const late = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => {
      isLate = true
      resolve(false)
    }, PATIENCE_MS)
    void done
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(timer)
      })
  })
  return Promise.race([done, late])
}
