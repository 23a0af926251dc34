import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { homeName } from '#reports/month/names.ts'
import { categoryWord } from '#reports/month/single-words.ts'
import { readIncident, readPartsOfIncidents } from '#sql/incident.server.ts'
import { readThread } from '#sql/thread.server.ts'
import { notFound } from '../auth/require-person.ts'
import { titleOf } from '../components/ui/title.ts'
import { searchOf, viewOf } from '../filters/view.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { caseRows } from '../view-models/cases.server.ts'
import { incidentSteps } from '../view-models/incident.server.ts'
import { monthOf } from '../view-models/month.server.ts'
import { Name, Text } from '../components/ui/text.tsx'

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const view = await viewOf(context, request)
  const { locale, company, store } = context
  const t = wordsOf(locale)
  const incident_id = params['incident'] ?? ''
  const contents = await monthOf(context, view)
  const search = searchOf(view.bar)
  const own = contents.cases.filter((one) => one.incident_id === incident_id)
  const [one] = own
  const [row = null] = caseRows(own, contents, locale, t, search)
  const { scope, as_of } = view
  const story = await readIncident(store.db, view.directory, { scope, as_of, incident_id })
  const part =
    row === null
      ? (await readPartsOfIncidents(store.db, view.directory, view)).find(
          (other) => other.incident_id === incident_id,
        )
      : undefined
  const what = row?.what ?? (part === undefined ? null : categoryWord(part.category, locale))
  const property_id = one?.property_id ?? part?.property_id
  if (what === null || story === null || property_id === undefined) throw notFound()
  const { conversation_id, opened_at } = story
  // a chat that names no home, or another's, is not his to open
  const query = { scope, as_of, at: opened_at, conversation_id: conversation_id ?? '' }
  const isSeen = conversation_id !== null && (await readThread(store.db, view.directory, query)) !== null
  const at = encodeURIComponent(new Date(opened_at).toISOString())
  return {
    locale,
    company,
    search,
    audience: view.audience,
    row,
    what,
    home: part === undefined ? '' : homeName(view.directory, part.property_id),
    steps: incidentSteps(story, { locale, t, clocks: view.clocks, property_id, audience: view.audience }),
    thread: isSeen ? `/threads/${encodeURIComponent(conversation_id)}${search}&at=${at}` : null,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: data?.what ?? '', en: data?.what ?? '' })

/** What was done about one incident, from top to bottom. */
export default function IncidentPage() {
  const { row, what, home, steps, thread, search, audience } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <p className="crumb">
        <Link to={`/incidents${search}`}>
          ← {t(audience === 'owner' ? 'incidents.title' : 'incidents.titleStaff')}
        </Link>
      </p>
      {row === null ? (
        <>
          <h1 className="sentence">{what}</h1>
          <p className="second">
            <Text>{home}</Text>. {t('incidents.part')}
          </p>
        </>
      ) : (
        <>
          <h1 className="sentence">
            {what}: <span className={row.is_late ? 'bad' : 'night'}>{row.outcome}</span>
          </h1>
          <p className="second">
            <Text>{row.where}</Text>. {row.promised[0]?.toUpperCase()}
            {row.promised.slice(1)}.
          </p>
        </>
      )}
      <ol className="timeline">
        {steps.flatMap(({ date, steps: own }) => [
          <li key={date} className="day">
            {date}
          </li>,
          ...own.map((step) => (
            <li key={`${step.at} ${step.text}`} className={step.tone}>
              <time dateTime={step.at}>{step.time}</time> {step.text}{' '}
              <small>
                <Name>{step.who}</Name>
              </small>
            </li>
          )),
        ])}
      </ol>
      {thread === null ? null : (
        <p className="foot">
          <Link to={thread}>{t('thread.title')}</Link>
        </p>
      )}
    </>
  )
}
