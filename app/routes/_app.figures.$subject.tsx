import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatMonth } from '#reports/format.ts'
import { CATALOGUE, SUBJECTS } from '#sql/metrics/index.ts'
import { FilterBar } from '../components/filter-bar.tsx'
import { BreakdownTable } from '../components/tables/breakdown-table.tsx'
import { FigureTable } from '../components/tables/figure-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { figuresViewOf } from '../filters/figures.server.ts'
import { searchOf } from '../filters/view.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { breakdownOf, dimensionsOf } from '../overview/breakdown.server.ts'
import { figureRows, readFigures } from '../overview/figures.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { view, subject, by } = await figuresViewOf(args)
  const { locale, company, store } = args.context
  const t = wordsOf(locale)
  const { months, bar, directory } = view
  const answer = await readFigures(store.db, view, subject, { by })
  const link = (to: string | null) => `/figures/${subject}${searchOf(bar, { by: to })}`
  return {
    ...{ locale, company, bar, subject, by },
    monthTitle: formatMonth(months.period.month, locale, 'title'),
    figures: figureRows(answer, Object.keys(CATALOGUE[subject]), { locale, t, audience: view.audience }),
    breakdown: by === null ? null : breakdownOf(answer, by, { directory, locale, t }),
    subjects: SUBJECTS.map((one) => ({ id: one, to: `/figures/${one}${searchOf(bar)}` })),
    dimensions: dimensionsOf(subject, view).map((one) => ({ id: one, to: link(one) })),
    total: link(null),
    csv: `/figures/${subject}.csv${searchOf(bar, { by })}`,
  }
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
            {t(`definitions.subject.${id}`)}
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
        <section className="section">
          <FigureTable rows={data.figures} caption={t('figures.title')} />
        </section>
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
