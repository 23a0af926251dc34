import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatMonth } from '#reports/month/format.ts'
import { FilterBar } from '../components/filter-bar.tsx'
import { SubjectFoot } from '../components/subject-foot.tsx'
import { FigureTable } from '../components/tables/figure-table.tsx'
import { ReviewTable } from '../components/tables/review-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { reportedView } from '../filters/reported.server.ts'
import { searchOf } from '../filters/view.server.ts'
import { readReviewsPage } from '../view-models/reviews.server.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedView(context, request)
  const { locale, company } = context
  const page = await readReviewsPage(context.store.db, view, locale)
  return {
    locale,
    company,
    bar: view.bar,
    search: searchOf(view.bar),
    ...page,
    monthTitle: formatMonth(view.months.period.month, locale, 'title'),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: `Отзывы: ${data?.monthTitle ?? ''}`, en: `Reviews: ${data?.monthTitle ?? ''}` })

/** The reviews of the month, the low ones first, each with what its stay went through; and what a year shows. */
export default function Reviews() {
  const data = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} />
      <h1 className="sentence">{data.title}</h1>
      {data.link === '' ? null : <p className="second">{data.link}</p>}
      <div className="two">
        <section className="section">
          <h2>{t('reviews.list')}</h2>
          {data.rows.length === 0 ? (
            <p className="note">{t('reviews.noneHere')}</p>
          ) : (
            <>
              <p className="note">{t('reviews.order')}</p>
              <ReviewTable rows={data.rows} />
            </>
          )}
        </section>
        <div className="stack">
          <section className="section">
            <h2>{t('reviews.month')}</h2>
            <FigureTable rows={data.month} caption={t('reviews.month')} isSoFar={data.bar.is_so_far} />
          </section>
          <section className="section">
            <h2>{t('reviews.byWait')}</h2>
            <p className="note">{t('reviews.year')}</p>
            <FigureTable rows={data.year.waits} caption={t('reviews.byWait')} />
          </section>
          <section className="section">
            <h2>{t('reviews.byIncident')}</h2>
            <FigureTable rows={data.year.incidents} caption={t('reviews.byIncident')} />
            {data.placebo === null ? null : <p className="note">{data.placebo}</p>}
          </section>
        </div>
      </div>
      <SubjectFoot lines={[]} subject="reviews" search={data.search} />
    </>
  )
}
