/** Sets no-break spaces: before a dash, after a number, in Russian also after a short word («в», «на», «из»). */
export function spaced(text: string, isRussian: boolean): string {
  const set = text.replaceAll(' —', '\u00a0—').replaceAll(AFTER_NUMBER, '$1\u00a0')
  // twice, as of two short words in a row («и в ночь») the second is met only then
  return isRussian ? set.replaceAll(SHORT_WORD, '$1\u00a0').replaceAll(SHORT_WORD, '$1\u00a0') : set
}

// a mark (marked.ts) may stand between the number and its word; no lookbehind: phones of 2022 fail on it
const AFTER_NUMBER = /(\d(?:<\/>)?) (?=(?:<[^>]*>)?\p{L})/gu
const SHORT_WORD = /((?:^|[\s«(>])(?:в|во|на|с|за|из|по|до|от|о|у|к|и|а|не|ни)) (?=\S)/giu
