import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { besideShare } from '#reports/month/beside-share.ts'
import { momentAt } from '#reports/month/clocks.ts'
import { formatDuration, formatMonth } from '#reports/month/format.ts'
import { monthSentences } from '#reports/month/sentence.ts'
import { casesTitle, trendTitle } from '#reports/month/titles.ts'
import { NightStrip } from '../components/charts/night-strip.tsx'
import { WaitChart } from '../components/charts/wait-chart.tsx'
import { FilterBar } from '../components/filter-bar.tsx'
import { NumberCards } from '../components/number-cards.tsx'
import { Sentence } from '../components/sentence.tsx'
import { CaseTable } from '../components/tables/case-table.tsx'
import { HomeTable } from '../components/tables/home-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { reportedView } from '../filters/reported.server.ts'
import { searchOf } from '../filters/view.server.ts'
import { monthOf, readNeighbours } from '../view-models/month.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { caseRows } from '../view-models/cases.server.ts'
import { homeRows } from '../view-models/homes.server.ts'
import { numberCards } from '../view-models/numbers.server.ts'
import { promiseLines } from '../view-models/promise-lines.server.ts'
import { notesOf, stripOf } from '../view-models/story.server.ts'
import { todayLine } from '../view-models/today.server.ts'
import { waitRows } from '../view-models/waits.server.ts'
import { Text } from '../components/ui/text.tsx'

const SHOWN_CASES = 6

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedView(context, request)
  const { locale, company } = context
  const t = wordsOf(locale)
  const [contents, today] = await Promise.all([
    monthOf(context, view),
    todayLine(context, view, { locale, t }),
  ])
  readNeighbours(context, view)
  const { promise, audience } = contents
  const duration = (seconds: number) => formatDuration(seconds, locale).text
  const search = searchOf(view.bar)
  return {
    locale,
    company,
    search,
    audience,
    today,
    bar: view.bar,
    isOwn: view.person.kind === 'owner',
    monthTitle: formatMonth(contents.period.month, locale, 'title'),
    reportHref: view.owner === null ? null : `/report.pdf${search}`,
    sentences: monthSentences(contents, locale),
    cards: numberCards({ contents, locale, search: (filters) => searchOf(view.bar, filters) }),
    beside: besideShare(contents, locale).join(' '),
    strip: stripOf(contents, { locale, t }),
    waits: {
      title: trendTitle(contents, locale),
      trend: contents.trend,
      promise_s: promise.answer_within_s,
      days: (Date.parse(contents.period.until) - Date.parse(contents.period.from)) / 86_400_000,
      promiseLabel: t('waits.promise', { duration: duration(promise.answer_within_s) }),
      rows: waitRows(contents, locale),
    },
    cases: {
      title: casesTitle(contents, locale),
      rows: caseRows(contents.cases.slice(0, SHOWN_CASES), contents, locale, t, search),
      none: contents.figures.incidents['incidents'] === null ? t('cases.notReported') : t('cases.none'),
    },
    homes: homeRows(contents, locale, t),
    notes: notesOf(contents, locale),
    foot: [
      contents.data_as_of === null
        ? t('foot.nothingYet')
        : t(audience === 'owner' ? 'foot.lastEvent' : 'foot.asOf', {
            moment: momentAt(contents, '', contents.data_as_of, locale),
          }),
      ...promiseLines(contents, locale, t),
    ],
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: `Обзор: ${data?.monthTitle ?? ''}`, en: `Overview: ${data?.monthTitle ?? ''}` })

/** The month: said first, then shown. */
export default function Overview() {
  const data = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  useEachMinute(data.today !== null)
  const { search, sentences, strip, waits, cases, audience } = data
  const isOwner = audience === 'owner'
  return (
    <>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} reportHref={data.reportHref} />
      {data.bar.fallen_back === null ? null : <p className="notice">{t('bar.fellBack')}</p>}
      {sentences.missing.map((segments, index) => (
        <p key={index} className="missing">
          <Sentence segments={segments} search={search} />
        </p>
      ))}
      <h1 className="sentence">
        <Sentence segments={sentences.headline} search={search} />
      </h1>
      {sentences.second.length === 0 ? null : (
        <p className="second">
          <Sentence segments={sentences.second} search={search} />
        </p>
      )}
      {data.today === null ? null : <p className="note">{data.today}</p>}
      <NumberCards cards={data.cards} />
      {data.beside === '' ? null : <p className="note">{data.beside}</p>}
      <NightStrip {...strip} search={search} audience={audience} />
      <div className="section two">
        <div className="stack">
          <WaitChart {...waits} />
          <section className="last">
            <h2>{t(isOwner ? 'homes.owner' : 'homes.staff')}</h2>
            <HomeTable rows={data.homes} month={data.bar.month} audience={audience} />
          </section>
        </div>
        <div className="stack">
          <section>
            <h2>{cases.title}</h2>
            {cases.rows.length === 0 ? (
              <p className="note">{cases.none}</p>
            ) : (
              <>
                <p className="note">{t('cases.note')}</p>
                <CaseTable rows={cases.rows} />
                <p className="note">
                  <Link to={`/incidents${search}`}>{t(isOwner ? 'cases.all' : 'cases.allStaff')}</Link>
                </p>
              </>
            )}
          </section>
          {data.notes.length === 0 ? null : (
            <section>
              <h2>{t(isOwner ? 'notes.title' : 'notes.titleStaff')}</h2>
              {data.notes.map((note, index) => (
                <div key={index}>
                  <p className="say">{note.text}</p>
                  <p className="note">
                    <Text>{note.by}</Text>
                  </p>
                </div>
              ))}
            </section>
          )}
        </div>
      </div>
      <p className="foot">{data.foot.join(' ')}</p>
      <p className="foot links">
        <Link to={`/figures/turns${search}`}>{t('figures.all')}</Link>
        {' · '}
        <Link to="/definitions">{t('foot.how')}</Link>
        {' · '}
        <a href={`/month.csv${search}`}>{t('bar.csv')}</a>
        {data.isOwn ? (
          <>
            {' · '}
            <Link to="/my-reports">{t('menu.myReports')}</Link>
          </>
        ) : null}
      </p>
    </>
  )
}

/** Reads the page anew each minute in which somebody looks at it. */
function useEachMinute(isLive: boolean): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!isLive) return undefined
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate()
    }, 60_000)
    return () => {
      clearInterval(timer)
    }
  }, [isLive, revalidate])
}
