/** A message's text, made ready once for all that is asked of it. */
export interface ReadText {
  /** Lower case, ё as е, without apostrophes, split at hyphens; letters written three times or more stand once. */
  readonly words: readonly string[]
  readonly hasQuestionMark: boolean
  /** An emoji, a smile or a plus. */
  readonly hasSmile: boolean
  /** An emoji that calls for somebody. */
  readonly hasAlarm: boolean
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu
const APOSTROPHE = /(?<=[a-zа-яё])['’ʼ`](?=[a-zа-яё])/g
const REPEATED = /([^\d\s])\1\1+/g
const QUESTION_MARK = /[?？¿؟❓❔⁉⁈]/
/** From here on there may be emoji. */
const BEYOND_LETTERS = /[\u2000-\uffff]|[\u00a9\u00ae]/
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u
const ALARM = /🆘|🚨|⚠|😡|🤬|😠|👎|🤢|🤮|🥶|🥵|💩/u
const SMILE = /[:;=]['’]?-?[()*]|\)\)|\(\(|\+|<3|\^\^|^\s*[()]\s*$/
// smiles that hold letters, so that they are not read as words
const LETTER_SMILE = /[:;=]-?[dpр](?![a-zа-яё\d])|(?<![a-zа-яё\d])[xх]d+(?![a-zа-яё\d])/g

export function readText(text: string): ReadText {
  const well = text.toWellFormed()
  const spoken = well.toLowerCase().replace(LETTER_SMILE, ' :) ').replace(APOSTROPHE, '')
  const mayHoldEmoji = BEYOND_LETTERS.test(well)
  return {
    words: spoken.replaceAll('ё', 'е').replace(REPEATED, '$1').match(WORD) ?? [],
    hasQuestionMark: QUESTION_MARK.test(well),
    hasSmile: SMILE.test(spoken) || (mayHoldEmoji && EMOJI.test(well)),
    hasAlarm: mayHoldEmoji && ALARM.test(well),
  }
}
