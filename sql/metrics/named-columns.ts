/** Columns by name, each an SQL formula that may name those above it: of a statement only what is named is planned. */
export type Columns = Record<string, string>

export type NamedColumn = readonly [name: string, formula: string]

export const isNamed = (name: string, sql: string): boolean => new RegExp(`\\b${name}\\b`).test(sql)

/** A column as a select says it. */
export const written = ([name, formula]: NamedColumn): string =>
  name === formula ? name : `${formula} as ${name}`

/** Of these columns those that the SQL names, and those above them that these name. */
export function namedIn(columns: Columns, sql: string): NamedColumn[] {
  let text = sql
  const named: NamedColumn[] = []
  for (const [name, formula] of Object.entries(columns).reverse()) {
    if (!isNamed(name, text)) continue
    named.unshift([name, formula])
    text += ` ${formula}`
  }
  return named
}

/** What a row that is none of a subject's own has in a column, by what its name says: ids and words, times, seconds, conditions. */
export function blank(name: string): string {
  if (/^(conversation_id|incident_id|person|answered_role|severity|(own_)?playbook|own_cause)$/.test(name))
    return "''"
  if (name.endsWith('_at') || name === 'thread') return '0'
  if (/^(is|has|by)_/.test(name) || /_(in_time|is_due)$/.test(name)) return 'false'
  if (name.endsWith('_s')) return '0.'
  throw new Error(`nobody says what a row of another kind has for ${name}`)
}
