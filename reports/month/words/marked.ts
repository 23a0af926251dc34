/** A piece of a sentence: text that may be coloured and may lead somewhere. */
export interface Segment {
  text: string
  tone?: 'night' | 'bad'
  /** leads to that night: the local date on which it begins, YYYY-MM-DD */
  night?: string
  /** leads to the list of turns with these filters */
  turns?: Record<string, string>
}

/** What the marks <late> and <bot> of a sentence lead to; without it they are plain text. */
export interface Targets {
  late?: Record<string, string>
  bot?: Record<string, string>
}

const MARK = /<(wait|bad|late|bot|night|late_night)(?: (\d{4}-\d{2}-\d{2}))?>(.*?)<\/>/gu

/** Cuts a phrase at its marks; neighbours without a mark are one piece. */
export function segmentsOf(marked: string, targets: Targets = {}): Segment[] {
  const segments: Segment[] = []
  const plain = (text: string) => {
    if (text !== '') add(segments, { text })
  }
  let from = 0
  for (const found of marked.matchAll(MARK)) {
    const [whole, mark = '', date, text = ''] = found
    plain(marked.slice(from, found.index))
    add(segments, { text, ...styleOf(mark, date, targets) })
    from = found.index + whole.length
  }
  plain(marked.slice(from))
  return segments
}

/** Segments of sentences one after the other. */
export function joined(sentences: readonly Segment[][]): Segment[] {
  const segments: Segment[] = []
  sentences.forEach((sentence, index) => {
    if (index > 0) add(segments, { text: ' ' })
    for (const segment of sentence) add(segments, segment)
  })
  return segments
}

function add(segments: Segment[], segment: Segment) {
  const last = segments.at(-1)
  if (last !== undefined && isPlain(last) && isPlain(segment)) last.text += segment.text
  else segments.push({ ...segment })
}

function isPlain({ tone, night, turns }: Segment): boolean {
  return tone === undefined && night === undefined && turns === undefined
}

function styleOf(mark: string, date: string | undefined, { late, bot }: Targets): Omit<Segment, 'text'> {
  switch (mark) {
    case 'wait':
      return { tone: 'night' }
    case 'bad':
      return { tone: 'bad' }
    case 'late':
      return late === undefined ? {} : { turns: late }
    case 'bot':
      return bot === undefined ? {} : { turns: bot }
    case 'night':
      return date === undefined ? {} : { night: date }
    default:
      return { tone: 'bad', ...(date === undefined ? {} : { night: date }) }
  }
}

/** The first letter large, marks before it left alone. */
export function upperFirst(text: string): string {
  return text.replace(/^(?:<[^>]*>)?\p{Ll}/u, (start) => start.slice(0, -1) + start.slice(-1).toUpperCase())
}
