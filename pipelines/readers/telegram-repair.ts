/** Makes JSON of what Telegram Desktop writes, chunk by chunk. */

const ESCAPE = /\\(?:x([0-9A-Fa-f]{2})|[\s\S])/g
/** The beginning of an escape at the end of a text; what stands before it are whole escapes and other characters. */
const CUT_ESCAPE = /(?<!\\)(?:\\\\)*(\\(?:x[0-9A-Fa-f]?)?)$/
const KEY = '"document_id":'
/** A path without quotes ends with its line; anything that may stand there by right is no path. */
const BARE_PATH =
  /("document_id":[ \t]*)(?!["{[\s]|-?\d+[ \t]*[,}\]\r\n]|null\b)([^"\r\n]*?)([ \t]*,?[ \t]*\r?\n)/g
/** characters; no path is as long, so that a file without line ends is not held back */
const LONGEST_PATH = 4096

/**
 * Two faults of the exporting program are mended:
 * - control characters are written `\x08` (telegramdesktop/tdesktop issue 27571), which JSON doesn't know;
 * - versions 4.1 and about wrote `"document_id": video_files/sticker (2).webm` without quotes (issue 24961).
 *
 * Bytes that are no UTF-8 become U+FFFD: one bad name must not cost the rest of the file.
 */
export class TelegramRepair {
  readonly #decoder = new TextDecoder()
  /** What can't be judged before more has come. */
  #held = ''

  /** What can be told by now. */
  push(chunk: Uint8Array): string {
    const text = this.#held + this.#decoder.decode(chunk, { stream: true })
    const end = Math.min(startOfCutEscape(text), startOfCutPath(text))
    this.#held = text.slice(end)
    return repaired(text.slice(0, end))
  }

  /** The rest. */
  finish(): string {
    return repaired(this.#held + this.#decoder.decode())
  }
}

function repaired(text: string): string {
  let result = text
  // TRICKY: escapes are taken one by one, so that in `\\x08` (a backslash, then words) nothing is found
  if (text.includes('\\x'))
    result = result.replace(ESCAPE, (escape, code?: string) => (code === undefined ? escape : `\\u00${code}`))
  if (text.includes(KEY))
    result = result.replace(
      BARE_PATH,
      (_, key: string, path: string, end: string) => key + JSON.stringify(path) + end,
    )
  return result
}

function startOfCutEscape(text: string): number {
  // the pattern is slow over a whole chunk: an escape is at most four characters, and the run of backslashes before it counts
  let start = text.length - 1
  while (start >= 0 && text.length - start < 4 && text[start] !== '\\') start--
  while (start > 0 && text[start - 1] === '\\') start--
  const cut = CUT_ESCAPE.exec(text.slice(Math.max(start, 0)))?.[1] ?? ''
  return text.length - cut.length
}

/** Where a `"document_id":` starts whose value has not come to its end, if it can be a path. */
function startOfCutPath(text: string): number {
  const key = text.lastIndexOf(KEY)
  if (key !== -1 && text.length - key < LONGEST_PATH && !/["\n]/.test(text.slice(key + KEY.length)))
    return key
  for (let length = Math.min(KEY.length - 1, text.length); length > 0; length--)
    if (text.endsWith(KEY.slice(0, length))) return text.length - length
  return text.length
}
