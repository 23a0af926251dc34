import { z } from 'zod'
import { ASSUMPTIONS } from '../directory/assumptions.ts'
import { listed, readEnv } from './read-env.ts'

/** What sql/ reads from the environment. Each key is explained in .env.example. */
const schema = z.object({
  DATA_DIR: z.string().min(1).default('./var'),
  CLICKHOUSE_URL: z.url({ protocol: /^https?$/ }).optional(),
  DEFAULT_TIMEZONE: z.string().min(1).default('Europe/Moscow'),
  HOLIDAYS: z.string().default('').transform(listed).pipe(z.array(z.iso.date())),
  INSTRUCTION_TOPICS: z
    .string()
    .default(ASSUMPTIONS.covered_topics.join(','))
    .transform(listed)
    .pipe(z.array(z.string().regex(/^[a-z0-9_-]{1,32}$/, 'a topic is lower-case letters, digits, _ and -'))),
  ATTENTION_DAY_S: z.coerce.number().int().nonnegative().default(ASSUMPTIONS.attention_day_s),
  ATTENTION_NIGHT_S: z.coerce.number().int().nonnegative().default(ASSUMPTIONS.attention_night_s),
})

export type SqlEnv = z.infer<typeof schema>

/** @throws PlainError that names the key and what it takes. */
export function sqlEnv(env: Record<string, string | undefined> = process.env): SqlEnv {
  return readEnv(schema, env)
}
