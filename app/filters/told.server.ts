import type { AppLoadContext } from '@remix-run/node'
import { formatDay, formatMonth } from '#reports/month/format.ts'
import type { Untold } from '#reports/month/untold.ts'
import { monthWithin } from '../desk/moments.ts'
import type { Locale } from '../i18n/locale.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { viewOf, type Bar, type View } from './view.server.ts'

/** What stands in place of a page about a month of which there is nothing to tell. */
export interface UntoldPage {
  kind: 'untold'
  bar: Bar
  monthTitle: string
  sentence: string
  /** leads to the nearest month with something to tell */
  open: { month: string; label: string } | null
  /** nothing has come in at all, and whoever looks may send something */
  base_url: string | null
}

/** What a page about a month is asked for. @throws UntoldPage where of that month there is nothing to tell, else as viewOf */
export async function toldView(context: AppLoadContext, request: Request): Promise<View> {
  const view = await viewOf(context, request)
  if (view.untold === null) return view
  const { bar, untold, person } = view
  const { locale } = context
  const t = wordsOf(locale)
  const month = bar.next ?? bar.previous
  const isFresh = untold.why === 'no_data' && person.kind === 'staff' && bar.chosen === ''
  const page: UntoldPage = {
    kind: 'untold',
    bar,
    monthTitle: formatMonth(bar.month, locale, 'title'),
    sentence: untoldText(view, untold, locale),
    open: month === null ? null : { month, label: t('untold.open', { month: monthWithin(month, locale) }) },
    base_url: isFresh ? context.base_url : null,
  }
  throw new Response(JSON.stringify(page), { headers: { 'Content-Type': 'application/json' } })
}

/** The same for a file. @throws a 404 that says in plain words why there is none */
export async function toldFile(context: AppLoadContext, request: Request): Promise<View> {
  const view = await viewOf(context, request)
  if (view.untold === null) return view
  throw new Response(`${untoldText(view, view.untold, context.locale)}\n`, {
    status: 404,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
}

function untoldText({ bar, audience }: View, { why, date }: Untold, locale: Locale): string {
  return wordsOf(locale)(`untold.${audience}.${why}`, {
    month: monthWithin(bar.month, locale),
    date: formatDay(date, locale, { withYear: true }),
  })
}
