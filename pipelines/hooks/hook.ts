/** What a vendor sends by itself to POST /hooks/{kind}/{connection}/{secret}, and how it is read (docs/decisions/0025). */
import type { Read, ReaderOptions } from '../readers/reader.ts'

/** A request of a vendor, its body parsed. */
export interface HookRequest {
  /** names in lower case */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly query: URLSearchParams
  /** the body as it came: signatures are over its bytes */
  readonly raw: Uint8Array
  /** JSON; of a form its members, those with brackets as objects; null: neither */
  readonly body: unknown
}

export interface HookOptions extends Pick<ReaderOptions, 'connection' | 'pseudonym' | 'timezone'> {
  /** ms UTC: what tells no time of its own happened when it came */
  readonly received_at: number
}

/**
 * What is said of a message by its id alone: the server looks up in which chat it stands.
 * @property at ms UTC
 */
interface SaidOfMessage {
  readonly mark: 'undelivered' | 'deleted'
  readonly message_id: string
  readonly at: number
}

/** Why what came is no event: as in files, or */
export type HookLeftOut =
  /** a message was changed: it was asked or answered when it was first written */
  | 'edited'
  /** of a group, where nobody has an id of his own */
  | 'group'
  /** how far a message got on its way */
  | 'status'
  /** what is said of a message that never came in */
  | 'unknown_message'

export type HookRead = Read | SaidOfMessage | { readonly left_out: HookLeftOut }

/** What only the person who connects it knows. */
export interface Credential {
  readonly name: string
  /** without it the connection can't be made */
  readonly is_required: boolean
}

export type Credentials = Readonly<Record<string, string>>

/** An answer that is no event. */
export interface ProbeAnswer {
  readonly status: number
  readonly body: string
}

export interface HookKind {
  /** as in the address */
  readonly kind: string
  /** With what the source of its events begins, where that is not its kind: what a file and a hook tell of is one thing. */
  readonly scheme?: string
  /** what it can tell: words of butler.source.v1 */
  readonly tells: readonly string[]
  /** it sends some event at least this often, in a company that is alive; the source is silent after three times that */
  readonly alive_every_s: number
  readonly credentials: readonly Credential[]
  /**
   * The vendor's own signature: false where it is wrong. Absent: the vendor signs nothing, and the secret of the address is all.
   * @param secret the one of the address
   */
  readonly isSigned?: (request: HookRequest, of: { secret: string; credentials: Credentials }) => boolean
  /** What the vendor asks to see whether somebody is there; null: it is no such question. */
  readonly probe?: (
    request: HookRequest,
    of: { secret: string; credentials: Credentials },
  ) => ProbeAnswer | null
  /** Messages of one chat that came within the same second stand apart by milliseconds, as in the vendor's file. */
  readonly hasOrderedSeconds?: boolean
  /** Never throws because of what the body holds. */
  readonly read: (request: HookRequest, options: HookOptions) => HookRead[]
}

/** What the source of its events is called. */
export function sourceOf({ kind, scheme = kind }: HookKind, connection: string): string {
  return `${scheme}://${connection}`
}
