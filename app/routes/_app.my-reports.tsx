import {
  redirect,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { readArchive } from '#reports/mailing/archive.server.ts'
import { latestReportMonth } from '#reports/mailing/owner-reports.server.ts'
import { formatMonth } from '#reports/month/format.ts'
import { nextMonth } from '#reports/month/period.ts'
import { ownerDue } from '#reports/mailing/reports.ts'
import { readSubscriptions, subscribe } from '#reports/mailing/subscriptions.server.ts'
import { keyOf } from '../auth/person.ts'
import { notFound, requirePerson } from '../auth/require-person.ts'
import { Act } from '../components/owner-reports/act.tsx'
import { Changes } from '../components/owner-reports/changes.tsx'
import { titleOf } from '../components/ui/title.ts'
import { editionRows } from '../owner-reports/editions.server.ts'
import { momentOf, monthWithin } from '../owner-reports/moments.ts'
import { wordsOf } from '../i18n/words.server.ts'

/** Whose archive it is: nobody else's can be named. */
function requireOwner(context: AppLoadContext, request: Request) {
  const person = requirePerson(context, request)
  if (person.kind !== 'owner') throw notFound()
  return person
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { owner_id } = requireOwner(context, request)
  const { locale, company, reports } = context
  const words = { locale, t: wordsOf(locale) }
  const [{ timezone, months }, { is_wanted, addresses }, directory, last] = await Promise.all([
    readArchive(reports, owner_id),
    readSubscriptions(reports, owner_id),
    reports.directory(),
    latestReportMonth(reports),
  ])
  const next = months[0]?.month === last ? nextMonth(last) : last
  const { send_at } = ownerDue(reports, directory, owner_id, next)
  return {
    locale,
    company,
    addresses,
    is_wanted,
    months: months.map(({ month, editions }) => ({
      month,
      title: formatMonth(month, locale, 'title'),
      editions: editionRows(editions, timezone, words),
    })),
    next:
      is_wanted && send_at > reports.now()
        ? words.t('archive.next', {
            month: monthWithin(next, locale),
            when: momentOf(send_at, timezone, words),
          })
        : '',
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const person = requireOwner(context, request)
  const form = await request.formData()
  const [intent, recipient_id] = [form.get('intent'), form.get('recipient')]
  if (typeof recipient_id !== 'string' || (intent !== 'subscribe' && intent !== 'unsubscribe'))
    throw notFound()
  await subscribe(context.reports, {
    owner_id: person.owner_id,
    recipient_id,
    person: keyOf(person),
    wants: intent === 'subscribe',
  })
  throw redirect('/my-reports')
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: 'Отчёты, которые вам отправили', en: 'Reports that were sent to you' })

/** An owner's months as they were sent, to read and to keep; and where they go. */
export default function MyReports() {
  const { months, next, addresses, is_wanted } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <h1 className="sentence">{t(months.length === 0 ? 'archive.none' : 'archive.title')}</h1>
      {next === '' ? null : <p className="second">{next}</p>}
      {months.map(({ month, title, editions }) => (
        <section className="archived" key={month}>
          <h2>{title}</h2>
          <ul>
            {editions.map(({ edition, name, when, changes }) => (
              <li key={edition}>
                <a className="row-link" href={`/my-reports/${month}/pdf?edition=${edition}`}>
                  {name} (PDF)
                  <small className="under">{when}</small>
                </a>
                <Changes changes={changes} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section className="section">
        <h2>{t('archive.where')}</h2>
        {is_wanted ? null : <p className="note">{t('archive.notWanted')}</p>}
        {addresses.length === 0 ? <p className="note">{t('archive.noAddress')}</p> : null}
        <ul className="deliveries">
          {addresses.map(({ recipient_id, address, state }) => (
            <li key={recipient_id}>
              <p>
                {address}
                <small>{t(`archive.state.${state}`)}</small>
              </p>
              {state === 'suppressed' || !is_wanted ? null : (
                <Act
                  intent={state === 'sent' ? 'unsubscribe' : 'subscribe'}
                  label={t(state === 'sent' ? 'archive.stop' : 'archive.again')}
                  fields={{ recipient: recipient_id }}
                />
              )}
            </li>
          ))}
        </ul>
      </section>
      <p className="foot links">
        <Link to="/verify">{t('archive.verify')}</Link>
      </p>
    </>
  )
}
