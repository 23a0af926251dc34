import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatMonth } from '#reports/month/format.ts'
import { datesOf } from '#reports/month/month.server.ts'
import { readList } from '#sql/lists.server.ts'
import { FilterBar } from '../components/filter-bar.tsx'
import { TurnTable } from '../components/tables/turn-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { holds, searchOfFilter, turnFilterOf, type TurnFilter } from '../filters/turn-filter.ts'
import { reportedView } from '../filters/reported.server.ts'
import { searchOf } from '../filters/view.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { sortedTurns, turnRow, turnSortOf } from '../view-models/turns.server.ts'

const ROWS_A_PAGE = 50

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await reportedView(context, request)
  const { locale, company } = context
  const t = wordsOf(locale)
  const { searchParams } = new URL(request.url)
  const filter = turnFilterOf(searchParams)
  const sort = turnSortOf(searchParams)
  const all = await readList(context.store.db, view.directory, 'turns', {
    period: datesOf(view.months.period),
    scope: view.scope,
    as_of: view.as_of,
    language: 'en',
    team: false,
  })
  const rows = sortedTurns(
    all.filter((row) => holds(filter, row)),
    sort,
  )
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE))
  const page = Math.min(pages, Math.max(1, Math.floor(Number(searchParams.get('page') ?? 1)) || 1))
  const { clocks, directory, audience } = view
  const { staff } = context.letterhead
  const of = { locale, t, clocks, directory, audience, staff, search: searchOf(view.bar) }
  const link = (changed: Partial<TurnFilter>) =>
    `/turns${searchOf(view.bar, { ...searchOfFilter({ ...filter, ...changed }), sort: sort.id === 'asked' ? null : sort.id })}`
  return {
    locale,
    company,
    bar: view.bar,
    filter,
    sort,
    page,
    pages,
    audience: view.audience,
    monthTitle: formatMonth(view.months.period.month, locale, 'title'),
    count: rows.length,
    all: all.filter((row) => row['state'] !== 'dismissed').length,
    isToMinute: rows.some((row) => row['is_to_minute'] === true),
    rows: rows.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE).map((row) => turnRow(row, of)),
    links: {
      every: link({ night: false, who: 'everyone', state: 'every' }),
      night: link({ night: !filter.night }),
      people: link({ who: filter.who === 'people' ? 'everyone' : 'people' }),
      bot: link({ who: filter.who === 'bot' ? 'everyone' : 'bot' }),
      due: link({ state: filter.state === 'due' ? 'every' : 'due' }),
      late: link({ state: filter.state === 'late' ? 'every' : 'late' }),
    },
    own: searchOf(view.bar, { ...searchOfFilter(filter), sort: sort.id === 'asked' ? null : sort.id }),
    figures: `/figures/turns${searchOf(view.bar)}`,
    csv: `/turns.csv${searchOf(view.bar, searchOfFilter(filter))}`,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, {
    ru: `Вопросы гостей: ${data?.monthTitle ?? ''}`,
    en: `Guests’ questions: ${data?.monthTitle ?? ''}`,
  })

/** The rows behind a number: exactly those that it counts. */
export default function Turns() {
  const data = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  const { filter, links } = data
  const isOn = {
    every: !filter.night && filter.who === 'everyone' && filter.state === 'every',
    night: filter.night,
    people: filter.who === 'people',
    bot: filter.who === 'bot',
    due: filter.state === 'due',
    late: filter.state === 'late',
  }
  const tags = ['every', 'night', 'people', 'bot', 'due', 'late'] as const
  return (
    <>
      <FilterBar bar={data.bar} monthTitle={data.monthTitle} />
      <h1 className="sentence">{t(data.audience === 'owner' ? 'turns.title' : 'turns.titleStaff')}</h1>
      <p className="note" data-count={data.count}>
        {t(`turns.count.${data.audience}`, { count: data.count })}{' '}
        {data.count === data.all ? '' : t('turns.of', { all: data.all })}
        {data.isToMinute ? ` ${t('turns.toMinute')}` : ''}
      </p>
      <nav className="tags" aria-label={t('turns.title')}>
        {tags.map((tag) => (
          <Link
            key={tag}
            className="tag"
            to={links[tag]}
            aria-current={isOn[tag] ? 'true' : undefined}
            preventScrollReset
          >
            {t(`turns.${tag}`)}
          </Link>
        ))}
      </nav>
      {data.rows.length === 0 ? (
        <p className="second">{t(`turns.none.${data.audience}`)}</p>
      ) : (
        <TurnTable rows={data.rows} sort={data.sort} search={data.own} />
      )}
      {data.pages > 1 ? (
        <nav className="pages" aria-label={t('turns.page', { page: data.page, pages: data.pages })}>
          {data.page > 1 ? (
            <Link className="button" to={`/turns${data.own}&page=${data.page - 1}`}>
              {t('turns.previous')}
            </Link>
          ) : null}
          <span>{t('turns.page', { page: data.page, pages: data.pages })}</span>
          {data.page < data.pages ? (
            <Link className="button" to={`/turns${data.own}&page=${data.page + 1}`}>
              {t('turns.next')}
            </Link>
          ) : null}
        </nav>
      ) : null}
      <p className="foot">
        <a href={data.csv}>{t('bar.csv')}</a>
        {' · '}
        <Link to={data.figures}>{t('figures.all')}</Link>
      </p>
    </>
  )
}
