/** One text of a WhatsApp export: its lines to messages, and from them who is who and in which order dates are written. */
import type { Read, ReaderOptions } from './reader.ts'
import { DateEvidence, isOurDate } from './whatsapp-dates.ts'
import { type Known, type Line, WhatsAppEvents } from './whatsapp-events.ts'
import { headOf, type Head } from './whatsapp-head.ts'
import { TextLines } from './whatsapp-lines.ts'
import { cleanName, isTitleAbout, nameKey, withoutCopy } from './whatsapp-names.ts'
import { authorOf, saidBy } from './whatsapp-words.ts'
import { MAX_TEXT_BYTES } from '../string-faults.ts'

/** Messages, and characters of them, that are held back while something is not known: an export has at most 40 000. */
const MOST_HELD = 50_000
const MOST_HELD_CHARACTERS = 16 * 1024 * 1024
/** More lines than that before the first message are no export. */
const MOST_BEFORE = 100

const OTHER_CALENDAR =
  'its years are of another calendar (Buddhist, Japanese, Persian, …): set the phone to the Gregorian calendar and export the chat again'
const NO_NAME =
  'nothing tells whose chat it is: give the zip as WhatsApp made it, or call the file as the contact or the group is called'
const NO_MESSAGE = 'no line begins with a date and a time as WhatsApp writes them'

interface Begun {
  readonly head: Head
  readonly author: string | null
  body: string
}

export class WhatsAppChat {
  readonly #lines = new TextLines()
  readonly #title: string
  readonly #title_key: string
  readonly #options: ReaderOptions
  readonly #dates: DateEvidence
  /** Those who wrote something that WhatsApp doesn't write itself. */
  readonly #writers = new Set<string>()
  #shape: string | null = null
  #before = 0
  #begun: Begun | null = null
  #held: Line[] = []
  #held_characters = 0
  #events: WhatsAppEvents | null = null
  /** Why nothing of it is read. */
  #refused: string | null = null

  /** @param title of the file, '' where it tells none */
  constructor(title: string, options: ReaderOptions) {
    this.#title = title
    this.#title_key = nameKey(title)
    this.#options = options
    this.#dates = new DateEvidence(options.date_order)
  }

  /** Whether a message was found by now. */
  get is_chat(): boolean {
    return this.#shape !== null
  }

  push(bytes: Uint8Array): Read[] {
    return this.#lines.push(bytes).flatMap((line) => this.#line(line))
  }

  finish(): Read[] {
    const reads = this.#lines.finish().flatMap((line) => this.#line(line))
    if (!this.is_chat) this.#refused ??= NO_MESSAGE
    if (this.#refused !== null) return [{ not_understood: this.#refused }]
    return [...reads, ...this.#end(), ...this.#release()]
  }

  #line(line: string): Read[] {
    if (this.#refused !== null) return []
    const head = headOf(line)
    if (head === null) return this.#goOn(line)
    const is_ours = isOurDate(head, this.#options.date_order)
    if (this.#shape === null) {
      this.#shape = head.shape
      if (!is_ours) this.#refused = OTHER_CALENDAR
      else if (this.#title === '' && this.#options.chat === undefined) this.#refused = NO_NAME
      if (this.#refused !== null) return []
    }
    // words that somebody pasted look like a head of another phone
    if (head.shape !== this.#shape || !is_ours) return this.#goOn(line)
    const reads = this.#end()
    const split = authorOf(head.rest, (name) => this.#title !== '' && nameKey(name) === this.#title_key)
    const author = split === null ? null : cleanName(split.author)
    this.#begun = { head, author, body: split?.body ?? head.rest }
    return reads
  }

  /** A line without a head belongs to the message before it. Nothing repeats more of it than the contract takes. */
  #goOn(line: string): Read[] {
    const begun = this.#begun
    if (begun === null && ++this.#before > MOST_BEFORE) this.#refused = NO_MESSAGE
    if (begun !== null && begun.body.length < MAX_TEXT_BYTES) begun.body += `\n${line}`
    return []
  }

  /** The message that has come to its end. */
  #end(): Read[] {
    if (this.#begun === null) return []
    const { head, author, body } = this.#begun
    this.#begun = null
    const said = saidBy(body)
    const is_own = said.is !== 'notice' && !(said.is === 'text' && said.is_marked)
    if (author !== null && is_own) this.#writers.add(author)
    this.#dates.add(head)
    const line: Line = { head, author, said }
    if (this.#events !== null) return this.#events.read(this.#judged(line))
    this.#held.push(line)
    this.#held_characters += said.text.length
    const is_group = this.#writers.size > 2 && this.#dates.certain !== null
    const is_full = this.#held.length >= MOST_HELD || this.#held_characters >= MOST_HELD_CHARACTERS
    return is_group || is_full ? this.#release() : []
  }

  #release(): Read[] {
    const events = (this.#events ??= new WhatsAppEvents(this.#options, this.#known()))
    const held = this.#held
    this.#held = []
    return held.flatMap((line) => events.read(this.#judged(line)))
  }

  /** What is marked and comes from somebody who never writes anything else is a notice, in whatever language. */
  #judged(line: Line): Line {
    const { author, said } = line
    if (said.is !== 'text' || !said.is_marked || author === null || this.#writers.has(author)) return line
    return { ...line, said: { ...said, is: 'notice' } }
  }

  #known(): Known {
    const writers = [...this.#writers]
    const title = this.#title
    const short = withoutCopy(title)
    const order = this.#dates.best()
    const group: Known = {
      order,
      chat: short,
      guest: null,
      us: writers.length === 1 ? (writers[0] ?? null) : null,
    }
    if (writers.length > 2) return group
    const called = (is: (name: string) => boolean) => {
      const found = writers.filter(is)
      return found.length === 1 ? found[0] : undefined
    }
    const guest =
      called((name) => nameKey(name) === this.#title_key) ??
      called((name) => nameKey(name) === nameKey(short)) ??
      called((name) => isTitleAbout(short, name))
    if (guest === undefined) return group
    return { order, chat: guest, guest: nameKey(guest), us: writers.find((name) => name !== guest) ?? null }
  }
}
