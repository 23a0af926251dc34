import { z } from 'zod'

/** What sql/ reads from the environment. Each key is explained in .env.example. */
const schema = z.object({
  DATA_DIR: z.string().min(1).default('./var'),
  CLICKHOUSE_URL: z.url({ protocol: /^https?$/ }).optional(),
  DEFAULT_TIMEZONE: z.string().min(1).default('Europe/Moscow'),
  HOLIDAYS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((date) => date.trim())
        .filter((date) => date !== ''),
    )
    .pipe(z.array(z.iso.date())),
})

export type SqlEnv = z.infer<typeof schema>

/**
 * Reads and checks the environment of sql/.
 * @throws Error with one line that names the key and what it takes.
 */
export function sqlEnv(env: NodeJS.ProcessEnv = process.env): SqlEnv {
  const told = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(told)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Error(
    `the environment variable ${String(issue?.path[0])} can't be used: ${issue?.message ?? ''}; see .env.example`,
  )
}
