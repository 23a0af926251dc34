import { z } from 'zod'
import { envError, listed, readEnv } from '#sql/db/read-env.ts'

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const

/** What pipelines/ reads from the environment. Each key is explained in .env.example. */
const schema = z
  .object({
    KAFKA_BROKERS: z.string().default(''),
    KAFKA_GROUP: z.string().min(1).default('insights'),
    KAFKA_TLS: z.enum(['0', '1']).default('0'),
    KAFKA_SASL: z.enum(MECHANISMS).optional(),
    KAFKA_USERNAME: z.string().min(1).optional(),
    KAFKA_PASSWORD: z.string().min(1).optional(),
    KAFKA_SESSION_MS: z.coerce.number().int().min(1000).max(300_000).default(30_000),
    METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(9464),
    METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  })
  .refine(
    ({ KAFKA_SASL, KAFKA_USERNAME, KAFKA_PASSWORD }) => {
      const given = [KAFKA_SASL, KAFKA_USERNAME, KAFKA_PASSWORD].filter((one) => one !== undefined).length
      return given === 0 || given === 3
    },
    { path: ['KAFKA_SASL'], message: 'goes together with KAFKA_USERNAME and KAFKA_PASSWORD' },
  )

export interface PipelineEnv {
  /** null: no broker; events come in over HTTP and from files */
  kafka: KafkaEnv | null
  /** where `insights pipeline` answers /healthz, /readyz and /metrics */
  METRICS_PORT: number
  METRICS_HOST: string
}

export interface KafkaEnv {
  /** host:port */
  brokers: string[]
  /** the consumer group */
  group: string
  is_tls: boolean
  sasl: { mechanism: (typeof MECHANISMS)[number]; username: string; password: string } | null
  /** after this long without a heartbeat a consumer's partitions go to another */
  session_ms: number
}

/** @throws PlainError that names the key and what it takes. */
export function pipelineEnv(env: NodeJS.ProcessEnv = process.env): PipelineEnv {
  const data = readEnv(schema, env)
  const brokers = listed(data.KAFKA_BROKERS)
  const odd = brokers.find((one) => !/^[^\s:/]+:\d{1,5}$/.test(one))
  if (odd !== undefined) throw envError('KAFKA_BROKERS', `${odd} is no host:port`)
  const { KAFKA_SASL: mechanism, KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = data
  const sasl =
    mechanism === undefined || username === undefined || password === undefined
      ? null
      : { mechanism, username, password }
  const { METRICS_PORT, METRICS_HOST } = data
  const kafka =
    brokers.length === 0
      ? null
      : {
          brokers,
          sasl,
          group: data.KAFKA_GROUP,
          is_tls: data.KAFKA_TLS === '1',
          session_ms: data.KAFKA_SESSION_MS,
        }
  return { kafka, METRICS_PORT, METRICS_HOST }
}
