import type { z } from 'zod'
import { PlainError } from './errors.ts'

/**
 * What a folder reads from the environment, checked by its schema; an empty value is none.
 * @throws PlainError of one line that names the key and what it takes
 */
export function readEnv<S extends z.ZodType>(schema: S, env: Record<string, string | undefined>): z.infer<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw envError(String(issue?.path[0]), issue?.message ?? '')
}

/** The same of a value that only its reader can judge. */
export function envError(key: string, what: string): PlainError {
  return new PlainError(`the environment variable ${key} can't be used: ${what}; see .env.example`)
}

/** The words of a list with commas between; none of nothing. */
export function listed(list: string): string[] {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
