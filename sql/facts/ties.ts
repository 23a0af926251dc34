/** Which things are tied together, directly or over others (union-find with path halving). */
export class Ties {
  readonly #parents = new Map<string, string>()

  tie(a: string, b: string): void {
    const [first, second] = [this.rootOf(a), this.rootOf(b)]
    if (first !== second) this.#parents.set(second, first)
  }

  /** One name for all that is tied to it; itself where nothing is. */
  rootOf(thing: string): string {
    let current = thing
    for (;;) {
      const parent = this.#parents.get(current)
      if (parent === undefined) return current
      const grandparent = this.#parents.get(parent)
      if (grandparent === undefined) return parent
      this.#parents.set(current, grandparent)
      current = grandparent
    }
  }
}
