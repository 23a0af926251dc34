import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { MOST_COMMENT_CHARACTERS } from '#reports/month/comments.server.ts'
import { monthSentences } from '#reports/month/sentence.ts'
import { readSubscriptions } from '#reports/mailing/subscriptions.server.ts'
import { requireManagement } from '../auth/require-person.ts'
import { NightStrip } from '../components/charts/night-strip.tsx'
import { Act } from '../components/owner-reports/act.tsx'
import { Changes } from '../components/owner-reports/changes.tsx'
import { DeliveryLines } from '../components/owner-reports/delivery-lines.tsx'
import { doneOf, Outcome } from '../components/owner-reports/outcome.tsx'
import { WordForm } from '../components/owner-reports/word-form.tsx'
import { FilterBar } from '../components/filter-bar.tsx'
import { NumberCards } from '../components/number-cards.tsx'
import { Sentence } from '../components/sentence.tsx'
import { CaseTable } from '../components/tables/case-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { carryOut, hasAddress } from '../owner-reports/act.server.ts'
import { deliveryLines, reportState, stateText } from '../owner-reports/deliveries.server.ts'
import { editionRows } from '../owner-reports/editions.server.ts'
import { logRows } from '../owner-reports/log.server.ts'
import { heldText } from '../owner-reports/month.server.ts'
import { reportMonthOf, reportOf } from '../owner-reports/months.server.ts'
import { contentsOf, wordPlaces } from '../owner-reports/report.server.ts'
import { searchOf } from '../filters/view.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { caseRows } from '../view-models/cases.server.ts'
import { numberCards } from '../view-models/numbers.server.ts'
import { notesOf, stripOf } from '../view-models/story.server.ts'
import { mailGoesTo } from '../reports.server.ts'
import { Name, Text } from '../components/ui/text.tsx'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const person = requireManagement(context, request)
  const { locale, company, reports } = context
  const words = { locale, t: wordsOf(locale) }
  const { month, bar, monthTitle } = await reportMonthOf(context, request)
  const owner_id = params['owner'] ?? ''
  const report = await reportOf(context, owner_id, month)
  const directory = await reports.directory()
  const all = { ...words, directory, now: reports.now() }
  const [contents, places, log, { addresses }] = await Promise.all([
    contentsOf(context, report),
    wordPlaces(context, { month, owner_id }, words),
    logRows(reports, { month, owner_id }, words),
    readSubscriptions(reports, owner_id),
  ])
  const chosen = { month, chosen: `owner:${owner_id}` }
  const search = searchOf(chosen)
  const isSent = report.editions.length > 0
  const lines = deliveryLines(report, addresses, all)
  return {
    locale,
    company,
    bar,
    month,
    monthTitle,
    owner_id,
    name: report.name,
    places,
    log,
    lines,
    search,
    isSent,
    done: doneOf(request),
    mailGoesTo: mailGoesTo(context),
    most: MOST_COMMENT_CHARACTERS,
    text: lines.length === 0 ? stateText(report, all) : '',
    state: reportState(report, all.now),
    held: heldText(report, all),
    canHold: !isSent && report.prepared_at !== null && report.hold === null && lines.length > 0,
    hasOwnAddress: hasAddress(directory, person),
    editions: editionRows(report.editions, directory.default_timezone, words),
    contents:
      contents === null
        ? null
        : {
            sentences: monthSentences(contents, locale),
            cards: numberCards({ contents, ...words, search: (filters) => searchOf(chosen, filters) }),
            strip: stripOf(contents, words),
            cases: caseRows(contents.cases.slice(0, 6), contents, locale, words.t, search),
            notes: notesOf(contents, locale),
          },
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const person = requireManagement(context, request)
  const { month } = await reportMonthOf(context, request)
  const { owner_id } = await reportOf(context, params['owner'] ?? '', month)
  const back = `/reports/${encodeURIComponent(owner_id)}?month=${month}`
  return carryOut(context, person, { month, owner_id, back }, await request.formData())
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, {
    ru: `${data?.name ?? ''}: отчёт, ${data?.monthTitle ?? ''}`,
    en: `${data?.name ?? ''}: report, ${data?.monthTitle ?? ''}`,
  })

