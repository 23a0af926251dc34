/**
 * JSON of a value that JSON.parse gave, however deep it is: JSON.stringify runs out of stack at some thousand levels.
 * A number that was too large when it was parsed stays too large.
 */
export function toJson(value: unknown): string {
  const out: string[] = []
  const open: {
    readonly items: Iterator<readonly [string, unknown]>
    readonly end: string
    isFirst: boolean
  }[] = []
  const write = (item: unknown) => {
    if (typeof item === 'object' && item !== null) {
      out.push(Array.isArray(item) ? '[' : '{')
      open.push({ items: membersOf(item), end: Array.isArray(item) ? ']' : '}', isFirst: true })
    } else out.push(scalar(item))
  }
  write(value)
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.items.next()
    if (next.done === true) {
      out.push(top.end)
      open.pop()
      continue
    }
    const [start, item] = next.value
    out.push(top.isFirst ? start : `,${start}`)
    top.isFirst = false
    write(item)
  }
  return out.join('')
}

function* membersOf(container: object): Generator<readonly [string, unknown]> {
  if (Array.isArray(container)) for (const item of container) yield ['', item] as const
  else for (const [name, item] of Object.entries(container)) yield [`${JSON.stringify(name)}:`, item] as const
}

function scalar(value: unknown): string {
  if (value === Number.POSITIVE_INFINITY) return '1e999'
  if (value === Number.NEGATIVE_INFINITY) return '-1e999'
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? JSON.stringify(value)
    : 'null'
}
