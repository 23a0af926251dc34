import { z } from 'zod'
import type { Company } from '#reports/month/company.ts'
import { envError, listed, readEnv } from '#sql/db/read-env.ts'
import { readLogo } from './logo.server.ts'

const secret = z.string().min(8, 'must have at least 8 characters')

/** What app/ reads from the environment. Each key is explained in .env.example. */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BASE_URL: z.url().optional(),
  INGEST_TOKEN: secret.optional(),
  API_TOKENS: z.string().default(''),
  METRICS_TOKEN: secret.optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  COMPANY_NAME: z.string().trim().min(1).max(80).default('Butler Insights'),
  COMPANY_PHONE: z.string().trim().min(5).max(40).optional(),
  COMPANY_LOGO: z.string().min(1).optional(),
  REPORT_STAFF: z.enum(['first_name', 'on_duty']).default('first_name'),
})

/** What a bearer of a token may read. */
export type Grant =
  { kind: 'all' } | { kind: 'owner'; owner_id: string } | { kind: 'homes'; property_ids: string[] }

export interface AppEnv {
  PORT: number
  HOST: string
  BASE_URL: string
  /** else it follows the port that is listened on */
  IS_BASE_URL_SET: boolean
  INGEST_TOKEN: string | null
  /** token → what it may read */
  API_TOKENS: ReadonlyMap<string, Grant>
  /** null: /metrics answers nobody */
  METRICS_TOKEN: string | null
  /** null: one is made at the first start and kept in DATA_DIR */
  SESSION_SECRET: string | null
  /** whose name pages and reports carry */
  COMPANY_NAME: string
  /** what stands at the head of reports and how they name people */
  COMPANY: Company
}

/** @throws PlainError that names the key and what it takes; also where the logo can't be read. */
export function appEnv(env: NodeJS.ProcessEnv = process.env): AppEnv {
  const data = readEnv(schema, env)
  return {
    ...data,
    BASE_URL: (data.BASE_URL ?? `http://localhost:${data.PORT}`).replace(/\/$/, ''),
    IS_BASE_URL_SET: data.BASE_URL !== undefined,
    INGEST_TOKEN: data.INGEST_TOKEN ?? null,
    SESSION_SECRET: data.SESSION_SECRET ?? null,
    METRICS_TOKEN: data.METRICS_TOKEN ?? null,
    COMPANY: {
      name: data.COMPANY_NAME,
      phone: data.COMPANY_PHONE ?? null,
      staff: data.REPORT_STAFF,
      logo: data.COMPANY_LOGO === undefined ? null : readLogo(data.COMPANY_LOGO),
    },
    API_TOKENS: grantsOf(data.API_TOKENS),
  }
}

/** 'TOKEN=all,TOKEN=owner:ID,TOKEN=homes:ID+ID' */
function grantsOf(text: string): Map<string, Grant> {
  const grants = new Map<string, Grant>()
  for (const entry of listed(text)) {
    const [token, scope] = [entry.slice(0, entry.lastIndexOf('=')), entry.slice(entry.lastIndexOf('=') + 1)]
    const grant = grantOf(scope)
    if (token.length < 8 || grant === null) {
      throw envError(
        'API_TOKENS',
        'it takes TOKEN=all, TOKEN=owner:ID or TOKEN=homes:ID+ID, tokens of at least 8 characters, with commas between',
      )
    }
    grants.set(token, grant)
  }
  return grants
}

/** all, owner:ID, homes:ID+ID; null: it is none of these */
export function grantOf(scope: string): Grant | null {
  if (scope === 'all') return { kind: 'all' }
  const [kind, id] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)]
  if (id === '') return null
  if (kind === 'owner') return { kind, owner_id: id }
  return kind === 'homes' ? { kind, property_ids: id.split('+') } : null
}
