import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatMonth } from '#reports/month/format.ts'
import { FilterBar } from '../components/filter-bar.tsx'
import { SubjectFoot } from '../components/subject-foot.tsx'
import { FigureTable } from '../components/tables/figure-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { reportedView } from '../filters/reported.server.ts'
import { searchOf } from '../filters/view.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { readBenefitPage } from '../view-models/benefit.server.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedView(context, request)
  const { locale, company } = context
  const { searchParams } = new URL(request.url)
  const page = await readBenefitPage(context.store.db, view, searchParams, { locale, t: wordsOf(locale) })
  return {
    locale,
    company,
    bar: view.bar,
    audience: view.audience,
    search: searchOf(view.bar),
    ...page,
    monthTitle: formatMonth(view.months.period.month, locale, 'title'),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: `Польза: ${data?.monthTitle ?? ''}`, en: `Value: ${data?.monthTitle ?? ''}` })

/** What was done for the owner, what guests were told beforehand, and what it is worth: every assumption to be changed. */
export default function Benefit() {
  const data = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} />
      <h1 className="sentence">{data.title}</h1>
      {data.second === '' ? null : <p className="second">{data.second}</p>}
      <div className="two">
        <div className="stack">
          <section className="section">
            <h2>{t(`benefit.done.${data.audience}`)}</h2>
            <FigureTable
              rows={data.done}
              caption={t(`benefit.done.${data.audience}`)}
              isSoFar={data.bar.is_so_far}
            />
          </section>
          <section className="section">
            <h2>{t('benefit.sent')}</h2>
            <FigureTable
              rows={[...data.stays, ...data.sent]}
              caption={t('benefit.sent')}
              isSoFar={data.bar.is_so_far}
            />
          </section>
        </div>
        <div className="stack">
          <section className="section">
            <h2>{t('benefit.questions')}</h2>
            <FigureTable
              rows={data.questions}
              caption={t('benefit.questions')}
              isSoFar={data.bar.is_so_far}
            />
          </section>
          {data.topics.length === 0 ? null : (
            <section className="section">
              <h2>{t('benefit.topics')}</h2>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('benefit.topic')}</th>
                    <th scope="col" className="right">
                      {t('benefit.perStay')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.topics.map(({ key, label, value }) => (
                    <tr key={key}>
                      <th scope="row">{label}</th>
                      <td className="right">{value}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
        </div>
      </div>
      <p className="note">{data.assumptions}</p>
      <ComparisonSection {...data.comparison} bar={data.bar} />
      <SubjectFoot lines={[]} subject="automation" search={data.search} />
    </>
  )
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

function ComparisonSection({ inputs, rows, sentence, bar }: Data['comparison'] & Pick<Data, 'bar'>) {
  const { t } = useTranslation()
  return (
    <section className="section" id="comparison">
      <h2>{t('benefit.comparison')}</h2>
      <p className="note">{t('benefit.comparisonNote')}</p>
      <div className="two">
        <Form method="get" action="/benefit#comparison" className="inputs" preventScrollReset>
          <input type="hidden" name="month" value={bar.month} />
          {bar.chosen === '' ? null : <input type="hidden" name="for" value={bar.chosen} />}
          {inputs.map(({ key, label, value }) => (
            <label key={`${key} ${value}`}>
              <span>{label}</span>
              <input name={key} inputMode="decimal" defaultValue={value} />
            </label>
          ))}
          <button className="button" type="submit">
            {t('benefit.count')}
          </button>
        </Form>
        <div>
          <p className="say">{sentence}</p>
          <table>
            <caption className="unseen">{t('benefit.comparison')}</caption>
            <thead className="unseen">
              <tr>
                <th scope="col">{t('figures.what')}</th>
                <th scope="col">{t('figures.value')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, label, value }) => (
                <tr key={key}>
                  <th scope="row">{label}</th>
                  <td className="right nowrap">{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  )
}
