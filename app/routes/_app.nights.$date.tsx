import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatNight } from '#reports/month/format.ts'
import { nightFact } from '#reports/month/night-words.ts'
import { nightWindow } from '#sql/nights/windows.ts'
import { formatDay, parseDay } from '#sql/time/zone.ts'
import { notFound } from '../auth/require-person.ts'
import { NightAxis } from '../components/charts/night-axis.tsx'
import { NightFacts } from '../components/night-facts.tsx'
import { titleOf } from '../components/ui/title.ts'
import { searchOf, viewOf, type View } from '../filters/view.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { readNightPage } from '../view-models/night-page.server.ts'
import { Name, Text } from '../components/ui/text.tsx'

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const view = await viewOf(context, request)
  const { locale, company } = context
  const requested = params['date'] ?? ''
  const date = /^\d{4}-\d{2}-\d{2}$/.test(requested) ? parseDay(requested) : NaN
  if (Number.isNaN(date)) throw notFound()
  const month = requested.slice(0, 7)
  const search = searchOf({ ...view.bar, month })
  const night = await readNightPage(context.store.db, { view, date, locale, t: wordsOf(locale), search })
  if (night === null) throw notFound()
  return {
    locale,
    company,
    search,
    isStaff: view.person.kind === 'staff',
    ...night,
    name: formatNight(requested, locale, 'dates'),
    verdict: nightFact(night.column, view.audience, locale),
    previous: beside(view, date - 1),
    next: beside(view, date + 1),
  }
}

/** A night beside this one; null where there is none in the months that are told, or it has not begun. */
function beside({ scope, directory, as_of, bar }: View, date: number): string | null {
  const day = formatDay(date)
  const [month, isEarlier] = [day.slice(0, 7), day.slice(0, 7) < bar.month]
  if (month !== bar.month && (isEarlier ? bar.previous : bar.next) === null) return null
  const hasBegun = scope.homes.some(
    ({ property_id, from, until }) =>
      from <= date && date < until && nightWindow(directory, property_id, date).from_at <= as_of,
  )
  return hasBegun ? day : null
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: `Ночь ${data?.name ?? ''}`, en: `Night: ${data?.name ?? ''}` })

/** One night. For an owner it tells, from top to bottom; staff see the clock and the people too. */
export default function NightPage() {
  const night = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const { search } = night
  const { verdict, late, running } = night.column
  const isBad = running === undefined && (verdict === 'nobody' || late > 0)
  return (
    <>
      <p className="crumb">
        <Link to={`/nights${search}`}>← {t('nights.back')}</Link>
      </p>
      <h1 className="sentence">
        {t('nights.night')} {night.name}: <span className={isBad ? 'bad' : 'night'}>{night.verdict}</span>
      </h1>
      <p className="second">
        {night.sentences.map(({ text, isBad: isWorse }, index) => (
          <span key={index} className={isWorse ? 'bad' : undefined}>
            {text}{' '}
          </span>
        ))}
      </p>
      {night.notes.map((note, index) => (
        <div key={index}>
          <p className="say">{note.text}</p>
          <p className="note">
            <Text>{note.by}</Text>
          </p>
        </div>
      ))}
      {night.isStaff && night.people.length > 0 ? <NightAxis {...night} /> : null}
      {night.ledger === null ? null : <NightFacts {...night.ledger} />}
      <section className="section">
        <h2>{t('nights.whatHappened')}</h2>
        {night.steps.length === 0 ? <p className="note">{t('nights.nothing')}</p> : null}
        <ol className="timeline">
          {night.steps.map((step, index) => (
            <li key={index} className={step.tone}>
              <time dateTime={new Date(step.at).toISOString()}>{step.time}</time>{' '}
              {step.href === null ? step.text : <Link to={step.href}>{step.text}</Link>}{' '}
              <small>
                <Name>{step.place}</Name>
              </small>
            </li>
          ))}
        </ol>
      </section>
      <nav className="pages" aria-label={t('nights.title')}>
        {night.previous === null ? null : (
          <Link className="button" to={`/nights/${night.previous}${search}`}>
            ‹ {t('nights.previous')}
          </Link>
        )}
        {night.next === null ? null : (
          <Link className="button" to={`/nights/${night.next}${search}`}>
            {t('nights.next')} ›
          </Link>
        )}
      </nav>
    </>
  )
}
