/** What the words of calendars mean: platforms of bookings, days that are closed, and who is on duty when. */
import { isBlock, platformOf, stateOf } from './booking-words.ts'
import { type Hours, hoursOf, type Legend, shiftsIn } from './roster-codes.ts'
import { fold } from './sheet-names.ts'

const PLATFORMS: readonly (readonly [string, RegExp])[] = [
  ['airbnb', /@airbnb\.|airbnb\.[a-z.]+\//i],
  ['booking', /@(?:[\w.]*\.)?booking\.com/i],
  ['vrbo', /@(?:[\w.]*\.)?(?:vrbo|homeaway)\.|vrbo\.com/i],
  ['sutochno', /@(?:[\w.]*\.)?sutochno\./i],
  ['avito', /@(?:[\w.]*\.)?avito\./i],
]
const SAID = /(?:^|\n)\s*(?:источник|канал|площадка|source|channel)\s*:\s*([^\n]{2,40})/iu

/** By its UID and what is written of it; undefined where neither tells. */
export function platformIn(uid: string, description: string): string | undefined {
  const text = `${uid}\n${description}`
  const said = SAID.exec(description)?.[1]
  return PLATFORMS.find(([, words]) => words.test(text))?.[0] ?? (said && platformOf(said))
}

/** Programs that write bookings alone. */
export function isOfBookings(product: string): boolean {
  return /airbnb|booking\.com|vrbo|homeaway|realty ?calendar|bnovo|sutochno|travelline|hostaway|guesty|lodgify|smoobu|beds24/i.test(
    product,
  )
}

/** Whether a title says by itself that it is of a booking or of closed days. */
export function isBookingTitle(title: string): boolean {
  const folded = fold(title)
  return (
    /^(?:reserved|reservation|booked|booking|бронь|бронирован|забронир|занято|airbnb|vrbo)(?: |$)/.test(
      folded,
    ) || isBlock(title)
  )
}

/** Of a booking by its title; what is no word of a state is a guest's name or nothing. */
export function bookingState(title: string): 'booked' | 'cancelled' | 'no_show' | 'not_booked' {
  const state = stateOf(title)
  return state === 'cancelled' || state === 'no_show' || state === 'not_booked' ? state : 'booked'
}

const DUTY =
  /(?:^|(?<=[\s:,()–—/-]))(?:дежур\p{L}*|смен[аыу]?|график|администратор|менеджер|оператор|shift|duty|on[- ]?call|roster|manager|on)(?=$|[\s:,()–—/-])\.?/giu
const PERSON = /^\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}.’'-]*){0,2}$/u
const SHIFT_WORDS =
  /^(?:ночь|ночная|ночной|ночью|night|день|дневная|дневной|дн[её]м|day|сутки|суточная|вечер|вечерняя|утро|утренняя|evening|morning|отпуск|выходной|больничный|vacation|off|sick|free)$/i
const OF_WORDS: ReadonlyMap<string, string> = new Map([
  ...['ночная', 'ночной', 'ночью'].map((word) => [word, 'ночь'] as const),
  ...['дневная', 'дневной', 'днем', 'днём'].map((word) => [word, 'день'] as const),
  ['суточная', 'сутки'] as const,
])
const SPAN = /(?:с\s+)?\d{1,2}(?:[:.]\d{2})?\s*(?:[-–—]|до)\s*\d{1,2}(?:[:.]\d{2})?(?!\d)/giu

export interface DutyTitle {
  readonly people: readonly string[]
  /** of an event of whole days; [] where it says that nobody is on duty, null where it says nothing of hours */
  readonly hours: readonly Hours[] | null
}

/** 'Дежурство: Анна', 'Анна К. — Н', 'Аня/Маша 21-9', 'Ночь', 'Night shift (Anna)' */
export function dutyIn(title: string, legend: Legend): DutyTitle {
  const spans = title.match(SPAN) ?? []
  const bare = title.replace(SPAN, ' ').replace(DUTY, ' ')
  const parts = bare
    .split(/\s*[:;,|()/+]\s*|\s+[–—-]\s+|^\s*[–—-]\s|\s[–—-]\s*$| и | and |\n/u)
    .flatMap((part) => wordsOf(part.trim(), legend))
  const people = parts.filter((part) => PERSON.test(part) && !SHIFT_WORDS.test(part))
  const codes = [...spans, ...parts.filter((part) => part !== '' && !people.includes(part))]
  const known = codes.flatMap((code) => {
    const hours = shiftsIn(OF_WORDS.get(code.toLowerCase()) ?? code, legend)
    return hours === null ? [] : [hours]
  })
  // 'Н 23-7': the hours say more than the code
  const [first] = spans
  const spelled = first === undefined ? null : hoursOf(first)
  const hours = known.length === 0 ? null : spelled === null ? known.flat() : [spelled]
  return { people: [...new Set(people)], hours }
}

/** A part as its name and its codes: 'Анна К. Н' → 'Анна К.', 'Н'. A code stands before the name or behind it. */
function wordsOf(part: string, legend: Legend): string[] {
  const words = part.split(/\s+/).filter((word) => word !== '')
  const isCode = (word = '') =>
    SHIFT_WORDS.test(word) || legend.has(word.toLowerCase()) || shiftsIn(word, legend) !== null
  const codes: string[] = []
  while (words.length > 1 && isCode(words[0])) codes.push(words.shift() ?? '')
  while (words.length > 1 && isCode(words.at(-1))) codes.push(words.pop() ?? '')
  return words.length === 0 ? codes : [words.join(' '), ...codes]
}
