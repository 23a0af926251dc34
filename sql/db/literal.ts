type Value = string | number | boolean | readonly Value[]

const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** One value as a ClickHouse literal. */
function literal(value: Value): string {
  if (typeof value === 'string')
    return `'${value.replace(/[\\'\0\b\f\n\r\t]/g, (found) => ESCAPES[found] ?? found)}'`
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a parameter of a statement must be finite')
    return String(value)
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  return `[${value.map(literal).join(', ')}]`
}

/**
 * Puts typed parameters `{name:Type}` into a statement as literals.
 *
 * Only for derivations on the embedded engine: a parameterised statement makes every other parameterised one in the
 * process wait for it, so a derivation that took parameters would hold up every page.
 * @throws TypeError when a parameter has no value.
 */
export function bindLiterals(statement: string, params: Record<string, Value>): string {
  return statement.replace(/\{(\w+):([^}]+)\}/g, (_, name: string, type: string) => {
    const value = params[name]
    if (value === undefined) throw new TypeError(`no value for the parameter ${name}`)
    if (type === 'String' || type === 'Bool') return literal(value)
    return `CAST(${literal(value)}, '${type}')`
  })
}
