import { longestAt, phrasesOf } from './phrases.ts'
import type { ReadText } from './read.ts'
import { isSlipOf } from './slip.ts'
import { CLOSING, OFTEN_MISTYPED } from './words/closing.ts'

type Tag = keyof typeof CLOSING

const MAX_WORDS = 40
const TAGS = Object.keys(CLOSING) as Tag[]
const PHRASES = phrasesOf(TAGS.map((tag) => [tag, CLOSING[tag]]))

/** What a phrase needs beside it, for nothing to be left to answer: "да" may order what was offered. */
const NEEDS: Partial<Record<Tag, readonly Tag[]>> = {
  yes: ['well', 'understood'],
  no: ['well', 'thanks'],
  waiting: ['agreed', 'understood'],
  reached: ['thanks', 'well', 'fine', 'settled'],
  leaving: ['thanks', 'farewell', 'keys_returned', 'keys_left'],
  keys_left: ['left', 'leaving', 'keys_returned'],
}

/** One of these must stand in the message: the others only go with them. */
const CLOSES: readonly Tag[] = [
  'thanks',
  'agreed',
  'understood',
  'fine',
  'well',
  'left',
  'keys_returned',
  'farewell',
  'declined',
  'settled',
]

/**
 * Whether a guest's message waits for an answer. Only what is known to the last word to need none gives false: a
 * question mark, a question word or any word that is not expected in thanks and farewells gives true.
 */
export function needsReply({ words, hasQuestionMark, hasSmile, hasAlarm }: ReadText): boolean {
  if (hasQuestionMark || hasAlarm || words.length > MAX_WORDS) return true
  if (words.length === 0) return !hasSmile
  const tags = tagsOf(words) ?? tagsOf(words.map(withoutSlip))
  if (tags === null) return true
  const isLeftOpen = [...tags].some((tag) => NEEDS[tag]?.every((needed) => !tags.has(needed)))
  return isLeftOpen || !CLOSES.some((tag) => tags.has(tag))
}

/** What the phrases do that the words are made of; null where a word belongs to none. */
function tagsOf(words: readonly string[]): Set<Tag> | null {
  const tags = new Set<Tag>()
  for (let at = 0; at < words.length;) {
    const found = longestAt(PHRASES, words, at)
    if (found === null) return null
    tags.add(found.tag)
    at += found.length
  }
  return tags
}

function withoutSlip(word: string): string {
  return OFTEN_MISTYPED.find((meant) => isSlipOf(word, meant)) ?? word
}
