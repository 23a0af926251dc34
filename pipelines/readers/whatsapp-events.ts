/** Messages of one WhatsApp chat as events of the contract. */
import type { DateOrder, Read, ReaderOptions } from './reader.ts'
import { instantOf, minuteOf, wallOf } from './whatsapp-dates.ts'
import type { Head } from './whatsapp-head.ts'
import { cleanName, nameKey, phoneOf } from './whatsapp-names.ts'
import type { Said } from './whatsapp-words.ts'

export interface Line {
  readonly head: Head
  /** as the file has it, cleaned; null: WhatsApp says it itself */
  readonly author: string | null
  readonly said: Said
}

/** What the whole of a file tells, or as much of it as is looked at. */
export interface Known {
  readonly order: DateOrder
  /** Name of the chat, from which its key is made. */
  readonly chat: string
  /** nameKey of the one we talk with; null in a group, and where nobody is called as the chat is */
  readonly guest: string | null
  /** The only other one who wrote; null where there are several, or nobody. */
  readonly us: string | null
}

interface Who {
  readonly role: 'guest' | 'manager' | 'unknown'
  /** In ids: no name of a contact, which is another in each phone. */
  readonly side: string
  readonly account?: string
}

/** minutes and sides; lines of one minute stand together but for a few */
const MOST_COUNTED = 50_000
const LAST_WITHIN_TIME = 999

/**
 * An id is chat, minute of the local clock, side, and which of that side's lines of the minute it is: no words, which differ
 * with and without pictures and after a line was deleted for everybody, and no seconds, which only some phones tell.
 *
 * TRICKY: the file has no ids, so these hold only as far as the lines do. Counted anew are: all of a chat whose title changed
 * (a contact was renamed; `chat` of the options says that it is the same); lines of the minute in which an export begins that
 * was cut to the last 40 000; lines after one that was deleted for oneself, within the same minute; what one person wrote
 * into a group before anybody else did. Two contacts of one name are one chat. Android tells minutes and an iPhone seconds:
 * the times of one message differ then, and with them the events.
 */
export class WhatsAppEvents {
  readonly #options: ReaderOptions
  readonly #known: Known
  readonly #key: string
  readonly #common: Record<string, unknown>
  #counted = new Map<string, number>()
  #counted_before: ReadonlyMap<string, number> = new Map()

  constructor(options: ReaderOptions, known: Known) {
    const { connection, pseudonym } = options
    this.#options = options
    this.#known = known
    this.#key = pseudonym('chat', `${connection}/${nameKey(options.chat ?? known.chat)}`)
    options.onName?.(this.#key, known.chat)
    // a contact that was renamed is the guest of before
    const guest = known.guest === null ? null : nameKey(options.chat ?? known.guest)
    this.#common = {
      conversation_id: `wa-${this.#key}`,
      channel: 'whatsapp',
      ...(guest !== null && { guest_id: pseudonym('guest', phoneOf(guest) ?? `whatsapp:${guest}`) }),
    }
  }

  read({ head, author, said }: Line): Read[] {
    const wall = wallOf(head, this.#known.order)
    if (wall === null)
      return [{ not_understood: 'a date that is not in the calendar, read in the order of the others' }]
    if (said.is === 'notice') return [{ left_out: 'service' }]
    const who = this.#whoIs(author, said)
    if (who === null) return [{ left_out: 'service' }]
    // what is left out has its place too, so that ids stay as they are when a later reader understands more
    const at = this.#at(wall)
    const minute = minuteOf(wall)
    const place = this.#next(`${minute}/${who.side}`)
    const event = (by: Who, kind: string, time = at, suffix = '') =>
      this.#event(by, {
        id: `${minute}/${who.side}/${place}${suffix}`,
        kind,
        time,
        text: said.text,
        is_to_minute: head.is_to_minute,
      })
    if (said.is === 'unanswered_call' || (said.is === 'missed_call' && who.role === 'manager'))
      return [{ left_out: 'unanswered_call' }]
    if (said.is === 'text' && said.text === '') return [{ left_out: 'empty' }]
    if (said.is !== 'call' || who.role !== 'guest') return [event(who, said.is)]
    // the line doesn't say when the call was taken: at once, as far as anybody knows
    const { us } = this.#known
    const taker: Who = us === null ? { role: 'manager', side: 'me' } : this.#us(us)
    return [event(who, 'call'), event(taker, 'call', this.#at(wall), '/taken')]
  }

  #whoIs(author: string | null, { is }: Said): Who | null {
    const { guest, us } = this.#known
    // Android names nobody who rang in vain: in a chat of two it was the other one
    if (author === null)
      return is === 'missed_call' && guest !== null ? { role: 'guest', side: 'them' } : null
    if (guest !== null && nameKey(author) === guest) return { role: 'guest', side: 'them' }
    if (author !== us) {
      const account = this.#account(author)
      return { role: 'unknown', side: account, account }
    }
    return guest === null ? { ...this.#us(us), role: 'unknown' } : this.#us(us)
  }

  #us(name: string): Who {
    return { role: 'manager', side: 'me', account: this.#account(name) }
  }

  #account(name: string): string {
    const account = this.#options.pseudonym('account', phoneOf(name) ?? cleanName(name))
    this.#options.onName?.(account, cleanName(name))
    return account
  }

  /** One millisecond a line within the same time, at most 999. */
  #at(wall: number): number {
    this.#options.onLocalTime?.()
    return instantOf(wall, this.#options.timezone) + Math.min(this.#next(String(wall)), LAST_WITHIN_TIME)
  }

  /** How many came before it of the same. The file is nearly sorted: what has not been seen for long is forgotten. */
  #next(of: string): number {
    const count = this.#counted.get(of) ?? this.#counted_before.get(of) ?? 0
    if (this.#counted.size >= MOST_COUNTED) {
      this.#counted_before = this.#counted
      this.#counted = new Map()
    }
    this.#counted.set(of, count + 1)
    return count
  }

  #event(
    { role, account }: Who,
    line: { id: string; kind: string; time: number; text: string; is_to_minute: boolean },
  ): Read {
    return {
      event: {
        specversion: '1.0',
        id: `${this.#key}/${line.id}`,
        source: `whatsapp://${this.#options.connection}`,
        type: 'butler.message.v1',
        time: new Date(line.time).toISOString(),
        data: {
          ...this.#common,
          author: { role },
          ...(account !== undefined && { account }),
          kind: line.kind,
          ...(line.text && { text: line.text }),
        },
      },
      ...(line.is_to_minute && { is_to_minute: true }),
    }
  }
}
