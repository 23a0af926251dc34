import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { figureRows, labelOf, type FigureRow } from '#reports/month/figure-rows.ts'
import { formatMonth, type Locale } from '#reports/month/format.ts'
import { CATALOGUE, metricsOf, SUBJECTS, type Subject } from '#sql/metrics/index.ts'
import type { Metric } from '#sql/metrics/metric.ts'
import { FilterBar } from '../components/filter-bar.tsx'
import { BreakdownTable } from '../components/tables/breakdown-table.tsx'
import { FigureTable } from '../components/tables/figure-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { figuresViewOf } from '../filters/figures.server.ts'
import { reportedView } from '../filters/reported.server.ts'
import { searchOf, type View } from '../filters/view.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { breakdownOf, dimensionsOf } from '../view-models/breakdown.server.ts'
import { addsHomeNights, monthQuestion, readFigures } from '../view-models/figures.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { view, subject, by } = await figuresViewOf(args, reportedView)
  const { locale, company, store } = args.context
  const t = wordsOf(locale)
  const { months, bar, directory } = view
  const answer = await readFigures(store.db, view, subject, { by })
  const isHomeNights = addsHomeNights(monthQuestion(view, subject, { by }))
  const link = (to: string | null) => `/figures/${subject}${searchOf(bar, { by: to })}`
  return {
    locale,
    company,
    bar,
    subject,
    by,
    audience: view.audience,
    monthTitle: formatMonth(months.period.month, locale, 'title'),
    groups: groupsOf(subject, view).map(({ id, ids }) => ({
      id,
      rows: figureRows(answer, ids, locale, { audience: view.audience, isHomeNights }).map((row) => ({
        ...row,
        // the heading says what the whole group is of
        label: id === 'all' ? row.label : plainLabel(subject, row, view.audience, locale),
      })),
    })),
    breakdown:
      by === null
        ? null
        : breakdownOf(answer, by, { directory, locale, t, isHomeNights, audience: view.audience }),
    subjects: SUBJECTS.map((one) => ({ id: one, to: `/figures/${one}${searchOf(bar)}` })),
    dimensions: dimensionsOf(subject, view).map((one) => ({ id: one, to: link(one) })),
    total: link(null),
    csv: `/figures/${subject}.csv${searchOf(bar, { by })}`,
  }
}

/** Of a form at night or for communication what the metric itself is called. */
function plainLabel(
  subject: Subject,
  { id, label }: FigureRow,
  audience: View['audience'],
  locale: Locale,
): string {
  const metrics = metricsOf(subject)
  const whole = metrics[metrics[id]?.of ?? '']
  return whole === undefined ? label : labelOf(whole, locale, { audience })
}

/** The subject's metrics; those of the night, and of communication, by themselves. Intervals stand in the notes. */
function groupsOf(
  subject: Subject,
  { audience }: Pick<View, 'audience'>,
): { id: 'all' | 'night' | 'communication'; ids: string[] }[] {
  const metrics: Record<string, Metric> = CATALOGUE[subject]
  const shown = Object.keys(metrics).filter(
    // what checks the link is for those who can judge it
    (id) => !/_(low|high|n|p)$/.test(id) && !(audience === 'owner' && id.startsWith('placebo_')),
  )
  const groupOf = (id: string) =>
    metrics[id]?.of !== undefined && id.startsWith('night_')
      ? 'night'
      : id.startsWith('communication_')
        ? 'communication'
        : 'all'
  return (['all', 'night', 'communication'] as const)
    .map((group) => ({ id: group, ids: shown.filter((id) => groupOf(id) === group) }))
    .filter(({ ids }) => ids.length > 0)
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: `Показатели: ${data?.monthTitle ?? ''}`, en: `Figures: ${data?.monthTitle ?? ''}` })

/** Every number of a subject with its definition, and by one dimension. */
export default function Figures() {
  const data = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} />
      <h1 className="sentence">{t('figures.title')}</h1>
      <nav className="tags" aria-label={t('figures.subjects')}>
        {data.subjects.map(({ id, to }) => (
          <Link key={id} className="tag" to={to} aria-current={id === data.subject ? 'true' : undefined}>
            {t(`definitions.subject.${data.audience}.${id}`)}
          </Link>
        ))}
      </nav>
      <nav className="tags" aria-label={t('figures.by')}>
        <Link
          className="tag"
          to={data.total}
          aria-current={data.by === null ? 'true' : undefined}
          preventScrollReset
        >
          {t('figures.total')}
        </Link>
        {data.dimensions.map(({ id, to }) => (
          <Link
            key={id}
            className="tag"
            to={to}
            aria-current={id === data.by ? 'true' : undefined}
            preventScrollReset
          >
            {t(`dimensions.by.${id}`)}
          </Link>
        ))}
      </nav>
      {data.breakdown === null ? (
        data.groups.map(({ id, rows }) => (
          <section key={id} className="section">
            <h2>{t(`figures.group.${id}`)}</h2>
            <FigureTable rows={rows} caption={t(`figures.group.${id}`)} isSoFar={data.bar.is_so_far} />
          </section>
        ))
      ) : data.breakdown.rows.length === 0 ? (
        <p className="second">{t('figures.none')}</p>
      ) : (
        <section className="section">
          <BreakdownTable
            {...data.breakdown}
            head={t(`dimensions.head.${data.by ?? ''}`)}
            caption={t(`dimensions.by.${data.by ?? ''}`)}
          />
        </section>
      )}
      <p className="foot">
        <Link to="/definitions">{t('foot.how')}</Link>
        {' · '}
        <a href={data.csv}>{t('bar.csv')}</a>
      </p>
    </>
  )
}