/** One owner's report: how it stands, what he reads, and what management may add, hold and send. */
export default function Report() {
  const data = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation()
  const { contents, search } = data
  const here = `/reports/${encodeURIComponent(data.owner_id)}`
  const own = `${here}?month=${data.month}`
  return (
    <>
      <p className="crumb">
        <Link to={`/reports?month=${data.month}`}>← {t('reports.back')}</Link>
      </p>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} />
      <Outcome done={data.done} refused={refused} />
      <h1 className="sentence">
        <Name>{data.name}</Name>
      </h1>
      {data.text === '' ? null : <p className="second">{data.text}</p>}
      <DeliveryLines lines={data.lines} to={own} isWhole />
      {data.held === '' ? null : (
        <p className="say">
          <Text>{data.held}</Text>
        </p>
      )}
      <div className="acts">
        <a className="button" href={`${here}/pdf?month=${data.month}`}>
          {t(data.isSent ? 'reports.act.readSent' : 'reports.act.read')}
        </a>
        {data.hasOwnAddress ? (
          <Act intent="test" label={t('reports.act.test')} />
        ) : (
          <p className="note">{t('reports.wrong.noOwnAddress')}</p>
        )}
        {data.state === 'held' ? <Act intent="release" label={t('reports.act.release')} isStrong /> : null}
        {data.isSent ? <Act intent="revoke" label={t('reports.act.revoke')} /> : null}
      </div>
      {data.mailGoesTo === 'server' ? null : <p className="note">{t(`reports.goesTo.${data.mailGoesTo}`)}</p>}
      <div className="two">
        <section className="section">
          <h2>{t('reports.word.title')}</h2>
          <p className="note">{t(data.isSent ? 'reports.word.noteSent' : 'reports.word.note')}</p>
          {data.places.map((place) =>
            place.place === 'owner' ? (
              <WordForm key={place.place} place={place} refused={refused} />
            ) : (
              <details className="word-of-home" key={place.place} open={refused?.form === place.place}>
                <summary>
                  <Name>{place.home}</Name>
                  {place.text === '' ? null : <small>{t('reports.word.stands')}</small>}
                </summary>
                <WordForm place={place} refused={refused} />
              </details>
            ),
          )}
        </section>
        <div className="stack">
          {data.canHold ? (
            <section className="section">
              <h2>{t('reports.hold.title')}</h2>
              <p className="note">{t('reports.hold.note')}</p>
              <Form method="post" className="word">
                <input type="hidden" name="intent" value="hold" />
                <label htmlFor="hold-reason">{t('reports.hold.reason')}</label>
                <textarea
                  id="hold-reason"
                  name="text"
                  rows={2}
                  required
                  maxLength={data.most}
                  defaultValue={refused?.form === 'hold' ? refused.text : ''}
                />
                <button className="button" type="submit">
                  {t('reports.act.hold')}
                </button>
              </Form>
            </section>
          ) : null}
          {data.editions.length === 0 ? null : (
            <section className="section">
              <h2>{t('reports.editions')}</h2>
              <ul className="more">
                {data.editions.map((edition) => (
                  <li key={edition.edition}>
                    <a
                      className="row-link"
                      href={`${here}/pdf?month=${data.month}&edition=${edition.edition}`}
                    >
                      {edition.name}
                      <small className="under">{edition.when}</small>
                    </a>
                    <Changes changes={edition.changes} />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      {contents === null ? (
        <p className="second">{t('reports.tooEarly')}</p>
      ) : (
        <section className="section as-read">
          <h2>{t(data.isSent ? 'reports.asSent' : 'reports.asRead')}</h2>
          <p className="note">
            <Link to={`/${search}`}>{t('reports.overview')}</Link>
          </p>
          {contents.sentences.missing.map((segments, index) => (
            <p key={index} className="missing">
              <Sentence segments={segments} search={search} />
            </p>
          ))}
          <p className="sentence">
            <Sentence segments={contents.sentences.headline} search={search} />
          </p>
          {contents.sentences.second.length === 0 ? null : (
            <p className="second">
              <Sentence segments={contents.sentences.second} search={search} />
            </p>
          )}
          {contents.notes.map((note, index) => (
            <div key={index}>
              <p className="say">{note.text}</p>
              <p className="note">
                <Text>{note.by}</Text>
              </p>
            </div>
          ))}
          <NumberCards cards={contents.cards} />
          <NightStrip {...contents.strip} search={search} audience="owner" />
          {contents.cases.length === 0 ? null : <CaseTable rows={contents.cases} />}
        </section>
      )}
      <section className="section">
        <h2>{t('reports.log.title')}</h2>
        {data.log.length === 0 ? <p className="note">{t('reports.log.none')}</p> : null}
        <ul className="log">
          {data.log.map((row) => (
            <li key={row.key}>
              <time>{row.when}</time>
              <span className={row.tone ?? undefined}>
                <Text>{row.text}</Text>
              </span>
              {row.small === '' ? null : <small>{row.small}</small>}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
