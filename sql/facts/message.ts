/** A message as it landed. Times in ms UTC; '' is "not told". */
export interface Message {
  conversation_id: string
  at: number
  source: string
  id: string
  property_id: string
  stay_id: string
  guest_id: string
  listing_id: string
  channel: string
  role: string
  author_id: string
  /** the source's own key for who wrote, '' where it gives none */
  account: string
  kind: string
  delivered: boolean
  handoff: boolean
  holding: boolean
  needs_reply: boolean
  language: string
  topic: string
  /** automation only */
  template: string
  /** the import that told it; 0: live */
  import_id: number
}

/** A mark as it landed: what a person knows and no messenger tells. */
export interface Mark {
  conversation_id: string
  at: number
  source: string
  id: string
  mark: string
  /** the message meant, '' where none is named */
  message_source: string
  message_id: string
  /** '' where no actor is told */
  actor_role: string
  actor_id: string
  /** as of a message */
  import_id: number
}

/** A stay as known today: its latest event, and when it was first heard of. */
export interface Stay {
  stay_id: string
  /** time of its first event */
  known_at: number
  property_id: string
  status: string
  check_in_at: number
  check_out_at: number
  check_in_date: number
  check_out_date: number
  guest_id: string
  platform: string
  /** whether its guest had an earlier stay; null without a guest_id */
  is_return: boolean | null
}

/** Identity of a message that marks refer to. */
export function messageKey(source: string, id: string): string {
  return `${source}\n${id}`
}
