import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatMonth } from '#reports/month/format.ts'
import { FilterBar } from '../components/filter-bar.tsx'
import { PolicyTable } from '../components/tables/policy-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { reportedView } from '../filters/reported.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { readPromisesPage } from '../view-models/promises.server.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedView(context, request)
  const { locale, company } = context
  const page = await readPromisesPage(context.store.db, view, { locale, t: wordsOf(locale) })
  return {
    locale,
    company,
    bar: view.bar,
    ...page,
    monthTitle: formatMonth(view.months.period.month, locale, 'title'),
    isAdmin: view.person.kind === 'staff' && view.person.role === 'admin',
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: `Обещания: ${data?.monthTitle ?? ''}`, en: `Promises: ${data?.monthTitle ?? ''}` })

/** What was promised and what was measured; since when it is promised; and how others would count the same month. */
export default function Promises() {
  const data = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} />
      <h1 className="sentence">{data.title}</h1>
      <section className="section">
        <h2>{t('promises.kept')}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('promises.promised')}</th>
              <th scope="col">{t('promises.measured')}</th>
            </tr>
          </thead>
          <tbody>
            {data.promises.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.promised}</th>
                <td>
                  <span className={row.isKept === false ? 'bad' : row.isKept === true ? 'good' : undefined}>
                    {row.measured}
                  </span>
                  <small>{row.note}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {data.beside.map((sentence) => (
          <p key={sentence} className="note">
            {sentence}
          </p>
        ))}
      </section>
      <div className="two">
        <section className="section">
          <h2>{t('promises.others')}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('promises.whose')}</th>
                <th scope="col" className="right">
                  {t('figures.value')}
                </th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">
                  {t('promises.here')}
                  <small>{data.ours.rule}</small>
                </th>
                <td className="right nowrap">{data.ours.value}</td>
              </tr>
              {data.others.map((row) => (
                <tr key={row.key}>
                  <th scope="row">
                    {row.name}
                    <small>
                      {row.rule} {row.differs}{' '}
                      {row.source === null ? null : (
                        <a href={row.source.url} rel="noreferrer">
                          {t('promises.source', { dated: row.source.dated })}
                        </a>
                      )}
                    </small>
                  </th>
                  <td className="right nowrap">{row.value}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {data.unpublished === '' ? null : <p className="note">{data.unpublished}</p>}
        </section>
        <section className="section">
          <h2>{t('promises.inForce')}</h2>
          <p className="note">{t('promises.inForceNote')}</p>
          <PolicyTable rows={data.policies} />
          {data.isAdmin ? (
            <p>
              <Link className="button" to="/policies">
                {t('promises.change')}
              </Link>
            </p>
          ) : null}
        </section>
      </div>
    </>
  )
}
