/** What is wrong with a string: without a schema, so that it can be asked in a browser, too. */

/** What is wrong with a value, as the end of a sentence that begins with the member's name; null: nothing. */
export type Fault = (value: string) => string | null

const MAX_ID = 128
export const MAX_TEXT_BYTES = 16 * 1024
// eslint-disable-next-line no-control-regex
export const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
const EMAIL = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/
export const SURROGATE = 'holds half of a character (a lone surrogate)'

/** Half a character cannot be stored: the database refuses the whole batch. */
export function surrogateFault(value: string): string | null {
  return value.isWellFormed() ? null : SURROGATE
}

export const AN_ID = `a string of 1 to ${MAX_ID} characters without control characters`

/** What keeps a string from being an id; null: nothing. Lengths count UTF-16 units. */
export function idFault(value: string): string | null {
  if (value === '') return 'is empty'
  if (value.length > MAX_ID) return `is longer than ${MAX_ID} characters`
  if (CONTROL.test(value)) return 'holds a control character'
  return surrogateFault(value)
}

export function emailFault(value: string): string | null {
  return EMAIL.test(value) && !CONTROL.test(value) ? surrogateFault(value) : 'is not an e-mail address'
}
