import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { readThread } from '#sql/thread.server.ts'
import { notFound } from '../auth/require-person.ts'
import { titleOf } from '../components/ui/title.ts'
import { searchOf, viewOf } from '../filters/view.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { threadDays } from '../view-models/thread.server.ts'
import { Name, Text } from '../components/ui/text.tsx'

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const view = await viewOf(context, request)
  const { locale, company } = context
  const requested = new URL(request.url).searchParams.get('at')
  const at = requested === null ? null : Date.parse(requested)
  const thread = await readThread(context.store.db, view.directory, {
    scope: view.scope,
    as_of: view.as_of,
    at: Number.isNaN(at) ? null : at,
    conversation_id: params['conversation'] ?? '',
  })
  if (thread === null) throw notFound()
  return {
    locale,
    company,
    search: searchOf(view.bar),
    audience: view.audience,
    ...threadDays(thread, { locale, t: wordsOf(locale), clocks: view.clocks, directory: view.directory }),
    left_out: thread.left_out,
    isToMinute: thread.is_to_minute,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: 'Переписка', en: 'Thread' })

/** Who wrote when and where, from top to bottom; the words themselves are nowhere. */
export default function ThreadPage() {
  const { days, stay, home, left_out, isToMinute, search, audience } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <p className="crumb">
        <Link to={`/turns${search}`}>← {t(audience === 'owner' ? 'turns.title' : 'turns.titleStaff')}</Link>
      </p>
      <h1 className="sentence">
        <Text>{home === '' ? t('thread.title') : home}</Text>
      </h1>
      {stay === null ? null : <p className="second">{stay}</p>}
      <p className="note">
        {t('thread.note')}
        {isToMinute ? ` ${t('thread.toMinute')}` : ''}
      </p>
      <ol className="timeline">
        {days.flatMap(({ date, steps }) => [
          <li key={date} className="day">
            {date}
          </li>,
          ...steps.map((step, index) => (
            <li
              key={`${date} ${index}`}
              className={step.tone}
              aria-current={step.isRequested ? 'true' : undefined}
            >
              <time dateTime={step.at}>{step.time}</time>{' '}
              {step.isRequested ? (
                <strong>
                  <Name>{step.who}</Name>
                </strong>
              ) : (
                <Name>{step.who}</Name>
              )}{' '}
              <small>{step.about}</small>
            </li>
          )),
        ])}
      </ol>
      {left_out === null || left_out === 0 ? null : (
        <p className="foot">{t('thread.leftOut', { count: left_out })}</p>
      )}
    </>
  )
}
