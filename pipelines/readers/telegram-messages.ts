/** One chat of Telegram Desktop's result.json: its messages to events, in the order of the file. */
import { isObject } from '../envelope.ts'
import { isTaken, kindOf, textOf } from './telegram-contents.ts'
import { type TelegramChat, wordOf } from './telegram-json.ts'
import { OrderWithinSecond, secondOf } from './telegram-time.ts'
import type { LeftOut, Read, ReaderOptions } from './reader.ts'

/** What is known of the file by now. */
export interface TelegramFile {
  readonly options: ReaderOptions
  /** Ours, as from_id writes it: 'user5'. Only an export of all chats tells it. */
  own?: string
  /** Who answered last in a chat with one person, where the file doesn't tell who we are. */
  answering?: string
}

interface Who {
  readonly role: 'guest' | 'manager' | 'unknown'
  /** as from_id writes it; a guest needs none, in his chat he is guest_id */
  readonly account?: string
}

const LEFT_OUT_CHATS: Readonly<Record<string, LeftOut>> = {
  saved_messages: 'saved_messages',
  replies: 'replies',
  verification_codes: 'notices',
  bot_chat: 'bot_chat',
  private_channel: 'channel',
  public_channel: 'channel',
}
const GROUPS: Readonly<Record<string, string>> = {
  private_group: 'chat',
  private_supergroup: 'channel',
  public_supergroup: 'channel',
}
/** Telegram's own accounts: login codes and notices come from them, in a chat that looks like one with a person. */
const NOTICES = ['777000', '333000']

export class TelegramChatReader {
  readonly #chat: TelegramChat
  readonly #file: TelegramFile
  readonly #order = new OrderWithinSecond()
  /** The one we talk with, as from_id writes it; '' in a group. */
  readonly #guest: string
  /** Pseudonym of the chat, and what all events of it have in common. */
  readonly #key: string
  readonly #common: Record<string, unknown>

  constructor(chat: TelegramChat, file: TelegramFile) {
    this.#chat = chat
    this.#file = file
    const { connection, pseudonym, onName } = file.options
    this.#guest = chat.type === 'personal_chat' ? `user${chat.id}` : ''
    const peer = this.#guest || `${GROUPS[chat.type] ?? ''}${chat.id}`
    this.#key = pseudonym('chat', `${connection}/${peer}`)
    if (!this.#guest && chat.name !== '') onName?.(this.#key, chat.name)
    this.#common = {
      conversation_id: `tg-${this.#key}`,
      channel: 'telegram',
      ...(this.#guest && { guest_id: pseudonym('guest', `telegram:${chat.id}`) }),
    }
  }

  read(message: unknown): Read[] {
    const { type, id } = this.#chat
    const left_out = this.#guest && NOTICES.includes(id) ? 'notices' : LEFT_OUT_CHATS[type]
    if (left_out) return [{ left_out }]
    if (!this.#guest && GROUPS[type] === undefined)
      return [{ not_understood: 'a chat of a type that is not known' }]
    if (!isObject(message) || id === '' || !Number.isSafeInteger(message.id))
      return [{ not_understood: 'a message without a number' }]
    if (message.type === 'unsupported') return [{ left_out: 'unsupported' }]
    if (message.type !== 'message' && message.type !== 'service')
      return [{ not_understood: 'a message of a type that is not known' }]
    const second = secondOf(message, this.#file.options)
    if (second === null) return [{ left_out: 'no_date' }]
    // what is left out has its place too, so that times stay as they are when a later reader understands more
    const at = this.#order.next(second)
    return message.type === 'message' ? [this.#message(message, at)] : this.#service(message, second, at)
  }

  #message(message: Record<string, unknown>, at: number): Read {
    const who = this.#whoIs(message.from_id)
    if (who === null) return { left_out: 'no_author' }
    if (who.role === 'manager') this.#file.answering = who.account
    const kind = kindOf(message)
    const text = textOf(message)
    if (kind === 'text' && text.trim() === '') return { left_out: 'empty' }
    return this.#event(message, who, { kind, at, text })
  }

  #service(message: Record<string, unknown>, second: number, at: number): Read[] {
    if (message.action !== 'phone_call' || !this.#guest) return [{ left_out: 'service' }]
    const who = this.#whoIs(message.actor_id)
    if (who === null) return [{ left_out: 'no_author' }]
    const is_taken = isTaken(message)
    // one of ours that was rung in vain is ours, and no missed call of the guest
    const call = this.#event(message, who, { kind: is_taken ? 'call' : 'missed_call', at })
    if (!is_taken || who.role !== 'guest') return [call]
    // the record stands at the first ring and doesn't say when it was taken: at once, as far as anybody knows
    const us: Who = { role: 'manager', account: this.#file.own ?? this.#file.answering }
    return [call, this.#event(message, us, { kind: 'call', at: this.#order.next(second), suffix: '/taken' })]
  }

  /** @param id 'user5'; in old exports a number, of a user. null: nobody is named */
  #whoIs(id: unknown): Who | null {
    const word = wordOf(id)
    if (word === '') return null
    const account = /^\d+$/.test(word) ? `user${word}` : word
    if (!this.#guest) return { role: 'unknown', account }
    if (account === this.#guest) return { role: 'guest' }
    const { own } = this.#file
    return { role: own === undefined || own === account ? 'manager' : 'unknown', account }
  }

  #event(message: Record<string, unknown>, { role, account }: Who, parts: MessageParts): Read {
    const { connection, pseudonym, onName } = this.#file.options
    const known = account === undefined ? null : pseudonym('account', account)
    // a chat of two is called as the other one is
    if (typeof message.from === 'string') onName?.(known ?? this.#key, message.from)
    return {
      event: {
        specversion: '1.0',
        id: `${this.#key}/${wordOf(message.id)}${parts.suffix ?? ''}`,
        source: `telegram://${connection}`,
        type: 'butler.message.v1',
        time: new Date(parts.at).toISOString(),
        data: {
          ...this.#common,
          author: { role },
          ...(known !== null && { account: known }),
          kind: parts.kind,
          ...(parts.text && { text: parts.text }),
        },
      },
    }
  }
}

interface MessageParts {
  readonly kind: string
  /** milliseconds UTC */
  readonly at: number
  readonly text?: string
  readonly suffix?: string
}
