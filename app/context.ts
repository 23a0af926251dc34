import type { Store } from '#pipelines/store.server.ts'
import type { Company } from '#reports/month/company.ts'
import type { TakeEvent } from '#reports/month/comments.server.ts'
import type { Reports } from '#reports/mailing/reports.ts'
import type { Hooks } from './hooks.server.ts'
import type { Links } from './auth/links.server.ts'
import type { Person } from './auth/person.ts'
import type { Imports } from './connect/door.server.ts'
import type { Sessions } from './auth/session.server.ts'
import type { Locale } from './i18n/locale.ts'

/** What every loader gets: made anew for each request by app/pages.server.ts. */
export interface AppContext {
  store: Store
  links: Links
  sessions: Sessions
  /** what reports/mailing/owner-reports.server.ts works with */
  reports: Reports
  /** lands an event that somebody wrote on a page */
  takeEvent: TakeEvent
  /** files that were read in a browser, and taking back of any import */
  imports: Imports
  /** what vendors send by themselves */
  hooks: Hooks
  /** from where the request came, as the nearest proxy tells it */
  ip: string
  /** null: a stranger */
  person: Person | null
  locale: Locale
  /** of the content security policy of this answer */
  nonce: string
  company: string
  /** what stands at the head of reports */
  letterhead: Company
  base_url: string
  is_demo: boolean
  /** the moment for which pages are asked: now, in the demo the end of what it tells */
  now: () => number
  /** the moment at which something is written */
  clock: () => number
}

declare module '@remix-run/server-runtime' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Remix is told the type by merging with its own
  interface AppLoadContext extends AppContext {}
}
