/** One line of JSON on standard error: what happened, when, how often; never contents of events or rows. */
export function log(
  entry: { level: 'info' | 'warn' | 'error'; event: string } & Record<string, unknown>,
): void {
  process.stderr.write(JSON.stringify({ at: new Date().toISOString(), ...entry }) + '\n')
}

/** What may be said of an error: its kind and, of the database's, its number. Messages may quote rows. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as { code?: unknown }
  return typeof code === 'number' || typeof code === 'string' ? `${error.name} ${code}` : error.name
}

/** Where in the program it happened: the innermost frames of the stack, without the message above them. */
export function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : []
  return lines
    .filter((line) => line.startsWith('    at '))
    .slice(0, 5)
    .map((line) => line.trim())
}
