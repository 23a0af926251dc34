import { noteAddress, readAddresses } from './addresses.server.ts'
import { addStep, readDeliveries, type DeliveryEntry } from './delivery-log.server.ts'
import { PlainError } from '#sql/db/errors.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#sql/time/zone.ts'
import type { Reports } from './reports.ts'

/** A message as a channel takes it: one to one address. */
export interface Message {
  /** with its angle brackets; the same for every attempt */
  message_id: string
  to: string
  subject: string
  text: string
  html: string
  /** null: too large, or none */
  attachment: { name: string; bytes: Uint8Array } | null
  /** https address for unsubscribing by POST (RFC 8058); null: nothing to unsubscribe from */
  unsubscribe_url: string | null
}

/** What became of an attempt. `reply` is the server's, or the name of the error. */
export type Answer =
  | { is: 'accepted'; code: number; reply: string }
  /** the server or the network put it off, before it had the message */
  | { is: 'deferred'; code: number; reply: string }
  /** nobody answered after the message had begun to go: it may have arrived */
  | { is: 'uncertain'; code: number; reply: string }
  /** the server will not have it, now or later; is_address: because there is no such address */
  | { is: 'refused'; code: number; reply: string; is_address: boolean }

/** A way of getting a message to somebody. A messenger may follow mail. */
export interface Channel {
  /**
   * @param onData awaited after the other side agreed to take the message, before its first byte goes
   * @throws never: what went wrong is an answer
   */
  send: (message: Message, onData: () => Promise<void>) => Promise<Answer>
  close: () => Promise<void>
}

/** Makes the message of a delivery. Throws where that can't be done now: it is put off. */
export type Compose = (entry: DeliveryEntry, address: string) => Promise<Message>

/** Address of a recipient, null where the directory does not hold it (any more). */
export type AddressOf = (entry: DeliveryEntry) => Promise<string | null>

export interface Post {
  reports: Reports
  channel: Channel
  compose: Compose
  addressOf: AddressOf
  /** whether this process may still send */
  isMine: () => boolean
}

/** After a deferral it is tried again so much later; after the last one it has failed: half a day in all. */
const WAITS_MS = [1 * MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 6 * HOUR_MS]
/** Longer or shorter by up to this part, so that a server is not asked by all at once. */
const JITTER = 0.2
/** Deliveries that are older are not looked for. */
const OPEN_FOR_MS = 40 * DAY_MS
const INSERT_AGAIN_MS = 2_000

/** message_key + recipient of what this process is sending */
const inFlight = new Set<string>()
const keyOf = ({ message_key, recipient_id }: DeliveryEntry) => `${message_key} ${recipient_id}`

/**
 * Sends what is due: queued, put off until now, or left behind by a process that ended. Of that, what had begun to go is
 * first written down as uncertain. One after the other: a process that is killed leaves at most one message behind of
 * which nobody knows whether it arrived.
 * @returns how many attempts were made
 */
export async function deliverDue(post: Post): Promise<number> {
  const { db, now } = post.reports
  const open = await readDeliveries(db, { since: now() - OPEN_FOR_MS })
  const due = open.filter((entry) => !inFlight.has(keyOf(entry)) && isDue(entry, now()))
  let attempts = 0
  for (const entry of due) {
    if (!post.isMine()) break
    const key = keyOf(entry)
    inFlight.add(key)
    try {
      if (await attempt(post, entry)) attempts += 1
    } finally {
      inFlight.delete(key)
    }
  }
  return attempts
}

function isDue({ step, next_at }: DeliveryEntry, now: number): boolean {
  if (step === 'deferred' || step === 'uncertain') return next_at <= now
  return step === 'queued' || step === 'started' || step === 'data'
}

