/** What stands in a cell of a roster: codes and hours → shifts of that day. */

/** Minutes after the local midnight of the day on which it begins; `until` is above `from`, and above 1440 where it ends on the next day. */
export interface Hours {
  readonly from: number
  readonly until: number
}

export type Legend = ReadonlyMap<string, Hours>

/** No more shifts of one person begin on one day: what is gone of a corrected roster is cancelled up to here. */
export const MOST_A_DAY = 2

const DAY = 24 * 60
/** Where a roster has no legend. */
const DEFAULTS: Legend = new Map(
  (
    [
      [['н', 'ночь', 'ноч', 'n', 'night', 'h'], 21, 33],
      [['д', 'день', 'дн', 'd', 'day'], 9, 21],
      [['с', 'сутки', 'сут', '24', '24ч', 'c'], 9, 33],
    ] as const
  ).flatMap(([codes, from, until]) =>
    codes.map((code) => [code, { from: from * 60, until: until * 60 }] as const),
  ),
)
const OFF =
  /^(?:|[-–—.]+|0|в|b|o|вых(?:одной)?|в\/о|о|отп(?:уск)?|от|б|б\/л|бл|больн(?:ичный)?|off|day off|vacation|sick|free)$/
const CLOCK = String.raw`(\d{1,2})(?:[:.](\d{2}))?`
const SPAN = new RegExp(String.raw`^(?:с\s+)?${CLOCK}\s*(?:[-–—]|до)\s*${CLOCK}$`)
const LEGEND = new RegExp(
  String.raw`(?:^|[\s,;(])(\p{L}{1,8}|24|\p{L}\/\p{L})\s*(?:=|:|[-–—])\s*(?:\p{L}+\s*,?\s*)?(?:с\s+)?(\d{1,2}(?:[:.]\d{2})?\s*(?:[-–—]|до)\s*\d{1,2}(?:[:.]\d{2})?)(?=$|[\s,;.)])`,
  'gu',
)

/** '9-21', '21:00–09:00', '20.00 до 8' → hours; null for anything else. An end that is not after the start is on the next day. */
export function hoursOf(text: string): Hours | null {
  const match = SPAN.exec(text.trim().toLowerCase())
  if (match === null) return null
  const from = minuteOf(match[1], match[2])
  const until = minuteOf(match[3], match[4])
  if (from === null || until === null || from === DAY) return null
  return { from, until: until > from ? until : until + DAY }
}

function minuteOf(hours: string | undefined, minutes = '0'): number | null {
  const minute = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && minute <= DAY ? minute : null
}

/** The codes that a cell explains: 'Д — 08-20, Н — 20-08'. Empty where it is no legend. */
export function legendIn(cell: string): [string, Hours][] {
  return Array.from(cell.matchAll(LEGEND)).flatMap(([, code = '', span = '']) => {
    const hours = hoursOf(span)
    return hours === null || monthLike(code) ? [] : [[code.toLowerCase(), hours]]
  })
}

/** 'с 9 до 21' has no code. */
function monthLike(code: string): boolean {
  return /^(?:с|до|from)$/i.test(code)
}

/**
 * The shifts that begin on a cell's day, in the order of their starts.
 * @returns null: not known
 */
export function shiftsIn(cell: string, legend: Legend): Hours[] | null {
  // a remark in brackets, such as who stands in: nothing of it can be told of a person
  const text = cell
    .replace(/\([^)]*\)/g, '')
    .trim()
    .toLowerCase()
  const whole = codeOf(text, legend)
  if (whole !== null) return [whole]
  if (OFF.test(text)) return []
  const parts = text.split(/[/+,;\n]| и /).map((part) => part.trim())
  // 'Н 23-7': the hours say more than the code
  const spelled = parts.map((part) => codeOf(part, legend) ?? hoursOf(part.replace(/^\p{L}{1,5}\.?\s+/u, '')))
  const known = spelled.filter((hours) => hours !== null)
  if (known.length !== parts.length || known.length > MOST_A_DAY) return null
  return known.sort((a, b) => a.from - b.from)
}

function codeOf(text: string, legend: Legend): Hours | null {
  return legend.get(text) ?? hoursOf(text) ?? DEFAULTS.get(text) ?? null
}
