/** What reads a foreign file into events of the contract (docs/events.md). A reader knows no database and no directory. */

/** How a connection may be called. */
export const CONNECTION = /^[a-z0-9][a-z0-9_-]{0,31}$/

/** How dates are written: day, month, year. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

export interface ReaderOptions {
  /** Chosen once for an account of ours: the host of `source`, as in telegram://uyut. */
  readonly connection: string
  /** A keyed hash, at most 64 characters: the same for the same kind and key as long as the key of the server is the same. */
  readonly pseudonym: (kind: 'guest' | 'account' | 'chat', key: string) => string
  /** Told what the file calls an account or a chat, for who reads it himself: nothing of it belongs into events. */
  readonly onName?: (pseudonym: string, name: string) => void
  /** IANA zone in which times are read that say none. */
  readonly timezone: string
  /** Told where such a time is read: in which zone it is makes a difference. A date alone is none. */
  readonly onLocalTime?: () => void
  /** Name of the file without its folders, where the file has one: WhatsApp tells whose chat it is nowhere else. */
  readonly file_name?: string
  /** In which order days, months and years are written, where the file doesn't make it plain. */
  readonly date_order?: DateOrder
  /** What the one chat of a file is called, whatever the file is: the same for each export of it. */
  readonly chat?: string
  /** property_id of the home that a calendar of bookings is of, whatever the file says */
  readonly home?: string
  /** local dates in `timezone`, YYYY-MM-DD: nothing before `from` is told, nor anything of `until` and after it */
  readonly from?: string
  readonly until?: string
  /** what the connection tells completely from the file's first day on: words of butler.source.v1 */
  readonly complete?: readonly string[]
  /** ms UTC; the clock's, where absent: series of calendars that never end are told up to some weeks after it */
  readonly now?: number
}

/** Why a line of the file becomes no event. */
export type LeftOut =
  /** a line of the messenger's own: somebody joined, a message was pinned */
  | 'service'
  /** the exporting program knew neither what it was nor when */
  | 'unsupported'
  | 'no_date'
  | 'no_author'
  /** neither words nor anything else */
  | 'empty'
  /** notes to oneself */
  | 'saved_messages'
  /** a collection of answers in channels, which is no chat */
  | 'replies'
  /** codes and notices of the messenger itself */
  | 'notices'
  | 'bot_chat'
  | 'channel'
  /** of bookings: days closed by hand, cleaning, repair, the owner himself */
  | 'blocked_days'
  /** of bookings: asked for, declined, or not paid and so never booked */
  | 'not_booked'
  /** of bookings: money on its way, no stay */
  | 'payout'
  /** a sum below a table */
  | 'total'
  /** a further sheet of a workbook, of no kind that is known */
  | 'other_sheet'
  /** of reviews: words without stars */
  | 'no_rating'
  /** before --from, or on --until or after it */
  | 'outside_dates'
  /** of calendars: a task or a note */
  | 'no_event'
  /** of calendars of duties: nobody is named, or under two hours, or over two days */
  | 'no_shift'
  /** of calendars of duties: over three years before their last day */
  | 'long_past'
  /** a call of ours that nobody took */
  | 'unanswered_call'

/** One line of the file. A taken call is two of them. */
export type Read =
  /**
   * a CloudEvent; `data.text` has the words still, the door drops them
   * @property on the local date, YYYY-MM-DD, that it belongs to where that is not the one of its time
   * @property is_to_minute the file tells its time without seconds
   */
  | { readonly event: Record<string, unknown>; readonly on?: string; readonly is_to_minute?: boolean }
  | { readonly left_out: LeftOut }
  /** in plain words, nothing of the file repeated */
  | { readonly not_understood: string }

export interface Reader {
  /** as in --format */
  readonly format: string
  /** With what the source of its events begins, where that is not its format: what two readers tell of is one thing then. */
  readonly scheme?: string
  /** Its files are called after guests: no name of a file is kept. */
  readonly isNamedAfterGuests?: boolean
  /** Raised when the same bytes give other events. */
  readonly version: number
  /** @param head the first kilobytes of the file as text, cut anywhere */
  readonly recognises: (head: string, file_name: string) => boolean
  /** Takes memory for a chunk, never for the file. Never throws because of what the file holds. */
  readonly read: (bytes: AsyncIterable<Uint8Array>, options: ReaderOptions) => AsyncIterable<Read>
}

/** What an import of a file is called: one that is called after a guest is called after its contents. */
export function importedName(reader: Reader, file_name: string, sha256: string): string {
  return reader.isNamedAfterGuests === true ? `${reader.format} ${sha256.slice(0, 8)}` : file_name
}