/** @returns whether a conversation was begun */
async function attempt(post: Post, left: DeliveryEntry): Promise<boolean> {
  const { db, now, log } = post.reports
  let entry = left
  const add = async (next: Omit<Parameters<typeof addStep>[2], 'at'>) => {
    entry = await addStep(db, entry, { at: now(), ...next })
  }
  if (entry.step === 'data')
    await add({
      step: 'uncertain',
      next_at: now(),
      detail: 'the sender ended before the server had answered',
    })
  const address = await post.addressOf(entry)
  if (address === null) {
    await add({ step: 'failed', detail: 'the directory does not hold this address any more' })
    return false
  }
  const barred = (await readAddresses(db)).barred(entry.owner_id, entry.recipient_id)
  if (barred !== null && entry.kind === 'report') {
    await add(
      barred.state === 'unsubscribed'
        ? { step: 'unsubscribed' }
        : { step: 'failed', detail: `suppressed: ${barred.detail}` },
    )
    return false
  }
  let message: Message
  try {
    message = await post.compose(entry, address)
  } catch (error) {
    log({ level: 'error', event: 'mail_not_made', message_key: entry.message_key, error: nameOf(error) })
    await add(putOff(entry, now(), { code: 0, reply: 'the message could not be made' }))
    return false
  }
  await add({ step: 'started', attempt: entry.attempt + 1 })
  const answer = await post.channel.send(message, async () => {
    if (!post.isMine()) throw new PlainError('another process sends reports now')
    await add({ step: 'data' })
  })
  const outcome = { code: answer.code, detail: withoutAddress(answer.reply, address) }
  await untilWritten(post, () => add(nextStep(entry, now(), answer, outcome)))
  log({
    level: 'info',
    event: `mail_${answer.is}`,
    message_key: entry.message_key,
    attempt: entry.attempt,
    code: answer.code,
  })
  if (answer.is === 'refused' && answer.is_address)
    await noteAddress(db, {
      recipient_id: entry.recipient_id,
      owner_id: '',
      at: now(),
      state: 'suppressed',
      person: '',
      detail: outcome.detail,
    })
  return true
}

type Outcome = Pick<DeliveryEntry, 'code' | 'detail'>

function nextStep(entry: DeliveryEntry, now: number, answer: Answer, outcome: Outcome) {
  switch (answer.is) {
    case 'accepted':
      return { step: 'accepted' as const, ...outcome }
    case 'refused':
      return { step: 'failed' as const, ...outcome }
    case 'deferred':
      return putOff(entry, now, answer, outcome)
    case 'uncertain':
      return {
        ...putOff(entry, now, answer, outcome),
        ...(isLast(entry) ? {} : { step: 'uncertain' as const }),
      }
  }
}

const isLast = ({ deferrals }: DeliveryEntry) => deferrals >= WAITS_MS.length

function putOff(
  entry: DeliveryEntry,
  now: number,
  { code, reply }: { code: number; reply: string },
  outcome: Outcome = { code, detail: reply },
) {
  const wait = WAITS_MS[entry.deferrals]
  if (wait === undefined) return { step: 'failed' as const, ...outcome }
  const jitter = 1 + JITTER * (2 * Math.random() - 1)
  return {
    step: 'deferred' as const,
    ...outcome,
    deferrals: entry.deferrals + 1,
    next_at: Math.round(now + wait * jitter),
  }
}

/** The answer is known here and nowhere else: it is written as soon as the database takes it. */
async function untilWritten(post: Post, write: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await write()
      return
    } catch (error) {
      if (!post.isMine()) throw error
      post.reports.log({ level: 'error', event: 'delivery_not_logged', error: nameOf(error) })
      await new Promise((resolve) => setTimeout(resolve, INSERT_AGAIN_MS))
    }
  }
}

/** Servers repeat the address in their replies; the log holds none. */
function withoutAddress(reply: string, address: string): string {
  const plain = address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return reply.replace(new RegExp(plain, 'gi'), 'ADDRESS').replace(/\s+/g, ' ').trim().slice(0, 400)
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown')

/** The deterministic Message-ID of a delivery: a copy that comes twice is known by it. */
export function messageId(
  { message_key, recipient_id }: Pick<DeliveryEntry, 'message_key' | 'recipient_id'>,
  from: string,
): string {
  return `<${message_key}.${recipient_id.slice(0, 16)}@${from.slice(from.lastIndexOf('@') + 1)}>`
}
