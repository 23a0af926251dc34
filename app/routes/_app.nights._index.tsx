import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { figureRows } from '#reports/month/figure-rows.ts'
import { formatMonth } from '#reports/month/format.ts'
import { datesOf } from '#reports/month/month.server.ts'
import { readMetrics } from '#sql/read.server.ts'
import { FilterBar } from '../components/filter-bar.tsx'
import { SubjectFoot } from '../components/subject-foot.tsx'
import { FigureTable } from '../components/tables/figure-table.tsx'
import { NightTable } from '../components/tables/night-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { reportedView } from '../filters/reported.server.ts'
import { searchOf, type View } from '../filters/view.server.ts'
import { monthOf } from '../view-models/month.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { readFigures } from '../view-models/figures.server.ts'
import { promiseLines } from '../view-models/promise-lines.server.ts'
import { nightRow, worstFirst } from '../view-models/nights.server.ts'
import { nightTitle } from '#reports/month/titles.ts'
import type { AppLoadContext } from '@remix-run/node'

const CALLS = ['none', 'some'] as const

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedView(context, request)
  const { locale, company } = context
  const t = wordsOf(locale)
  const contents = await monthOf(context, view)
  const requested = new URL(request.url).searchParams.get('calls')
  const calls = view.audience === 'owner' ? (CALLS.find((one) => one === requested) ?? null) : null
  const dates = calls === null ? null : await nightsWithCalls(context, view, calls)
  const nights =
    dates === null ? worstFirst(contents.nights) : contents.nights.filter(({ date }) => dates.has(date))
  return {
    locale,
    company,
    bar: view.bar,
    audience: view.audience,
    calls,
    monthTitle: formatMonth(view.months.period.month, locale, 'title'),
    title: nightTitle(contents, locale),
    rows: nights.map((night) => nightRow(night, view.audience, { locale, t })),
    figures: await figuresOf(context, view),
    foot: promiseLines(contents, locale, t),
    search: searchOf(view.bar),
    links: {
      every: `/nights${searchOf(view.bar)}`,
      none: `/nights${searchOf(view.bar, { calls: 'none' })}`,
      some: `/nights${searchOf(view.bar, { calls: 'some' })}`,
    },
  }
}

/** Who was there, and what came of it; an owner has his words for it above. */
async function figuresOf({ locale, store }: AppLoadContext, view: View) {
  if (view.audience === 'owner') return []
  const t = wordsOf(locale)
  const answer = await readFigures(store.db, view, 'nights', { metrics: SHOWN, isTeams: true })
  return figureRows(answer, SHOWN, locale).map((row) =>
    row.id === 'language_covered_share' && row.note === '' ? { ...row, note: t('nights.inEnglish') } : row,
  )
}

const SHOWN = [
  ...['nights', 'covered_share', 'attended_share', 'planned_share', 'language_covered_share', 'gaps'],
  ...['gap_max_s', 'covered_nights', 'no_shows', 'late_starts', 'late_nights', 'silent_nights'],
  'overloaded_nights',
]

/** The dates of undisturbed, or of disturbed nights, by the same metric as their number. */
async function nightsWithCalls(
  context: AppLoadContext,
  view: View,
  calls: (typeof CALLS)[number],
): Promise<Set<string>> {
  const id = calls === 'none' ? 'undisturbed_nights' : 'disturbed_nights'
  const { series = [] } = await readMetrics(context.store.db, view.directory, {
    subject: 'automation',
    period: datesOf(view.months.period),
    scope: view.scope,
    as_of: view.as_of,
    by: null,
    every: 'day',
    language: 'en',
    team: false,
    metrics: [id],
  })
  return new Set(series.filter((day) => day[id] === 1).map(({ from }) => from))
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: `Ночи: ${data?.monthTitle ?? ''}`, en: `Nights: ${data?.monthTitle ?? ''}` })

/** The nights of a month, those that are worth a look first. */
export default function Nights() {
  const data = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} />
      <h1 className="sentence">{data.title}</h1>
      {data.audience === 'owner' ? (
        <nav className="tags" aria-label={t('nights.title')}>
          {(['every', 'none', 'some'] as const).map((one) => (
            <Link
              key={one}
              className="tag"
              to={data.links[one]}
              aria-current={(data.calls ?? 'every') === one ? 'true' : undefined}
            >
              {t(`nights.${one === 'every' ? 'every' : one === 'none' ? 'undisturbed' : 'disturbed'}`)}
            </Link>
          ))}
        </nav>
      ) : null}
      <p className="note" data-count={data.rows.length}>
        {data.calls === null ? t('nights.order') : ''}
      </p>
      {data.figures.length === 0 ? (
        <NightTable rows={data.rows} search={data.search} audience={data.audience} />
      ) : (
        <div className="two wide-first">
          <NightTable rows={data.rows} search={data.search} audience={data.audience} />
          <section>
            <h2>{t('nights.figures')}</h2>
            <p className="note">{t('nights.team')}</p>
            <FigureTable rows={data.figures} caption={t('nights.figures')} isSoFar={data.bar.is_so_far} />
          </section>
        </div>
      )}
      <SubjectFoot lines={data.foot} subject="nights" search={data.search} />
    </>
  )
}
