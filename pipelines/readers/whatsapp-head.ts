/** How a line of a WhatsApp export begins: the date and the time, in all the spellings that phones have. */
import { HOUR_MS, MINUTE_MS } from '#sql/time/zone.ts'

export interface Head {
  /** The numbers of the date, in the order of the file. */
  readonly date: readonly [number, number, number]
  /** The first number is a year of more than two digits. */
  readonly is_year_first: boolean
  /** An era is named with the year: a Buddhist or a Japanese one. */
  readonly has_era: boolean
  /** Local time of day, milliseconds; whole minutes where the file tells no seconds. */
  readonly clock_ms: number
  readonly is_to_minute: boolean
  readonly is_twelve_hours: boolean
  /** The same for all lines of a file. */
  readonly shape: string
  /** What stands behind it, marks of direction included. */
  readonly rest: string
}

/** Marks of direction and of byte order: they stand anywhere in a head, in names and before notices. */
export const MARKS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g
const MARK = new RegExp(MARKS.source)
/** The zeros of Arabic, Persian, Devanagari, Bengali and wide digits. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10]
/** characters; the longest head seen has 30 */
const LONGEST = 64

const AM = String.raw`a\. ?m\.?|am|vorm\.|morgens|nachts|π\.?μ\.?|ص|上午|오전|午前|öö`
const PM = String.raw`p\. ?m\.?|pm|nachm\.|mittags|abends|μ\.?μ\.?|م|下午|오후|午後|ös`
const ERA = String.raw`(?:[rhs]|令和|平成|民國)`
const IS_AM = new RegExp(`^(?:${AM})$`, 'i')
const HEAD = new RegExp(
  String.raw`^(\[?)(${ERA}?\d{1,4})([./-]) ?(\d{1,2})\3 ?(${ERA}?\d{1,4})\.?( ?(?:be\b|b\.e\.|พ\.ศ\.))?` +
    String.raw`[,،]? (?:klo |kl\.? |à |at |в )?(?:(${AM}|${PM}) ?)?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?: ?(${AM}|${PM}))?` +
    String.raw`(?:(\]) ?| ?[-–—] |: )`,
  'i',
)

/** null: the line doesn't begin with a date and a time, so it goes on with the message before it. */
export function headOf(line: string): Head | null {
  const { text, places } = plain(line)
  const found = HEAD.exec(text)
  if (found === null) return null
  const [whole, open = '', first = '', separator = '', second = '', third = '', era = ''] = found
  const [before, hours, minutes, seconds, after, close = ''] = found.slice(7)
  if ((open === '') !== (close === '')) return null
  const half = before ?? after
  const clock_ms = clockOf(Number(hours), Number(minutes), Number(seconds ?? 0), half)
  if (clock_ms === null) return null
  const is_year_first = /\d{3}/.test(first)
  const date = [first, second, third].map((part) => Number(part.replace(/\D/g, ''))) as [
    number,
    number,
    number,
  ]
  return {
    date,
    is_year_first,
    has_era: era !== '' || /\D/.test(first + third),
    clock_ms,
    is_to_minute: seconds === undefined,
    is_twelve_hours: half !== undefined,
    shape: [open, separator, is_year_first, seconds !== undefined, half !== undefined].join(),
    rest: line.slice(places[whole.length - 1] ?? line.length),
  }
}

/** Milliseconds since midnight; null where no clock shows that. */
function clockOf(hours: number, minutes: number, seconds: number, half: string | undefined): number | null {
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  // "21:10 PM" is written by phones that were told 24 hours in a language of twelve
  const is_shown_as_is = half === undefined || hours > 12
  const hour = is_shown_as_is ? hours : (hours % 12) + (IS_AM.test(half) ? 0 : 12)
  return hour * HOUR_MS + minutes * MINUTE_MS + seconds * 1000
}

/** The beginning of a line with plain digits and spaces and without marks; and where each of its characters ends in the line. */
function plain(line: string): { text: string; places: number[] } {
  let text = ''
  const places: number[] = []
  for (let place = 0; place < line.length && text.length < LONGEST; place++) {
    const char = line[place] ?? ''
    const code = char.charCodeAt(0)
    if (code > 0x7f && MARK.test(char)) continue
    const zero = code < 0x660 ? undefined : ZEROS.find((one) => code >= one && code <= one + 9)
    if (zero !== undefined) text += String(code - zero)
    else text += code > 0x7f && /\s/.test(char) ? ' ' : char
    places.push(place + 1)
  }
  return { text, places }
}
