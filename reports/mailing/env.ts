import { z } from 'zod'
import { readEnv } from '#sql/db/read-env.ts'
import { parseClock } from '#sql/time/zone.ts'

const DAY_AND_CLOCK = /^([1-9]|1\d|2[0-8]) ((?:[01]\d|2[0-3]):[0-5]\d)$/
const ADDRESS = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/

const dayAndClock = z
  .string()
  .regex(DAY_AND_CLOCK, 'takes a day of the month from 1 to 28 and a time, such as 3 10:00')
  .transform((text): MonthClock => {
    const [, day = '', clock = ''] = DAY_AND_CLOCK.exec(text) ?? []
    return { day: Number(day), clock_ms: parseClock(clock) }
  })

/** What reports/ reads from the environment. Each key is explained in .env.example. */
const schema = z
  .object({
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'takes smtp:// or smtps://user:password@host:port' })
      .optional(),
    MAIL_FROM: z.string().regex(ADDRESS, 'takes an address such as reports@example.com').optional(),
    DKIM_DOMAIN: z.string().min(1).optional(),
    DKIM_SELECTOR: z.string().min(1).optional(),
    DKIM_PRIVATE_KEY: z
      .string()
      .includes('PRIVATE KEY', { error: 'takes a private key in PEM form' })
      .optional(),
    REPORTS_PREPARE_AT: dayAndClock.prefault('1 09:00'),
    REPORTS_SEND_AT: dayAndClock.prefault('3 10:00'),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    error: 'is missing: with SMTP_URL it says from whom mail comes',
  })
  .refine(
    ({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY }) =>
      [0, 3].includes(
        [DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY].filter((one) => one !== undefined).length,
      ),
    { path: ['DKIM_DOMAIN'], error: 'goes together with DKIM_SELECTOR and DKIM_PRIVATE_KEY' },
  )
  .refine(
    ({ REPORTS_PREPARE_AT, REPORTS_SEND_AT }) => sinceMonth(REPORTS_PREPARE_AT) < sinceMonth(REPORTS_SEND_AT),
    { path: ['REPORTS_SEND_AT'], error: 'must lie after REPORTS_PREPARE_AT' },
  )

/** A moment of every month, by the owner's clock. */
export interface MonthClock {
  /** 1–28 */
  day: number
  /** since midnight */
  clock_ms: number
}

export interface Dkim {
  domain: string
  selector: string
  /** PEM */
  private_key: string
}

export interface ReportEnv {
  /** null: messages are written to DATA_DIR/outbox */
  SMTP_URL: string | null
  /** the address that mail comes from */
  MAIL_FROM: string
  /** null: messages are not signed */
  dkim: Dkim | null
  /** in the month after the one that is told */
  prepare_at: MonthClock
  send_at: MonthClock
}

/** @throws PlainError that names the key and what it takes. */
export function reportEnv(env: Record<string, string | undefined> = process.env): ReportEnv {
  const { SMTP_URL, MAIL_FROM, DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY, ...at } = readEnv(schema, env)
  return {
    SMTP_URL: SMTP_URL ?? null,
    MAIL_FROM: MAIL_FROM ?? 'reports@localhost',
    dkim:
      DKIM_DOMAIN === undefined || DKIM_SELECTOR === undefined || DKIM_PRIVATE_KEY === undefined
        ? null
        : {
            domain: DKIM_DOMAIN,
            selector: DKIM_SELECTOR,
            // one line in a file of settings
            private_key: DKIM_PRIVATE_KEY.replaceAll('\\n', '\n'),
          },
    prepare_at: at.REPORTS_PREPARE_AT,
    send_at: at.REPORTS_SEND_AT,
  }
}

const sinceMonth = ({ day, clock_ms }: MonthClock) => day * 86_400_000 + clock_ms
