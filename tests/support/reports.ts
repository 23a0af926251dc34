import { deliverDue, type Channel, type Post } from '#reports/mailing/deliver.server.ts'
import { reportEnv } from '#reports/mailing/env.ts'
import { smtpChannel } from '#reports/mailing/mail.server.ts'
import { reportMaker, type ReportMaker } from '#reports/mailing/maker.ts'
import { openPost } from '#reports/mailing/post.server.ts'
import type { Reports } from '#reports/mailing/reports.ts'
import { newMemory, tick } from '#reports/mailing/schedule.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { moment, type TestEvent } from './events.ts'
import { smtpServer, type Script, type TestSmtp } from './smtp.ts'

/** Monthly reports over a database of their own, with a clock that tests set. */
export interface ReportWorld extends TestDatabase {
  reports: Reports
  post: Post
  smtp: TestSmtp
  /** '2026-11-03 10:00' in Moscow: goes on to then, and does a round */
  at: (time: string) => Promise<void>
  /** goes on to then, and does nothing */
  goTo: (time: string) => void
  deliver: () => Promise<number>
  maker: ReportMaker
  takeEvent: (event: unknown) => Promise<string | null>
  /** From here on nobody looks into reports: reading and drawing them is what takes the time. */
  readOnceAndDrawNothing: () => void
  end: () => Promise<void>
}

export const FROM = 'reports@insights.test'

export async function reportWorld(events: readonly TestEvent[], script: Script = {}): Promise<ReportWorld> {
  const database = await testDatabase()
  const outcomes = await database.take(events)
  if (outcomes.some((outcome) => outcome !== null)) throw new Error(`not taken: ${outcomes.join(' ')}`)
  const smtp = await smtpServer(script)
  const maker = reportMaker({ name: 'Butler', phone: null, logo: null, staff: 'first_name' })
  let now = Date.parse('2025-03-20T00:00:00Z')
  const reports: Reports = {
    db: database.db,
    directory: database.directory,
    now: () => now,
    maker,
    env: reportEnv({ MAIL_FROM: FROM }),
    base_url: 'https://insights.test',
    settled: () => database.facts.drain(),
    log: () => undefined,
  }
  const channel: Channel = smtpChannel(smtp.url, { from: FROM, company: 'Butler', dkim: null })
  const post = openPost(reports, channel, () => true)
  const memory = newMemory(now)
  const goTo = (time: string) => {
    now = Date.parse(moment(time))
  }
  return {
    ...database,
    reports,
    post,
    smtp,
    maker,
    goTo,
    at: async (time) => {
      goTo(time)
      await tick(post, memory)
    },
    deliver: () => deliverDue(post),
    takeEvent: async (event) => {
      const [outcome = null] = await database.land([event], { received_at: now, is_from_file: false })
      return outcome
    },
    readOnceAndDrawNothing: () => {
      const { read } = maker
      const once = new Map<string, ReturnType<typeof read>>()
      maker.read = (db, directory, query) => {
        const key = `${query.owner_id} ${query.month}`
        const contents = once.get(key) ?? read(db, directory, query)
        once.set(key, contents)
        return contents
      }
      maker.draw = () => Promise.resolve(new TextEncoder().encode('%PDF'))
    },
    end: async () => {
      await channel.close()
      await smtp.close()
      await database.close()
    },
  }
}
