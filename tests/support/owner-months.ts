import { afterAll, beforeAll, expect } from 'vitest'
import type { ReportContents } from '#reports/month/contents.ts'
import { plain, read } from './read-pdf.ts'
import type { Locale } from '#reports/month/format.ts'
import { reportMail } from '#reports/mailing/mail-message.ts'
import { ownerMonth } from '#reports/month/owner-month.server.ts'
import { monthSentences } from '#reports/month/sentence.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { everythingReported, type TestEvent } from './events.ts'

/** A month of an owner as he reads it: on the page, in the mail, in the PDF. Spaces plain and single. */
export interface OwnerMonth {
  contents: ReportContents
  /** what is missing, the nights, the rest: a line each */
  sentences: (locale: Locale) => string[]
  mail: (locale: Locale) => { text: string; html: string }
  pdf: (locale: Locale) => Promise<string>
}

export interface OwnerMonths {
  database: () => TestDatabase
  of: (owner_id: string, month?: string) => Promise<OwnerMonth>
}

export const AS_OF = Date.parse('2025-12-01T00:00:00Z')

/** Small stories of several owners in one database, told as they are told in reports. Everything is declared as told. */
export function ownerMonths(events: readonly TestEvent[], settings = {}): OwnerMonths {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase(settings)
    const outcomes = await database.take([everythingReported(), ...events])
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual([])
  })
  afterAll(() => database.close())
  return {
    database: () => database,
    of: async (owner_id, month = '2025-03') => {
      const directory = await database.directory()
      return monthAsRead(await ownerMonth(database.db, directory, { owner_id, month, as_of: AS_OF }))
    },
  }
}

export function monthAsRead(contents: ReportContents): OwnerMonth {
  return {
    contents,
    sentences: (locale) => {
      const { missing, headline, second } = monthSentences(contents, locale)
      return [...missing, headline, second].map((segments) =>
        plain(segments.map(({ text }) => text).join('')),
      )
    },
    mail: (locale) => {
      const { text, html } = reportMail({
        contents,
        edition: null,
        locale,
        company: 'Butler',
        open_url: null,
        unsubscribe_url: null,
        is_attached: true,
        is_test: false,
      })
      return { text: plain(text), html: plain(html.replaceAll(/<[^>]*>/g, '').replaceAll('&nbsp;', ' ')) }
    },
    pdf: async (locale) => (await read(contents, locale)).text,
  }
}
