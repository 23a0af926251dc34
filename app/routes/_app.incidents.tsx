import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { figureRows } from '#reports/month/figure-rows.ts'
import { formatMonth } from '#reports/month/format.ts'
import { casesTitle } from '#reports/month/titles.ts'
import { FilterBar } from '../components/filter-bar.tsx'
import { SubjectFoot } from '../components/subject-foot.tsx'
import { CaseTable } from '../components/tables/case-table.tsx'
import { FigureTable } from '../components/tables/figure-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { reportedView } from '../filters/reported.server.ts'
import { searchOf, type View } from '../filters/view.server.ts'
import { monthOf } from '../view-models/month.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { caseRows } from '../view-models/cases.server.ts'
import { partRows } from '../view-models/incident.server.ts'
import { readFigures } from '../view-models/figures.server.ts'
import { promiseLines } from '../view-models/promise-lines.server.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedView(context, request)
  const { locale, company, store } = context
  const t = wordsOf(locale)
  const contents = await monthOf(context, view)
  return {
    locale,
    company,
    bar: view.bar,
    audience: view.audience,
    monthTitle: formatMonth(view.months.period.month, locale, 'title'),
    title: casesTitle(contents, locale),
    rows: caseRows(contents.cases, contents, locale, t, searchOf(view.bar)),
    parts: await partRows(store.db, view, { locale, t }),
    none: contents.figures.incidents['incidents'] === null ? t('cases.notReported') : t('incidents.none'),
    figures: await figuresOf(context, view),
    foot: promiseLines(contents, locale, t),
    search: searchOf(view.bar),
  }
}

/** How long trouble lasted, and what the rows beside it do not tell. */
async function figuresOf({ locale, store }: AppLoadContext, view: View) {
  const shown = view.audience === 'owner' ? OWNERS : [...OWNERS, ...STAFFS]
  const answer = await readFigures(store.db, view, 'incidents', {
    metrics: [...new Set([...shown, 'incidents', 'open'])],
  })
  return figureRows(answer, shown, locale, { audience: view.audience })
}

const OWNERS = [
  ...['incidents', 'handled_in_time_share', 'handle_p50_s', 'resolve_p50_s', 'repeated'],
  ...['owner_disturbed_share', 'per_100_nights', 'requests'],
]
const STAFFS = [
  ...['acknowledge_p50_s', 'handle_p90_s', 'resolved_in_time_share', 'resolve_p90_s', 'playbook_share'],
  ...['open', 'reopened', 'escalated', 'cancelled', 'logged_late', 'unlogged_trouble'],
]

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: `Случаи: ${data?.monthTitle ?? ''}`, en: `Cases: ${data?.monthTitle ?? ''}` })

/** Every incident of the month, late ones first. */
export default function Incidents() {
  const data = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} />
      <h1 className="sentence">{data.title}</h1>
      <div className="two">
        <section>
          {data.rows.length === 0 ? (
            <p className="second">{data.none}</p>
          ) : (
            <>
              <p className="note" data-count={data.rows.length}>
                {t('cases.note')}
              </p>
              <CaseTable rows={data.rows} />
            </>
          )}
          {data.parts.length === 0 ? null : (
            <>
              <h2>{t('incidents.parts')}</h2>
              <ul>
                {data.parts.map(({ id, href, what, where }) => (
                  <li key={id}>
                    <Link className="row-link" to={href}>
                      {what}
                      <small>{where}</small>
                    </Link>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        <section>
          <h2>{t('cases.figures')}</h2>
          <FigureTable rows={data.figures} caption={t('cases.figures')} isSoFar={data.bar.is_so_far} />
        </section>
      </div>
      <SubjectFoot lines={data.foot} subject="incidents" search={data.search} />
    </>
  )
}
