/** What page, worker and server say to each other while a file is read in the browser. */
import type { DateOrder, LeftOut } from '#pipelines/readers/reader.ts'
import type { HomeClock, MonthOfMessages } from './message-counts.ts'

/** With which the names in a part are sealed. */
export const SEAL_HEADER = 'x-seal'

/** What a person says of a file. */
export interface Answers {
  /** of a-z, 0-9, _ and -, at most 32 */
  connection: string
  /** IANA name */
  timezone: string
  date_order: DateOrder | ''
  /** what it tells completely, words of butler.source.v1 with commas; '' where nobody says so */
  complete: string
}

/** What a file holds, as it can be sent from the worker to the page. Times in ms UTC; counts by what they count, most first. */
export interface Contents {
  format: string
  sha256: string
  bytes: number
  events: number
  conversations: number
  accounts: number
  kinds: [string, number][]
  left_out: [LeftOut, number][]
  not_understood: [string, number][]
  /** its times say no zone: they were read as of this one, IANA name; null: they say it, or it has none */
  local_zone: string | null
  /** chats that begin between 03 and 05 by the clock of the homes */
  early_chats: number
  /** its messages, by the clock of the homes */
  months: MonthOfMessages[]
  first_at: number | null
  last_at: number | null
  /** what it is taken to tell only in part: words of butler.source.v1 */
  partial: string[]
  /** among other files: the lower ones are loaded first */
  place: number
  /** its dates can be read in two ways, and nothing in it says in which */
  needs_order: boolean
}

export type ToWorker =
  | { is: 'look'; file: File; answers: Answers; clock: HomeClock }
  | { is: 'load'; file: File; answers: Answers; contents: Contents }

export type FromWorker =
  /** bytes and events that are read by now */
  | { is: 'read'; bytes: number; events: number }
  | { is: 'looked'; contents: Contents }
  /** no reader knows it: what it is by how it begins */
  | { is: 'foreign'; what: string }
  /** the file can't be read any more: it was moved or changed */
  | { is: 'unreadable' }
  /** events that the server has by now */
  | { is: 'sent'; events: number }
  /** it can't be reached, and is tried again */
  | { is: 'waiting' }
  /** the server has it all and counts */
  | { is: 'counting'; import: string }
  | { is: 'loaded'; import: string; is_known: boolean }
  | { is: 'refused'; status: number; error: string }
  /** what accounts and chats are called here, by their pseudonyms */
  | { is: 'names'; names: [string, string][] }
  /** the import that it is, once the server has named it */
  | { is: 'begun'; import: string }
