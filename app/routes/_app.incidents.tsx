import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatMonth } from '#reports/format.ts'
import { casesTitle } from '#reports/sentence.ts'
import { FilterBar } from '../components/filter-bar.tsx'
import { CaseTable } from '../components/tables/case-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { searchOf, viewOf } from '../filters/view.server.ts'
import { monthOf } from '../overview/month.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { caseRows } from '../overview/cases.server.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await viewOf(context, request)
  const { locale, company } = context
  const t = wordsOf(locale)
  const contents = await monthOf(context, view)
  return {
    ...{ locale, company, bar: view.bar, audience: view.audience },
    monthTitle: formatMonth(view.months.period.month, locale, 'title'),
    title: casesTitle(contents, locale),
    rows: caseRows(contents.cases, contents, locale, t, searchOf(view.bar)),
    none: contents.figures.incidents['incidents'] === null ? t('cases.notReported') : t('incidents.none'),
  }
}

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
    </>
  )
}
