import { phrasesOf } from './phrases.ts'
import type { ReadText } from './read.ts'
import { TOPICS } from './words/topics.ts'

const PHRASES = phrasesOf(TOPICS.map(([, phrases], rank) => [rank, phrases]))

/** The first topic of the list that the text speaks of; 'other' where none; '' where there are no words at all. */
export function topicOf({ words }: ReadText): string {
  if (words.length === 0) return ''
  let best = TOPICS.length
  for (let at = 0; at < words.length; at++) {
    for (const { tag } of PHRASES.at(words, at)) if (tag < best) best = tag
  }
  return TOPICS[best]?.[0] ?? 'other'
}
