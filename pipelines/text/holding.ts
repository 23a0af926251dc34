import { longestAt, phrasesOf } from './phrases.ts'
import type { ReadText } from './read.ts'
import { HOLDING } from './words/holding.ts'

const MAX_WORDS = 40
const PHRASES = phrasesOf([
  ['promise', HOLDING.promise],
  ['polite', HOLDING.polite],
])

/** Whether a staff message only promises an answer. Any word that a promise does not need makes it an answer. */
export function isHolding({ words, hasQuestionMark }: ReadText): boolean {
  if (hasQuestionMark || words.length > MAX_WORDS) return false
  let promises = false
  for (let at = 0; at < words.length;) {
    const found = longestAt(PHRASES, words, at)
    if (found === null) return false
    promises ||= found.tag === 'promise'
    at += found.length
  }
  return promises
}
