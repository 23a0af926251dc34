/** Bodies of events as they are taken over HTTP, and the answers to those that are not. */
import type { Request } from 'express'

export const MAX_BYTES = 16 * 1024 * 1024
const MAX_EVENTS = 10_000

/** An answer other than yes, with what to do about it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** @throws Refusal 413 over so many bytes, before more than that is kept */
export async function readBody(request: Request, most_bytes = MAX_BYTES): Promise<Buffer> {
  const tooLarge = () =>
    new Refusal(413, `the body is over ${most_bytes / 1024 / 1024} MiB: send it in smaller batches`)
  if (Number(request.headers['content-length'] ?? 0) > most_bytes) {
    request.resume()
    throw tooLarge()
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    // read on to the end, so that the answer reaches the sender
    if (size <= most_bytes) chunks.push(chunk)
  }
  if (size > most_bytes) throw tooLarge()
  return Buffer.concat(chunks)
}

/** @throws Refusal 413 over 10 000 */
export function limitEvents(events: number): void {
  if (events > MAX_EVENTS) throw new Refusal(413, 'over 10 000 events: send them in smaller batches')
}

/** The lines that are not blank. */
export function splitLines(body: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let start = 0; start <= body.length;) {
    const end = body.indexOf(0x0a, start)
    const line = body.subarray(start, end === -1 ? body.length : end)
    if (line.some((byte) => byte > 0x20)) lines.push(line.at(-1) === 0x0d ? line.subarray(0, -1) : line)
    if (end === -1) break
    start = end + 1
  }
  return lines
}
