import type { Directory } from '#sql/directory/directory.ts'

/** Letters and digits of scripts that are written from right to left, and marks that turn what follows them. */
const TURNING = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** Embeddings, overrides and isolates: they would reach beyond the name, or turn what it shows. */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu

/** U+2068 and U+2069, as Unicode's rules of direction have them: what stands between them turns nothing around it. */
const [OPEN, CLOSE] = ['\u2068', '\u2069']

/** A name that somebody chose, ready to stand in a line: one that could turn the text around it stands between isolates. */
export function isolated(name: string): string {
  const plain = name.replaceAll(CONTROLS, '')
  return TURNING.test(plain) ? OPEN + plain + CLOSE : plain
}

/** Cuts a text at its isolates, which HTML writes as <bdi>. */
export function isolates(text: string): { text: string; isIsolated: boolean }[] {
  return text
    .split(/(\u2068[^\u2068\u2069]*\u2069)/u)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith(OPEN)
        ? { text: part.slice(1, -1), isIsolated: true }
        : { text: part, isIsolated: false },
    )
}

/** A home as it is called; one that nobody has announced by its id. */
export function homeName(directory: Directory, property_id: string): string {
  return isolated(directory.properties.get(property_id)?.name ?? property_id)
}

export function ownerName(directory: Directory, owner_id: string): string {
  return isolated(directory.owners.get(owner_id)?.name ?? owner_id)
}

/** Of somebody of the staff, in full. */
export function staffName(directory: Directory, manager_id: string): string {
  return isolated(directory.managers.get(manager_id)?.name ?? manager_id)
}
