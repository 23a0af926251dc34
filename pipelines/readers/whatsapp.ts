/** WhatsApp, "Export chat": a text, or a zip with the text and, where somebody asked for them, pictures and voices. */
import { byteText } from '../bytes.ts'
import type { Read, Reader, ReaderOptions } from './reader.ts'
import { WhatsAppChat } from './whatsapp-chat.ts'
import { headOf } from './whatsapp-head.ts'
import { titleOf } from './whatsapp-names.ts'
import { textsOf, type ZipPart } from './whatsapp-zip.ts'

const ZIP = 'PK\u0003\u0004'
/** Names within the zip: the text's, or those of what people sent. */
const NAMES =
  /_chat\.txt|WhatsApp[^\0/]{1,200}\.txt|(?:IMG|VID|AUD|PTT|STK)-\d{8}-WA\d+|\d{8}-(?:PHOTO|VIDEO|AUDIO|STICKER|GIF)-\d{4}-/
/** characters of a text: a real export begins with a message */
const LOOKED_AT = 4096

const BROKEN = {
  cut_off: 'the zip ends in the middle or is broken; export the chat again, or copy it again',
  too_large: 'its text unpacks to more than a chat can have; nothing more of it is read',
} as const
const NO_TEXT = 'no text is in the zip: it is no export of a chat'

export const whatsapp: Reader = {
  format: 'whatsapp',
  version: 1,
  isNamedAfterGuests: true,
  recognises(head, file_name) {
    if (head.startsWith(ZIP)) return NAMES.test(head) || /WhatsApp.*\.zip$/i.test(file_name)
    // UTF-16 comes as if it were UTF-8: letters with zeros between
    const text = head.slice(0, LOOKED_AT).replace(/[\0\ufffd]/g, '')
    return text.split('\n').some((line) => headOf(line) !== null)
  },
  read,
}

async function* read(bytes: AsyncIterable<Uint8Array>, options: ReaderOptions): AsyncGenerator<Read> {
  const { first, all } = await begun(bytes)
  const file_name = options.file_name ?? ''
  if (first === ZIP) yield* readZip(textsOf(all), file_name, options)
  else {
    const chat = new WhatsAppChat(titleOf(file_name), options)
    for await (const chunk of all) yield* chat.push(chunk)
    yield* chat.finish()
  }
}

async function* readZip(parts: AsyncIterable<ZipPart>, file_name: string, options: ReaderOptions) {
  let open: OpenText | null = null
  let has_chat = false
  let broken: string | null = null
  for await (const part of parts) {
    if ('bytes' in part) {
      if (open !== null) yield* open.chat.push(part.bytes)
      continue
    }
    // a short text is known for a chat only at its end
    const last: Read[] = open?.chat.finish() ?? []
    if (isChat(open)) {
      has_chat = true
      yield* last
    }
    open = null
    if ('broken' in part) broken = BROKEN[part.broken]
    else {
      const is_named = /_chat\.txt$|whatsapp/i.test(part.text)
      const title = titleOf(part.text) || titleOf(file_name)
      // what is called otherwise is the chat where nothing else was; else somebody sent it
      if (is_named || !has_chat) open = { is_named, chat: new WhatsAppChat(title, options) }
    }
  }
  const last: Read[] = open?.chat.finish() ?? []
  if (isChat(open)) yield* last
  if (broken !== null) yield { not_understood: broken }
  else if (!has_chat && !isChat(open)) yield { not_understood: NO_TEXT }
}

interface OpenText {
  /** as WhatsApp names the text of a chat */
  readonly is_named: boolean
  readonly chat: WhatsAppChat
}

function isChat(open: OpenText | null): open is OpenText {
  return open !== null && (open.is_named || open.chat.is_chat)
}

/** The first four bytes as characters, and all bytes again. */
async function begun(bytes: AsyncIterable<Uint8Array>) {
  const source = bytes[Symbol.asyncIterator]()
  const taken: Uint8Array[] = []
  let first = ''
  while (first.length < ZIP.length) {
    const next = await source.next()
    if (next.done === true) break
    taken.push(next.value)
    first += byteText(next.value.subarray(0, ZIP.length))
  }
  const rest: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => source }
  return { first: first.slice(0, ZIP.length), all: joined(taken, rest) }
}

async function* joined(taken: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>) {
  yield* taken
  yield* rest
}
