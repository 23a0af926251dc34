/** Names and phones of a WhatsApp export: what the file is called, who wrote, and when two names are one. */
import { MARKS } from './whatsapp-head.ts'

/** How phones call the file, in their language; behind it stands the contact or the group. */
const TITLES = [
  /^WhatsApp[ -]Chat (?:with|mit|-|–) /i,
  /^WhatsApp-chat (?:met|med) /i,
  /^Чат WhatsApp (?:с|со) (?:контактом |группой )?/i,
  /^Чат WhatsApp [-–] /i,
  /^Чат WhatsApp (?:з|із) (?:контактом |групою )?/i,
  /^Chat (?:de )?WhatsApp (?:s uživatelem|con|com|z|[-–]) /i,
  /^Conversa do WhatsApp com /i,
  /^(?:Discussion|Chat) WhatsApp avec /i,
  /^Czat WhatsApp z (?:użytkownikiem )?/i,
]
/** What a second download or a copy of a file has behind its name. */
const COPY = /(?: ?\(\d{1,2}\)| [-–] (?:копия|copy|kopie|copia)| copy)$/i

/** The name of a chat as the name of its file tells it, '' where it tells none. */
export function titleOf(path: string): string {
  const parts = path.split(/[/\\]/)
  const name = cleanName((parts.at(-1) ?? '').replace(/\.(?:txt|zip)$/i, ''))
  if (/^_?chat(?: ?\(\d+\))?$/i.test(name)) {
    const folder = parts.at(-2) ?? ''
    return /whatsapp/i.test(folder) ? titleOf(folder) : ''
  }
  const prefix = TITLES.map((one) => one.exec(name)?.[0] ?? '').find((one) => one !== '') ?? ''
  return name.slice(prefix.length)
}

/** TRICKY: a group that is really called "Trip (2)" is taken for a copy of "Trip"; a contact is not, once it has written. */
export function withoutCopy(title: string): string {
  return title.replace(COPY, '') || title
}

/** Without marks of direction and without the tilde of those who are no contacts. */
export function cleanName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(MARKS, '')
    .replace(/\u2011/g, '-')
  return plain.replace(/\s+/g, ' ').trim().replace(/^~ ?/, '')
}

/** A phone as it is written, '+79210001122'; null where the name is no phone. */
export function phoneOf(name: string): string | null {
  return /^\+?[\d ().-]{7,24}$/.test(name) ? name.replace(/[^+\d]/g, '') : null
}

/** The same for names that differ only by what the name of a file can't hold, and for spellings of a phone. */
export function nameKey(name: string): string {
  const clean = cleanName(name)
  const key = clean
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/gu, '')
  return phoneOf(clean) ?? (key || clean)
}

/** What stands in a title of a language that is not listed and in other words than the name. */
export function isTitleAbout(title: string, name: string): boolean {
  const key = nameKey(name)
  return /whatsapp/i.test(title) && key !== '' && nameKey(title).endsWith(key)
}
