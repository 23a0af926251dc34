/**
 * Finds phrases of a list in the words of a text.
 *
 * A list has one phrase a line; a line that ends in `|` goes on in the next. In a phrase `a|b` is either, `спасиб*` any
 * word that begins so, `a?` may be left out, `#` is a number, `_` any word at all.
 */
export interface Found<Tag> {
  /** How many words the phrase took. */
  readonly length: number
  readonly tag: Tag
}

export interface Phrases<Tag> {
  /** The phrases that begin at the word `from`, each at its longest. */
  at(words: readonly string[], from: number): Found<Tag>[]
}

/** One place of a phrase. */
interface Part {
  readonly words: ReadonlySet<string>
  readonly stems: readonly string[]
  readonly isOptional: boolean
}

/** A phrase of which the first word was found. */
interface Begun<Tag> {
  readonly tag: Tag
  readonly rest: readonly Part[]
}

const NUMBER = '#'.charCodeAt(0)

/** A letter of the first words of all phrases. */
interface Letter<Tag> {
  readonly next: Map<number, Letter<Tag>>
  /** Begun by a word that ends here. */
  whole?: Begun<Tag>[]
  /** Begun by a word that goes on as it likes. */
  stem?: Begun<Tag>[]
}

/** Makes lists of phrases searchable. */
export function phrasesOf<Tag>(lists: readonly (readonly [tag: Tag, list: string])[]): Phrases<Tag> {
  const root = emptyLetter<Tag>()
  for (const [tag, list] of lists) for (const phrase of linesOf(list)) add(root, phrase, tag)
  return { at: (words, from) => phrasesAt(root, words, from) }
}

/** The longest of the phrases that begin at the word `from`; of equals the first of the list. */
export function longestAt<Tag>(
  phrases: Phrases<Tag>,
  words: readonly string[],
  from: number,
): Found<Tag> | null {
  let best: Found<Tag> | null = null
  for (const found of phrases.at(words, from)) if (best === null || found.length > best.length) best = found
  return best
}

function linesOf(list: string): string[] {
  const lines = list.replace(/\|\s*\n\s*/g, '|').split('\n')
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

function add<Tag>(root: Letter<Tag>, phrase: string, tag: Tag): void {
  const parts = phrase.split(/\s+/).map(partOf)
  for (const [i, part] of parts.entries()) {
    const begun = { tag, rest: parts.slice(i + 1) }
    for (const word of part.words) (letterOf(root, word).whole ??= []).push(begun)
    for (const stem of part.stems) (letterOf(root, stem).stem ??= []).push(begun)
    if (!part.isOptional) return
  }
}

function partOf(written: string): Part {
  const isOptional = written.endsWith('?')
  const choices = (isOptional ? written.slice(0, -1) : written).split('|')
  return {
    words: new Set(choices.filter((choice) => !choice.endsWith('*'))),
    stems: choices.filter((choice) => choice.endsWith('*')).map((choice) => choice.slice(0, -1)),
    isOptional,
  }
}

function emptyLetter<Tag>(): Letter<Tag> {
  return { next: new Map() }
}

function letterOf<Tag>(root: Letter<Tag>, word: string): Letter<Tag> {
  let letter = root
  for (let i = 0; i < word.length; i++) {
    const next = letter.next.get(word.charCodeAt(i)) ?? emptyLetter<Tag>()
    letter.next.set(word.charCodeAt(i), next)
    letter = next
  }
  return letter
}

function phrasesAt<Tag>(root: Letter<Tag>, words: readonly string[], from: number): Found<Tag>[] {
  const found: Found<Tag>[] = []
  const word = words[from]
  if (word === undefined) return found
  if (isNumber(word)) take(root.next.get(NUMBER)?.whole, words, from, found)
  let letter: Letter<Tag> | undefined = root
  for (let i = 0; i < word.length; i++) {
    letter = letter.next.get(word.charCodeAt(i))
    if (letter === undefined) return found
    take(letter.stem, words, from, found)
  }
  take(letter.whole, words, from, found)
  return found
}

/** Adds those of the begun phrases that the words go on with. */
function take<Tag>(
  begun: readonly Begun<Tag>[] | undefined,
  words: readonly string[],
  from: number,
  found: Found<Tag>[],
): void {
  if (begun === undefined) return
  for (const { tag, rest } of begun) {
    const end = endOf(rest, 0, words, from + 1)
    if (end > 0) found.push({ length: end - from, tag })
  }
}

/** Behind the longest way in which the words go on with the parts; 0 where they do not. */
function endOf(parts: readonly Part[], part: number, words: readonly string[], at: number): number {
  const wanted = parts[part]
  if (wanted === undefined) return at
  const word = words[at]
  const taken = word !== undefined && fits(wanted, word) ? endOf(parts, part + 1, words, at + 1) : 0
  return wanted.isOptional ? Math.max(taken, endOf(parts, part + 1, words, at)) : taken
}

function fits({ words, stems }: Part, word: string): boolean {
  if (words.has(word) || words.has('_') || (words.has('#') && isNumber(word))) return true
  return stems.some((stem) => word.startsWith(stem))
}

function isNumber(word: string): boolean {
  const first = word.charCodeAt(0)
  return first >= 48 && first <= 57
}
