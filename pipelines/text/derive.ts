/** What a message's text gives for the members that its producer left out. The text itself goes no further. */
import { isHolding } from './holding.ts'
import { languageOf } from './language.ts'
import { needsReply } from './needs-reply.ts'
import { readText } from './read.ts'
import { topicOf } from './topic.ts'

export interface Derived {
  readonly holding: boolean
  /** 'ru', 'en' or '' where unsure. */
  readonly language: string
  readonly needs_reply: boolean
  /** '' where the text says nothing at all. */
  readonly topic: string
}

/** Only what is wanted, in the order of its names. */
export function derive(text: string, wanted: Readonly<Record<keyof Derived, boolean>>): Partial<Derived> {
  const read = readText(text)
  return {
    ...(wanted.holding && { holding: isHolding(read) }),
    ...(wanted.language && { language: languageOf(read) }),
    ...(wanted.needs_reply && { needs_reply: needsReply(read) }),
    ...(wanted.topic && { topic: topicOf(read) }),
  }
}

export function deriveAll(text: string): Derived {
  const read = readText(text)
  return {
    holding: isHolding(read),
    language: languageOf(read),
    needs_reply: needsReply(read),
    topic: topicOf(read),
  }
}
