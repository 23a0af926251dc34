/** Telegram Desktop, "Export chat history" or "Export Telegram data" as machine-readable JSON: result.json. */
import { type TelegramChat, partsOf } from './telegram-json.ts'
import { TelegramChatReader, type TelegramFile } from './telegram-messages.ts'
import type { Read, Reader, ReaderOptions } from './reader.ts'

const BROKEN = {
  no_json: 'from here on the file is no JSON; export it again',
  cut_off: 'the file ends in the middle; export it again, or copy it again',
} as const

const WHOLE_ACCOUNT =
  /^\{\s*(?:"about"\s*:\s*"[^"]*Telegram|"personal_information"\s*:\s*\{\s*"user_id"|"(?:left_)?chats"\s*:\s*\{\s*(?:"about"|"list")\s*:)/
const ONE_CHAT =
  /^\{\s*(?:"name"\s*:\s*(?:null|"(?:[^"\\]|\\.)*")\s*,\s*)?"type"\s*:\s*(?:null|"[a-z_]*")\s*,\s*"id"\s*:\s*-?\d+\s*,\s*"messages"\s*:\s*\[/

export const telegram: Reader = {
  format: 'telegram',
  version: 1,
  // by content alone: the file is always called result.json, until somebody gives it a better name
  recognises(head) {
    const text = head.replace(/^\uFEFF?\s*/, '')
    return WHOLE_ACCOUNT.test(text) || ONE_CHAT.test(text)
  },
  read,
}

async function* read(bytes: AsyncIterable<Uint8Array>, options: ReaderOptions): AsyncGenerator<Read> {
  const file: TelegramFile = { options }
  let chat: TelegramChat | null = null
  let reader: TelegramChatReader | null = null
  for await (const parts of partsOf(bytes)) {
    for (const part of parts) {
      if ('broken' in part) yield { not_understood: BROKEN[part.broken] }
      else if ('own_id' in part) file.own = part.own_id === '' ? undefined : `user${part.own_id}`
      else {
        if (reader === null || part.chat !== chat) {
          chat = part.chat
          reader = new TelegramChatReader(chat, file)
        }
        yield* reader.read(part.message)
      }
    }
  }
}
