import bidiFactory from 'bidi-js'
import { openFont } from './fonts.ts'
import { FALLBACKS, FONT, type Script } from './style.ts'

/** Letters that are drawn alike: in one font, in one direction. */
export interface Stretch {
  text: string
  /** null: the text's own font has them */
  script: Script | null
  /** even: from left to right; odd: from right to left (Unicode's embedding level, in a text that runs to the right) */
  level: number
}

/** What most texts are made of: all of it is in the fonts, composed already. */
const USUAL = /^[ -~А-Яа-яЁё«»—–…№·’−\u00a0\u202f]*$/
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Me}\p{Variation_Selector}]/u
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u
const TURNING = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const MARK = /^\p{M}$/u

const bidi = bidiFactory()

interface Drawn {
  /** '' of what is not drawn */
  text: string
  script: Script | null
  /** it stands for itself */
  isItself: boolean
}

/** How a document's texts are drawn: pictures and signs without width fall out, letters that no font has are "?". */
export class Letters {
  private readonly drawn = new Map<string, Drawn>()

  constructor(private readonly doc: PDFKit.PDFDocument) {}

  /** The text as it can be drawn, in the order in which it is read. */
  printable(text: string): string {
    return this.stretches(text)
      .map((stretch) => stretch.text)
      .join('')
  }

  /** Whether nothing of it falls out, or has to be "?". */
  canDraw(text: string): boolean {
    return (
      USUAL.test(text) ||
      Array.from(text.normalize('NFC')).every(
        (letter) => INVISIBLE.test(letter) || this.drawnAs(letter).isItself,
      )
    )
  }

  stretches(text: string): Stretch[] {
    if (USUAL.test(text)) return text === '' ? [] : [{ text, script: null, level: 0 }]
    const whole = text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\t', ' ')
    const levels = TURNING.test(whole) ? bidi.getEmbeddingLevels(whole, 'ltr').levels : null
    const stretches: Stretch[] = []
    let index = 0
    for (const letter of whole) {
      const level = levels?.[index] ?? 0
      index += letter.length
      const last = stretches.at(-1)
      const { text: own, script } = this.drawnAs(letter)
      if (own === '') continue
      const shown = level % 2 === 1 ? (bidi.getMirroredCharacter(own) ?? own) : own
      // a mark goes with the letter below it
      const isJoined =
        last !== undefined && ((last.script === script && last.level === level) || MARK.test(letter))
      if (isJoined) last.text += shown
      else stretches.push({ text: shown, script, level })
    }
    return stretches
  }

  private drawnAs(letter: string): Drawn {
    let own = this.drawn.get(letter)
    if (own === undefined) this.drawn.set(letter, (own = this.lookUp(letter)))
    return own
  }

  private lookUp(letter: string): Drawn {
    if (letter === '\n') return { text: letter, script: null, isItself: true }
    if (INVISIBLE.test(letter)) return { text: '', script: null, isItself: false }
    const code = letter.codePointAt(0) ?? 0
    if (openFont(this.doc, FONT.regular).has(code)) return { text: letter, script: null, isItself: true }
    for (const { script, letters, fonts } of FALLBACKS) {
      if (letters.test(letter) && openFont(this.doc, fonts.regular).has(code))
        return { text: letter, script, isItself: true }
    }
    return { text: PICTURE.test(letter) ? '' : '?', script: null, isItself: false }
  }
}
