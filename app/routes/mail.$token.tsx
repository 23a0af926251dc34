import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { openByLink } from '#reports/mailing/owner-reports.server.ts'
import { formatMonth } from '#reports/month/format.ts'
import { isolated } from '#reports/month/names.ts'
import { monthSentences } from '#reports/month/sentence.ts'
import type { Segment } from '#reports/month/words/marked.ts'
import { translator } from '#reports/month/words/translate.ts'
import { NumberCards } from '../components/number-cards.tsx'
import { Sentence } from '../components/sentence.tsx'
import { wordsOf } from '../i18n/words.server.ts'
import { numberCards } from '../view-models/numbers.server.ts'
import { notesOf } from '../view-models/story.server.ts'
import { Text } from '../components/ui/text.tsx'

/**
 * The report of a mail, opened by its link without signing in, in the report's own language: this month, and no way on
 * from here. Programs that look at links before their reader does may open it as often as they like.
 */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { company, reports } = context
  const token = params['token'] ?? ''
  const opened = await openByLink(reports, token, context.ip)
  if (opened.state !== 'good') {
    const t = wordsOf(context.locale)
    const notice = { title: t(`opened.${opened.state}.title`), text: t(`opened.${opened.state}.text`) }
    return { company, locale: context.locale, closed: notice, report: null }
  }
  const { contents, locale, month, edition } = opened
  const t = wordsOf(locale)
  const { headline, second, missing } = monthSentences(contents, locale)
  const words = translator(locale)
  return {
    company,
    locale,
    closed: null,
    report: {
      month: formatMonth(month, locale, 'title'),
      owner: isolated(contents.owner?.name ?? ''),
      restated:
        edition === null || edition.number === 1
          ? ''
          : t('reports.restatedTitle', { number: edition.number }),
      changes: (edition?.changes ?? []).map(({ label, before, after }) =>
        words('mail.change', { label, before, after }),
      ),
      sentences: { headline: plain(headline), second: plain(second), missing: missing.map(plain) },
      cards: numberCards({ contents, locale, search: () => '' }).map((card) => ({
        ...card,
        href: null,
        delta: card.delta === null ? null : { ...card.delta, href: null },
      })),
      notes: notesOf(contents, locale),
      pdf: { href: `/mail/${token}/pdf`, label: t('opened.pdf') },
      foot: words('mail.openNote'),
    },
  }
}

/** Nothing of it leads anywhere. */
function plain(segments: readonly Segment[]): Segment[] {
  return segments.map(({ text, tone }) => ({ text, ...(tone === undefined ? {} : { tone }) }))
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: [data?.report?.month, data?.company].filter(Boolean).join(' — ') },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function OpenedFromMail() {
  const { company, locale, closed, report } = useLoaderData<typeof loader>()
  return (
    <div lang={locale}>
      <header className="top">
        <span className="brand">{company}</span>
      </header>
      <main className="page narrow">
        {report === null ? (
          <>
            <h1 className="sentence">{closed.title}</h1>
            <p className="second">{closed.text}</p>
          </>
        ) : (
          <>
            <p className="crumb">
              <Text>
                {[report.month, report.owner, report.restated].filter((part) => part !== '').join(' · ')}
              </Text>
            </p>
            {report.sentences.missing.map((segments, index) => (
              <p key={index} className="missing">
                <Sentence segments={segments} search="" />
              </p>
            ))}
            <h1 className="sentence">
              <Sentence segments={report.sentences.headline} search="" />
            </h1>
            {report.sentences.second.length === 0 ? null : (
              <p className="second">
                <Sentence segments={report.sentences.second} search="" />
              </p>
            )}
            {report.notes.map((note, index) => (
              <div key={index}>
                <p className="say">{note.text}</p>
                <p className="note">
                  <Text>{note.by}</Text>
                </p>
              </div>
            ))}
            {report.changes.length === 0 ? null : (
              <ul className="changes">
                {report.changes.map((change) => (
                  <li key={change}>
                    <Text>{change}</Text>
                  </li>
                ))}
              </ul>
            )}
            <NumberCards cards={report.cards} />
            <p className="acts">
              <a className="button strong" href={report.pdf.href}>
                {report.pdf.label}
              </a>
            </p>
            <p className="note">{report.foot}</p>
          </>
        )}
      </main>
    </div>
  )
}
