/** Files that are no events: named by what they hold, so that whoever dragged the wrong one in is told what to do. */

/** So many bytes of a file are looked at. */
export const HEAD_BYTES = 64 * 1024

type Foreign =
  | 'excel'
  | 'whatsapp'
  | 'zip'
  | 'gzip'
  | 'pdf'
  | 'picture'
  | 'utf16'
  | 'telegram_html'
  | 'web_page'
  | 'calendar'
  | 'telegram'
  | 'event_list'
  | 'table'

interface Known {
  /** one word, by which a page finds its own sentence */
  what: Foreign
  is: string
  /** what to do instead */
  then: string
  looks: (head: string, bytes: Uint8Array) => boolean
}

const EVENTS = 'turn it into events, one a line, as docs/connect.md shows'
const UNPACK = 'unpack it first'
const BY_ITSELF = 'give it by itself to `insights import`, which reads it'

/** `03.11.2026, 21:10 - `, `[11/3/26, 9:09:12 PM] ` and their like, after marks of direction. */
const CHAT_LINE =
  /^[\u200e\u200f\ufeff]*\[?\d{1,4}[./-] ?\d{1,2}[./-] ?\d{2,4},?\.? (?:klo )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[\s\u202f]?(?:[AaPp]\.? ?[Mm]\.?)?\]?[ \u202f]?(?:[-–:] |\S)/m

// the first that fits
const KNOWN: readonly Known[] = [
  {
    what: 'excel',
    is: 'an Excel sheet',
    then: `save it as CSV and ${EVENTS}`,
    looks: (head) => isZip(head) && head.includes('xl/'),
  },
  {
    what: 'whatsapp',
    is: 'a WhatsApp export',
    then: BY_ITSELF,
    looks: (head) => isZip(head) && /_chat\.txt|WhatsApp/.test(head),
  },
  { what: 'zip', is: 'a zip archive', then: UNPACK, looks: isZip },
  {
    what: 'gzip',
    is: 'packed with gzip',
    then: 'give it a name that ends in .gz',
    looks: (_, bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b,
  },
  { what: 'pdf', is: 'a PDF', then: EVENTS, looks: (head) => head.startsWith('%PDF') },
  {
    what: 'picture',
    is: 'a picture',
    then: EVENTS,
    looks: (_, bytes) => (bytes[0] === 0x89 && bytes[1] === 0x50) || (bytes[0] === 0xff && bytes[1] === 0xd8),
  },
  {
    what: 'utf16',
    is: 'text in UTF-16',
    then: 'save it as UTF-8',
    looks: (_, bytes) => (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff),
  },
  {
    what: 'telegram_html',
    is: 'a Telegram export as web pages',
    then: 'export it again as “Machine-readable JSON”',
    looks: (head) => isHtml(head) && /tgme|page_body chat_page|class="history"/.test(head),
  },
  { what: 'web_page', is: 'a web page', then: EVENTS, looks: isHtml },
  {
    what: 'calendar',
    is: 'a calendar (iCalendar)',
    then: BY_ITSELF,
    looks: (head) => /^[\s\ufeff]*BEGIN:VCALENDAR/i.test(head),
  },
  {
    what: 'telegram',
    is: 'a Telegram export',
    then: 'give it by itself to `insights import`, which reads it, or export it again as “Machine-readable JSON” if it did not',
    looks: (head) =>
      /^\s*\{/.test(head) &&
      !head.includes('"specversion"') &&
      (head.includes('"personal_information"') ||
        /"type": ?"(?:personal_chat|bot_chat|saved_messages|(?:private|public)_\w+)"/.test(head)),
  },
  {
    what: 'event_list',
    is: 'a list of events in brackets',
    then: 'write one event a line, without the brackets and commas, or send it to POST /ingest as application/cloudevents-batch+json',
    looks: (head) => /^\s*\[/.test(head) && head.includes('"specversion"'),
  },
  {
    what: 'whatsapp',
    is: 'a WhatsApp export',
    then: BY_ITSELF,
    looks: (head) => CHAT_LINE.test(head.slice(0, 2000)),
  },
  { what: 'table', is: 'a table (CSV)', then: EVENTS, looks: isTable },
]

/**
 * What a file is, where that can be told by how it begins and it is no file of events; null otherwise.
 * @param bytes the first HEAD_BYTES of it
 */
export function foreign(bytes: Uint8Array): Pick<Known, 'what' | 'is' | 'then'> | null {
  const head = new TextDecoder().decode(bytes)
  return KNOWN.find(({ looks }) => looks(head, bytes)) ?? null
}

/** The sentence for a file in which nothing is an event. */
export function refusal(name: string, bytes: Uint8Array): string {
  const { is, then } = foreign(bytes) ?? { is: 'no file of events', then: EVENTS }
  return `${name} is ${is}: nothing of it was stored; ${then}`
}

function isZip(head: string): boolean {
  return head.startsWith('PK\u0003\u0004')
}

function isHtml(head: string): boolean {
  return /^[\s\ufeff]*<(?:!doctype html|html)/i.test(head)
}

/** Two lines with as many separators each, at least two, and no JSON. */
function isTable(head: string): boolean {
  const [first = '', second = ''] = head.split(/\r?\n/)
  if (/^[\s\ufeff]*[[{]/.test(first)) return false
  return [';', ',', '\t'].some((separator) => {
    const columns = first.split(separator).length
    return columns > 2 && second.split(separator).length === columns
  })
}
