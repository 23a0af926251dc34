import type { Home } from '#reports/month/contents.ts'
import { homeFraction, writtenFraction } from '#reports/month/fractions.ts'
import { besideHome } from '#reports/month/beside-share.ts'
import { formatCount, formatDay, formatStars, formatWait } from '#reports/month/format.ts'
import { audienceKey, type Draft, type RenderContext } from './draft.ts'
import { section } from './section.ts'
import { INK } from './style.ts'
import { MANY_HOMES } from './contents-page.ts'
import { drawTable, headHeight, type Cell, type Column, type Row } from './table.ts'

const DAY_MS = 86_400_000

/** A home's figures as they are printed. */
export interface HomeFigure {
  /** metric with its subject */
  id: string
  label: string
  value: string
  isBad: boolean
  /** below the value, smaller; null: nothing */
  beside: string | null
}

export function homeFigures(context: RenderContext, home: Home): HomeFigure[] {
  const { contents, t, locale } = context
  const { property_id, turns, incidents } = home
  const night = homeFraction(home, 'night_people_in_time_share')
  const reviews = contents.reviews.by_home[property_id]
  const figure = (
    id: string,
    label: string,
    value: string,
    { isBad = false, beside = null }: Partial<Pick<HomeFigure, 'isBad' | 'beside'>> = {},
  ): HomeFigure => ({ id, label, value, isBad, beside })
  return [
    figure(
      'turns.turns',
      t(`pdf.homes.questions.${audienceKey(contents)}`),
      formatCount(turns['turns'] ?? null, locale),
    ),
    figure('turns.night_people_in_time_share', t('pdf.homes.night'), writtenFraction(night, locale), {
      isBad: night !== null && night.part < night.whole,
      beside: besideHome(home, locale),
    }),
    figure(
      'turns.people_wait_p50_s',
      t('pdf.homes.usual'),
      formatWait(turns['people_wait_p50_s'] ?? null, locale).text,
    ),
    figure(
      'incidents.incidents',
      t(`pdf.homes.cases.${audienceKey(contents)}`),
      formatCount(incidents, locale),
    ),
    figure('reviews.stars_mean', t('pdf.homes.stars'), formatStars(reviews?.['stars_mean'] ?? null, locale)),
  ]
}

const WIDTHS = [58, 76, 72, 54, 52]

/** One row a home: questions, how many were answered in time at night, the usual wait, cases, stars. */
export function drawHomes(draft: Draft) {
  const { paper, contents, t } = draft
  const [first] = contents.homes
  // of one home the six numbers and the waits say it all
  const isOne = contents.homes.length === 1 && first?.from === null && first.until === null
  if (first === undefined || isOne) return
  const isMany = contents.homes.length >= MANY_HOMES
  const columns: Column[] = [
    { title: t(`pdf.homes.home.${audienceKey(contents)}`), width: 0 },
    ...homeFigures(draft, first).map(({ label }, index): Column => ({
      title: label,
      width: WIDTHS[index] ?? 60,
      align: 'right',
    })),
  ]
  const rows = contents.homes.map((home): Row => ({
    ...(isMany ? { place: home.name } : {}),
    cells: [
      { text: home.name, small: spanOf(draft, home) },
      ...homeFigures(draft, home).map(({ value, isBad, beside }): Cell => ({
        text: [{ text: value, color: isBad ? INK.bad : INK.ink }],
        ...(beside === null ? {} : { small: beside }),
      })),
    ],
  }))
  section(paper, t(`pdf.homes.title.${audienceKey(contents)}`), null, headHeight(paper, columns, rows))
  drawTable(paper, columns, rows)
}

/** «с 15 октября», where the home was not there all the month. */
function spanOf({ t, locale }: Draft, { from, until }: Home): string {
  const last = until === null ? null : new Date(Date.parse(until) - DAY_MS).toISOString().slice(0, 10)
  return [
    ...(from === null ? [] : [t('pdf.homes.since', { date: formatDay(from, locale) })]),
    ...(last === null ? [] : [t('pdf.homes.until', { date: formatDay(last, locale) })]),
  ].join(' ')
}
