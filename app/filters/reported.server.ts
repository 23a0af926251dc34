import type { AppLoadContext } from '@remix-run/node'
import { formatDay, formatMonth } from '#reports/month/format.ts'
import type { Unreported } from '#reports/month/unreported.ts'
import { monthWithin } from '../owner-reports/moments.ts'
import { isManagement } from '../auth/person.ts'
import type { Locale } from '../i18n/locale.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { viewOf, type Bar, type View } from './view.server.ts'

/** What stands in place of a page about a month of which there is nothing to tell. */
export interface UnreportedPage {
  kind: 'unreported'
  bar: Bar
  monthTitle: string
  sentence: string
  /** leads to the nearest month with something to tell */
  open: { month: string; label: string } | null
  /** nothing has come in at all, and whoever looks may send something */
  base_url: string | null
  /** whoever looks may load files */
  canConnect: boolean
}

/** What a page about a month is asked for. @throws UnreportedPage where of that month there is nothing to tell, else as viewOf */
export async function reportedView(context: AppLoadContext, request: Request): Promise<View> {
  const view = await viewOf(context, request)
  if (view.unreported === null) return view
  const { bar, unreported, person } = view
  const { locale } = context
  const t = wordsOf(locale)
  const month = bar.next ?? bar.previous
  const isFresh = unreported.why === 'no_data' && person.kind === 'staff' && bar.chosen === ''
  const page: UnreportedPage = {
    kind: 'unreported',
    bar,
    monthTitle: formatMonth(bar.month, locale, 'title'),
    sentence: unreportedText(view, unreported, locale),
    open: month === null ? null : { month, label: t('untold.open', { month: monthWithin(month, locale) }) },
    base_url: isFresh ? context.base_url : null,
    canConnect: isFresh && isManagement(person),
  }
  throw new Response(JSON.stringify(page), { headers: { 'Content-Type': 'application/json' } })
}

/** The same for a file. @throws a 404 that says in plain words why there is none */
export async function reportedFile(context: AppLoadContext, request: Request): Promise<View> {
  const view = await viewOf(context, request)
  if (view.unreported === null) return view
  throw new Response(`${unreportedText(view, view.unreported, context.locale)}\n`, {
    status: 404,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
}

function unreportedText({ bar, audience }: View, { why, date }: Unreported, locale: Locale): string {
  return wordsOf(locale)(`untold.${audience}.${why}`, {
    month: monthWithin(bar.month, locale),
    date: formatDay(date, locale, { withYear: true }),
  })
}
