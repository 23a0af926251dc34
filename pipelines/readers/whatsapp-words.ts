/** What a line of a WhatsApp export is, by the words that WhatsApp itself writes in the language of the phone. */
import { MARKS } from './whatsapp-head.ts'
import { withinLimit } from './text-limit.ts'

export interface Said {
  readonly is:
    | 'text'
    | 'media'
    | 'voice'
    /** rung, and not taken by the one who exported */
    | 'missed_call'
    /** rung by the one who exported, in vain */
    | 'unanswered_call'
    | 'call'
    /** WhatsApp's own words, in the name of a contact or of a group */
    | 'notice'
  /** What the person wrote, without names of files; '' where that is nothing. */
  readonly text: string
  /** A mark of direction stands at its start, as at the start of all that WhatsApp writes itself on an iPhone. */
  readonly is_marked: boolean
}

const VOICE = [
  /^(?:audio|video note) omitted$/i,
  /^(?:аудиофайл отсутствует|аудио отсутствует|видеозаметка (?:опущена|отсутствует))$/i,
  /^(?:audio|videonachricht) (?:weggelassen|ausgelassen)$/i,
  /^audio (?:omitido|ocultado|omesso|omis|omis e|weggelaten)$/i,
  /(?:^|[\s:<])PTT-\d+|\.opus\b|\d-AUDIO-\d/,
]
const MEDIA = [
  // <Media omitted>, <attached: …> and their like in all languages
  /^<[^<>]{3,200}>$/,
  /^(?:image|video|sticker|gif|document|contact card|media) omitted$/i,
  /^(?:изображение|видео|gif|документ|карточка контакта) (?:отсутствует|опущено|опущен|пропущено)$/i,
  /^стикер (?:не добавлен|отсутствует|опущен)$/i,
  /^(?:bild|video|sticker|gif|dokument|kontaktkarte) (?:weggelassen|ausgelassen)$/i,
  /^(?:imagen|imagem|image|immagine|afbeelding|vídeo|vidéo|video|sticker|gif|documento?|figurinha) (?:omitid[oa]|ocultad[oa]|omess[oa]|omis|omise|weggelaten|absente?)$/i,
  /^.{1,200}\.\w{2,5} \((?:file attached|файл добавлен|datei angehängt|archivo adjunto|arquivo anexado|fichier joint|file allegato|bestand bijgevoegd)\)$/i,
  /^(?:location|местоположение|standort|ubicación|localização|localisation|posizione|locatie): ?https?:/i,
  /^(?:live location shared|показ геоданных|трансляция геоданных|live-standort wird geteilt)/i,
  /^(?:waiting for this message|ожидание (?:этого |данного )?сообщения|warten auf diese nachricht)/i,
]
/** The only words of a message. Seen once and gone is `null`. */
const WHOLLY_MEDIA = [
  /^null$/,
  /^(?:this message was deleted|you deleted this message)/i,
  /^(?:(?:данное|это) сообщение (?:было )?удалено|вы удалили (?:данное|это) сообщение)/i,
  /^(?:diese nachricht wurde gelöscht|du hast diese nachricht gelöscht)/i,
  /^(?:se eliminó este mensaje|eliminaste este mensaje|mensagem apagada|(?:essa|esta) mensagem foi apagada|você apagou esta mensagem)/i,
  /^(?:ce message a été supprimé|vous avez supprimé ce message|questo messaggio è stato eliminato|hai eliminato questo messaggio)/i,
]
const POLL = /^(?:poll|опрос|umfrage|encuesta|enquete|sondage|sondaggio):/i
const EDITED = /<[^<>]*(?:edited|изменено|bearbeitet|editad[oa]|modifi)[^<>]*>$/i
/** characters of the longest mark that a message was edited */
const LONGEST_EDITED = 80

const MISSED =
  /^(?:missed (?:group )?(?:voice|video) call|пропущенный (?:групповой )?(?:аудио|видео)звонок|verpasster? (?:gruppen)?(?:sprach|video)anruf|llamada perdida|videollamada perdida|chamada de (?:voz|vídeo) perdida|appel (?:vocal|vidéo) manqué)/i
const CALL = /^(?:(?:voice|video) call|(?:аудио|видео)звонок|(?:sprach|video)anruf)(?:[.,:]|$)/i
const IN_VAIN =
  /no answer|нет ответа|без ответа|не ответил|keine antwort|declined|отклон|abgelehnt|cancel|отмен/i
const CALL_LENGTH = /\d+ ?(?:s|sec|min|h|hr|hour|с|сек|мин|ч|std|sek)/i

