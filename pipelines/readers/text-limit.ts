import { MAX_TEXT_BYTES } from '../string-faults.ts'

/** As much of a text as the contract takes, whole characters only. */
export function withinLimit(text: string): string {
  if (text.length * 3 <= MAX_TEXT_BYTES) return text
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(MAX_TEXT_BYTES)).read)
}
