/** Who the owners of a sheet are: one name is one owner, unless it stands with other e-mail addresses. */
import { sha256Hex } from '../sha256.ts'
import { emailFault } from '../string-faults.ts'
import { slug } from './sheet-names.ts'

interface OwnerCells {
  readonly name: string
  readonly email: string
}

interface SheetOwner {
  readonly owner_id: string
  readonly name: string
  readonly email: string | undefined
  readonly copies: string[] | undefined
}

export class OwnersOfSheet {
  /** slug of a name → the address sets that stand with it */
  readonly #addresses = new Map<string, Map<string, string[]>>()

  constructor(cells: readonly OwnerCells[]) {
    for (const one of cells) {
      const addresses = addressesOf(one)
      const name = nameOf(one)
      const sets = this.#addresses.get(slug(name)) ?? new Map<string, string[]>()
      if (addresses.length > 0) sets.set(keyOf(addresses), addresses)
      if (name !== '') this.#addresses.set(slug(name), sets)
    }
  }

  /** @returns null where nobody is named */
  of(cells: OwnerCells): SheetOwner | null {
    const name = nameOf(cells)
    if (name === '') return null
    const own = addressesOf(cells)
    const sets = this.#addresses.get(slug(name)) ?? new Map<string, string[]>()
    // a row without an address is of the one who has one; of several of that name it is of none of them
    const addresses = own.length > 0 || sets.size !== 1 ? own : ([...sets.values()][0] ?? [])
    // two people of one name must not read each other's reports
    const suffix = sets.size > 1 && own.length > 0 ? `-${hashOf(keyOf(own))}` : ''
    const [first, ...copies] = addresses
    return {
      owner_id: `${slug(name)}${suffix}`,
      name,
      email: first,
      copies: copies.length === 0 ? undefined : copies,
    }
  }
}

/** The addresses in a cell, in lower case. */
export function emailsIn(cell: string): string[] {
  const words = cell.toLowerCase().split(/[\s,;<>()]+/)
  return [...new Set(words.filter((word) => emailFault(word) === null))]
}

function addressesOf({ name, email: cell }: OwnerCells): string[] {
  return emailsIn(`${cell} ${name}`)
}

/** The name without addresses; where nothing else stands there, the address. */
function nameOf({ name, email: cell }: OwnerCells): string {
  const bare = name
    .replace(/[<(]?\S+@\S+[>)]?/g, '')
    .replace(/[\s,;]+$/, '')
    .trim()
  if (/^[-–—]?$/.test(bare)) return emailsIn(`${name} ${cell}`)[0] ?? ''
  return bare
}

/** The first address is the person; copies go to others. */
function keyOf(addresses: readonly string[]): string {
  return addresses[0] ?? ''
}

function hashOf(key: string): string {
  return sha256Hex(key).slice(0, 8)
}
