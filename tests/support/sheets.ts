/** Sheets as people keep them, and what the reader makes of them. */
import { expect } from 'vitest'
import { decodeValue } from '#pipelines/decode.ts'
import type { Read, ReaderOptions } from '#pipelines/readers/reader.ts'
import { sheet } from '#pipelines/readers/sheet.ts'

export const OPTIONS: ReaderOptions = {
  connection: 'uyut',
  // stands for a keyed hash, and tells nothing
  pseudonym: (kind, key) => `${kind}-${Buffer.from(key).toString('hex').slice(-12)}`,
  timezone: 'Europe/Moscow',
}
/** Of guests: none of it may come out. */
export const SECRET = {
  name: 'Зинаида Тайная',
  phone: '+7 921 000-11-22',
  email: 'zina@secret.example',
  remark: 'код от двери 4417',
}

const NOW = Date.UTC(2026, 10, 29)
const CONTEXT = {
  received_at: NOW,
  is_from_file: true,
  origin: 'sheet:1',
  zones: new Set(['Europe/Moscow', 'Asia/Yekaterinburg']),
}

/** Every event must be one that the door takes, and none may hold what is a guest's. */
export async function readSheet(bytes: string | Uint8Array, options = OPTIONS): Promise<Read[]> {
  const chunks = (async function* () {
    await Promise.resolve()
    const whole = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
    for (let at = 0; at < whole.length; at += 100) yield whole.subarray(at, at + 100)
  })()
  const reads: Read[] = []
  for await (const read of sheet.read(chunks, options)) reads.push(read)
  for (const read of reads) {
    if (!('event' in read)) continue
    const result = decodeValue(read.event, CONTEXT)
    expect(result.kind === 'dead' ? result.letter.detail : result.kind).toBe('row')
  }
  const all = JSON.stringify(reads)
  for (const secret of [...Object.values(SECRET), 'Тайная', 'тайная', '9210001122', '0001122'])
    expect(all).not.toContain(secret)
  return reads
}

interface ReadEvent {
  id: string
  type: string
  time: string
  data: Record<string, unknown>
}

/** The events of a type, by its short name. */
export function of(reads: readonly Read[], type: string): ReadEvent[] {
  return reads.flatMap((read) => {
    const event = 'event' in read ? (read.event as unknown as ReadEvent) : null
    return event?.type === `butler.${type}.v1` ? [event] : []
  })
}

export function dataOf(reads: readonly Read[], type: string): Record<string, unknown>[] {
  return of(reads, type).map(({ data }) => data)
}

/** What became no event: reasons and sentences. */
export function others(reads: readonly Read[]): string[] {
  return reads.flatMap((read) =>
    'left_out' in read ? [read.left_out] : 'not_understood' in read ? [read.not_understood] : [],
  )
}

/** What stands once sheets were imported one after another: the last word for an id, at one time. */
export function standing(...imports: readonly (readonly Read[])[]): Map<string, ReadEvent> {
  const stands = new Map<string, ReadEvent>()
  for (const reads of imports)
    for (const read of reads)
      if ('event' in read) {
        const event = read.event as unknown as ReadEvent
        stands.set(`${event.id} ${event.type} ${event.time}`, event)
      }
  return stands
}
