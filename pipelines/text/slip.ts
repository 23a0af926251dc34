const LONG = 7

/**
 * Whether a word is another with one slip of the finger: two neighbouring letters changed about; in words of seven
 * letters and more also one letter wrong, missing or too many (in short ones "think" would be "thank").
 */
export function isSlipOf(word: string, meant: string): boolean {
  if (Math.abs(word.length - meant.length) > 1 || word === meant) return false
  let start = 0
  while (start < meant.length && word[start] === meant[start]) start++
  let end = 0
  while (end < meant.length - start && end < word.length - start && word.at(-1 - end) === meant.at(-1 - end))
    end++
  const here = word.slice(start, word.length - end)
  const there = meant.slice(start, meant.length - end)
  if (here.length === 2 && there.length === 2) return here[0] === there[1] && here[1] === there[0]
  return meant.length >= LONG && here.length <= 1 && there.length <= 1
}
