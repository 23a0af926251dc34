/** Finds chats and messages in Telegram Desktop's result.json, however large it is. */
import { JSONParser } from '@streamparser/json'
import { TelegramRepair } from './telegram-repair.ts'

/** What the file says of a chat before its messages. The same object for all messages of a chat. */
export interface TelegramChat {
  /** personal_chat, private_supergroup, …; '' where it is not told */
  type: string
  /** digits; '' where it is not told. Users, groups and channels are counted apart, so one number can mean three chats */
  id: string
  /** '' where it has none: for whoever reads the file himself */
  name: string
}

export type TelegramPart =
  /** the account that exported all of its chats */
  | { readonly own_id: string }
  | { readonly chat: TelegramChat; readonly message: unknown }
  /** nothing more comes after it */
  | { readonly broken: 'no_json' | 'cut_off' }

/** One chat is the file itself; all chats of an account are in two lists. */
const CHATS = ['$', '$.chats.list.*', '$.left_chats.list.*']
const OWN_ID = '$.personal_information.user_id'
const PATHS = [
  OWN_ID,
  ...CHATS.flatMap((chat) => ['name', 'type', 'id', 'messages.*'].map((of) => `${chat}.${of}`)),
]
/** bytes: what is found in a piece is held until it has been taken */
const PIECE = 64 * 1024

/** @returns what was found, in groups: one for each piece of the file that ends some */
export async function* partsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TelegramPart[]> {
  const repair = new TelegramRepair()
  const finder = new PartFinder()
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += PIECE) {
      finder.write(repair.push(chunk.subarray(start, start + PIECE)))
      if (finder.found.length > 0) yield finder.taken()
      if (finder.is_broken) return
    }
  }
  finder.write(repair.finish())
  finder.finish()
  if (finder.found.length > 0) yield finder.taken()
}

class PartFinder {
  found: TelegramPart[] = []
  is_broken = false
  // without keepStack the parser forgets what has been found
  readonly #parser = new JSONParser({ paths: PATHS, keepStack: false, stringBufferSize: 64 * 1024 })
  #chat: TelegramChat = { type: '', id: '', name: '' }
  /** Where in the file #chat stands. */
  #place = ''

  constructor() {
    this.#parser.onValue = ({ value, key, stack }) => {
      const [, ...above] = [...stack.map((one) => one.key), key]
      this.#take(above, value)
    }
  }

  taken(): TelegramPart[] {
    const { found } = this
    this.found = []
    return found
  }

  write(json: string): void {
    if (json === '' || this.is_broken) return
    try {
      this.#parser.write(json)
    } catch {
      // the parser's own message repeats words of the file
      this.#break('no_json')
    }
  }

  finish(): void {
    if (this.is_broken || this.#parser.isEnded) return
    this.#break('cut_off')
  }

  #break(broken: 'no_json' | 'cut_off'): void {
    this.is_broken = true
    this.found.push({ broken })
  }

  /** @param path e.g. ['chats', 'list', 3, 'messages', 7] or ['type'] */
  #take(path: readonly (string | number | undefined)[], value: unknown): void {
    if (path[0] === 'personal_information') {
      this.found.push({ own_id: wordOf(value) })
      return
    }
    const is_listed = path[1] === 'list'
    const place = is_listed ? `${path[0]}/${path[2]}` : ''
    if (place !== this.#place) {
      this.#place = place
      this.#chat = { type: '', id: '', name: '' }
    }
    const member = is_listed ? path[3] : path[0]
    if (member === 'messages') this.found.push({ chat: this.#chat, message: value })
    else if (member === 'type' || member === 'id' || member === 'name') this.#chat[member] = wordOf(value)
  }
}

/** A word or number as text, '' for anything else. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' || Number.isSafeInteger(value) ? String(value) : ''
}