/** Stems of notices; whole sentences have changed more than once. */
const NOTICE =
  /end-to-end|сквозн|шифрован|ende-zu-ende|cifrad|chiffr|crittograf|security code|код безопасности|sicherheitsnummer|sicherheitscode|business account|бизнес-аккаунт|unternehmenskonto|(?:created|changed|left|pinned|joined|added|removed|deleted) (?:this |the |your |their |a |an )?(?:group|subject|icon|description|message|settings|phone number|using|you\b)|создали? |создал\(|изменил|добавил|удалил|покинул|вышел|вышла|присоедин|закрепил|hinzugefügt|hat die gruppe|disappearing|исчезающ|selbstlöschend|(?:blocked|unblocked) this contact|заблокировал|разблокировал|is a contact|в контактах|new phone number|новый номер/i

const STARTS_MARKED = /^ ?[\u200e\u200f]/

/** Verbs of what people did to a group, which are no part of a name. */
const DEED = /\((?:-а|а)\)|\b(?:created group|changed the (?:subject|group)|added|removed)\b/i

/** @param body all lines of a message, what stands behind the author's name */
export function saidBy(body: string): Said {
  const is_marked = STARTS_MARKED.test(body)
  const lines = withoutEdited(body).split('\n')
  const whole = plain(lines.join('\n'))
  const only = (is: Said['is']): Said => ({ is, text: '', is_marked })
  if (WHOLLY_MEDIA.some((one) => one.test(whole)) && whole.length < 120) return only('media')
  const call = callOf(whole)
  if (call !== null) return only(call)
  const kept: string[] = []
  let is: Said['is'] = 'text'
  for (const line of lines) {
    const found = mediaIn(line)
    if (found === null) kept.push(line)
    else {
      if (is !== 'voice') is = found.is
      if (found.caption !== '') kept.push(found.caption)
    }
  }
  if (is === 'text' && POLL.test(whole)) is = 'media'
  if (is === 'text' && is_marked && NOTICE.test(whole)) return only('notice')
  return { is, text: withinLimit(plain(kept.join('\n'))), is_marked }
}

/** @returns who wrote, and the rest of the line; null: nobody, WhatsApp says it itself */
export function authorOf(
  rest: string,
  isTitle: (name: string) => boolean,
): { author: string; body: string } | null {
  let first: { author: string; body: string } | null = null
  for (const { index } of rest.slice(0, 200).matchAll(/:(?= |$)/g)) {
    const author = rest.slice(0, index)
    const split = { author, body: rest.slice(index + 1).replace(/^ /, '') }
    // a contact may have a colon in its name, and the title of the file tells so
    if (isTitle(author)) return split
    first ??= split
  }
  return first !== null && isName(first.author) ? first : null
}

/** TRICKY: a notice may have a colon («… Подробнее: …»), and «Мария изменил(-а) тему с "Уют: ночь" на …» has one,
 * and what stands before it is no name. */
function isName(text: string): boolean {
  const quotes = text.replace(/[^"]/g, '').length
  const opened = text.replace(/[^«“„]/g, '').length
  const closed = text.replace(/[^»”]/g, '').length
  const is_sentence = NOTICE.test(text) && (STARTS_MARKED.test(text) || /[.!] /.test(text))
  return plain(text) !== '' && !is_sentence && quotes % 2 === 0 && opened === closed && !DEED.test(text)
}

function callOf(whole: string): 'missed_call' | 'unanswered_call' | 'call' | null {
  if (whole.length > 120) return null
  if (MISSED.test(whole)) return 'missed_call'
  if (!CALL.test(whole)) return null
  if (IN_VAIN.test(whole)) return 'unanswered_call'
  return CALL_LENGTH.test(whole) ? 'call' : null
}

function withoutEdited(body: string): string {
  const end = body.slice(-LONGEST_EDITED)
  const found = EDITED.exec(end)
  return found === null ? body : body.slice(0, body.length - found[0].length)
}

/** What stands beside the picture in its line is its caption, or, before the number of pages, the name of a file. */
function mediaIn(line: string): { is: 'media' | 'voice'; caption: string } | null {
  const whole = plain(line)
  const is = mediaWord(whole)
  if (is !== null) return { is, caption: '' }
  const parts = line
    .split(/[\u200e\u200f]/)
    .map(plain)
    .filter((part) => part !== '')
  const last = parts.length > 1 ? mediaWord(parts.at(-1) ?? '') : null
  if (last === null) return null
  return { is: last, caption: whole.includes('•') ? '' : parts.slice(0, -1).join(' ') }
}

function mediaWord(text: string): 'media' | 'voice' | null {
  if (!MEDIA.some((one) => one.test(text)))
    return VOICE.slice(0, 4).some((one) => one.test(text)) ? 'voice' : null
  return VOICE.some((one) => one.test(text)) ? 'voice' : 'media'
}

const plain = (text: string) => text.replace(MARKS, '').trim()
