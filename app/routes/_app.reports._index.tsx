import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { requireManagement } from '../auth/require-person.ts'
import { DeliveryLines } from '../components/owner-reports/delivery-lines.tsx'
import { doneOf, Outcome } from '../components/owner-reports/outcome.tsx'
import { WordForm } from '../components/owner-reports/word-form.tsx'
import { FilterBar } from '../components/filter-bar.tsx'
import { titleOf } from '../components/ui/title.ts'
import { carryOut } from '../owner-reports/act.server.ts'
import { readMonthOfReports } from '../owner-reports/month.server.ts'
import { reportMonthOf } from '../owner-reports/months.server.ts'
import { wordPlaces } from '../owner-reports/report.server.ts'
import { mailGoesTo } from '../reports.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { Name, Text } from '../components/ui/text.tsx'

export async function loader({ context, request }: LoaderFunctionArgs) {
  requireManagement(context, request)
  const { locale, company } = context
  const words = { locale, t: wordsOf(locale) }
  const { month, bar, monthTitle } = await reportMonthOf(context, request)
  const [page, [place]] = await Promise.all([
    readMonthOfReports(context.reports, month, words),
    wordPlaces(context, { month, owner_id: '' }, words),
  ])
  return {
    locale,
    company,
    bar,
    month,
    monthTitle,
    place,
    done: doneOf(request),
    ...page,
    mailGoesTo: mailGoesTo(context),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const person = requireManagement(context, request)
  const { month } = await reportMonthOf(context, request)
  const monthRequest = { month, owner_id: '', back: `/reports?month=${month}` }
  return carryOut(context, person, monthRequest, await request.formData())
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: `Отчёты: ${data?.monthTitle ?? ''}`, en: `Reports: ${data?.monthTitle ?? ''}` })

/** A month's reports and what became of each; what needs somebody stands first. Leads and admins only. */
export default function Reports() {
  const data = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation()
  const href = (owner_id: string) => `/reports/${encodeURIComponent(owner_id)}?month=${data.month}`
  return (
    <>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} />
      <Outcome done={data.done} refused={refused} />
      <h1 className="sentence">{data.title}</h1>
      {data.second === '' ? null : <p className="second">{data.second}</p>}
      {data.mailGoesTo === 'server' ? null : <p className="note">{t(`reports.goesTo.${data.mailGoesTo}`)}</p>}
      <div className="two">
        <section className="section">
          <h2>{t('reports.owners')}</h2>
          <p className="note">{t(data.isOpen ? 'reports.ownersNote' : 'reports.ownersOver')}</p>
          <table className="owners">
            <thead>
              <tr>
                <th scope="col">{t('reports.owner')}</th>
                <th scope="col">{t('reports.how')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.owner_id}>
                  <th scope="row">
                    <Link className="row-link" to={href(row.owner_id)}>
                      <Name>{row.name}</Name>
                      {row.restated === '' ? null : <small>{row.restated}</small>}
                    </Link>
                  </th>
                  <td>
                    {row.text}
                    <DeliveryLines lines={row.lines} to={href(row.owner_id)} />
                    {row.held === '' ? null : (
                      <small>
                        <Text>{row.held}</Text>
                      </small>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <section className="section">
          {data.isOpen && data.place !== undefined ? (
            <>
              <h2>{t('reports.word.titleAll')}</h2>
              <p className="note">{t('reports.word.noteAll')}</p>
              <WordForm place={data.place} refused={refused} />
            </>
          ) : null}
          <p className="note">
            <Link to="/verify">{t('reports.verify')}</Link>
          </p>
        </section>
      </div>
    </>
  )
}
