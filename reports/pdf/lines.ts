import { openFont } from './fonts.ts'
import type { Paper } from './page.ts'
import { visualOrder } from './order.ts'
import { fontFor, type TextStyle } from './style.ts'

/** A piece of text; what it leaves open comes from the style of the whole. */
export interface Run extends Partial<TextStyle> {
  text: string
}

export interface Piece {
  text: string
  style: TextStyle
  width: number
  /** from the line's beginning */
  x: number
  /** odd: it is read from right to left */
  level: number
}

export interface Line {
  pieces: Piece[]
  width: number
}

export interface BlockOptions {
  /** what is longer ends in "…" */
  maxLines?: number
  /** leaves no single word alone on the last line */
  isPretty?: boolean
}

interface Word {
  pieces: Omit<Piece, 'x'>[]
  width: number
  /** the space before it, pt; 0 inside a word that had to be broken */
  space: number
  /** of that space */
  level: number
  isNewLine: boolean
}

/**
 * Line ends, and spaces but those before a dash, behind a Russian word of one or two letters («в», «за», «из») and
 * between a number and its Russian word («20 октября»).
 */
const BREAKS = /((?<!(?:^|[\s\u00a0(«])[А-Яа-яЁё]{1,2}) (?!—)(?<!\d (?=[а-яё]))|\n)/u

/** Breaks runs at spaces into lines of at most the width, words longer than a line where they must. */
export function linesOf(
  paper: Paper,
  runs: readonly Run[],
  base: TextStyle,
  width: number,
  { maxLines = Infinity, isPretty = false }: BlockOptions,
): Line[] {
  const words = wordsOf(paper, runs, base, width)
  const whole = fill(words, width)
  const lines = (isPretty ? evened(whole, words, width) : whole).map(lineOf)
  const kept = lines.slice(0, maxLines)
  const last = kept.at(-1)
  if (lines.length > maxLines && last !== undefined) cutShort(paper, last, width)
  return kept.map((line) => (isTurned(line) ? inVisualOrder(paper, line) : line))
}

function wordsOf(paper: Paper, runs: readonly Run[], base: TextStyle, width: number): Word[] {
  const words: Word[] = []
  let word: Word = { pieces: [], width: 0, space: 0, level: 0, isNewLine: false }
  const close = (space: number, level: number, isNewLine: boolean) => {
    if (word.pieces.length > 0 || word.isNewLine) words.push(...fitting(paper, word, width))
    word = { pieces: [], width: 0, space, level, isNewLine }
  }
  for (const { text, ...own } of runs) {
    for (const { text: stretch, script, level } of paper.letters.stretches(text)) {
      const plain = { ...base, ...own }
      const style = script === null ? plain : { ...plain, font: fontFor(script, plain.font), tracking: 0 }
      if (script !== null) openFont(paper.doc, style.font)
      for (const part of stretch.split(BREAKS)) {
        if (part === '') continue
        if (part === ' ' || part === '\n') {
          const isNewLine = part === '\n' || (word.pieces.length === 0 && word.isNewLine)
          close(measured(paper, ' ', plain), level, isNewLine)
        } else {
          const piece = { text: part, style, width: measured(paper, part, style), level }
          word.pieces.push(piece)
          word.width += piece.width
        }
      }
    }
  }
  close(0, 0, false)
  return words
}

/** The word itself, or its parts where it is longer than a line: after a hyphen or stroke if there is one. */
function fitting(paper: Paper, word: Word, width: number): Word[] {
  if (word.width <= width) return [word]
  const parts: Word[] = []
  let part: Word = { ...word, pieces: [], width: 0 }
  for (const { text, style, level } of word.pieces) {
    for (const some of text.split(/(?<=[-/_@.])/)) {
      const letters = measured(paper, some, style) > width ? Array.from(some) : [some]
      for (const letter of letters) {
        const piece = { text: letter, style, width: measured(paper, letter, style), level }
        if (part.width + piece.width > width && part.pieces.length > 0) {
          parts.push(part)
          part = { pieces: [], width: 0, space: 0, level: 0, isNewLine: false }
        }
        part.pieces.push(piece)
        part.width += piece.width
      }
    }
  }
  return [...parts, part]
}

function fill(words: readonly Word[], width: number): Word[][] {
  const lines: Word[][] = []
  let line: Word[] = []
  let used = 0
  for (const word of words) {
    const needed = (line.length === 0 ? 0 : word.space) + word.width
    // a hair of tolerance: a sum of words may differ from the measured whole
    if (word.isNewLine || (line.length > 0 && used + needed > width + 0.01)) {
      lines.push(line)
      line = [word]
      used = word.width
    } else {
      line.push(word)
      used += needed
    }
  }
  if (line.length > 0) lines.push(line)
  return lines
}

/** As many lines as before, the last of them at least a quarter full where that can be had. */
function evened(lines: Word[][], words: readonly Word[], width: number): Word[][] {
  let best = lines
  for (let narrow = width; narrow > width * 0.7; narrow -= width * 0.02) {
    const tried = fill(words, narrow)
    if (tried.length > lines.length) break
    best = tried
    if (tried.length === 1 || lineOf(tried.at(-1) ?? []).width >= width / 4) break
  }
  return best
}

/** Words of one style and direction stand in one piece. */
function lineOf(words: readonly Word[]): Line {
  const pieces: Piece[] = []
  let x = 0
  words.forEach((word, index) => {
    const space = index === 0 ? 0 : word.space
    word.pieces.forEach((piece, at) => {
      const gap = at === 0 ? space : 0
      const before = pieces.at(-1)
      // PDFKit lays out word after word from left to right: those that run the other way stand alone
      const isJoined = gap === 0 || (piece.level === 0 && word.level === 0)
      if (
        before !== undefined &&
        isJoined &&
        before.level === piece.level &&
        isSame(before.style, piece.style)
      ) {
        before.text += (gap > 0 ? ' ' : '') + piece.text
        before.width += gap + piece.width
      } else {
        if (before !== undefined && gap > 0) {
          if (before.level === 0 && word.level === 0) before.text += ' '
          else pieces.push({ text: ' ', style: piece.style, width: gap, x, level: word.level })
        }
        pieces.push({ ...piece, x: x + gap })
      }
      x += gap + piece.width
    })
  })
  return withoutSeparator({ pieces, width: x })
}

const isTurned = ({ pieces }: Line) => pieces.some(({ level }) => level > 0)

/** Its pieces as they stand on paper, where some are read from right to left. */
function inVisualOrder(paper: Paper, { pieces }: Line): Line {
  const whole = pieces.map(({ text, style, level, ...piece }) => ({
    ...piece,
    text,
    style,
    level,
    // letters that were measured one by one join each other
    width: measured(paper, text, style),
  }))
  let x = 0
  const ordered = visualOrder(whole).map((piece) => {
    const at = x
    x += piece.width
    return { ...piece, x: at }
  })
  return { pieces: ordered, width: x }
}

/** A line does not end in the dot between two things. */
function withoutSeparator(line: Line): Line {
  const last = line.pieces.at(-1)
  const text = last?.text.replace(/[ \u00a0]+·$/, '')
  if (last === undefined || text === last.text) return line
  return { ...line, pieces: [...line.pieces.slice(0, -1), { ...last, text: text ?? '' }] }
}

function cutShort(paper: Paper, line: Line, width: number) {
  let last = line.pieces.at(-1)
  while (last !== undefined) {
    const text = `${last.text.trimEnd()}…`
    const own = measured(paper, text, last.style)
    if (last.x + own <= width || last.text.length === 0) {
      line.width = last.x + own
      last.text = text
      return
    }
    last.text = Array.from(last.text).slice(0, -1).join('')
    if (last.text === '' && line.pieces.length > 1) {
      line.pieces.pop()
      last = line.pieces.at(-1)
    }
  }
}

function isSame(a: TextStyle, b: TextStyle): boolean {
  return a.font === b.font && a.size === b.size && a.color === b.color && a.tabular === b.tabular
}

export const trackingOf = ({ tracking = 0, size }: TextStyle) => tracking * size

/** TRICKY: PDFKit keeps no cache of what is laid out with features; only digits need them. */
export function featuresOf(text: string, { tabular = false }: TextStyle): ['tnum'] | undefined {
  return tabular && /\d/.test(text) ? ['tnum'] : undefined
}

function measured(paper: Paper, text: string, style: TextStyle): number {
  const key = `${style.font}|${String(style.tabular)}|${text}`
  let width = paper.widths.get(key)
  if (width === undefined) {
    paper.doc.font(style.font, 1000)
    width = paper.doc.widthOfString(text, { features: featuresOf(text, style) }) / 1000
    paper.widths.set(key, width)
  }
  return width * style.size + trackingOf(style) * text.length
}
