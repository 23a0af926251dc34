import type { Home } from '#reports/month/contents.ts'
import { homeFraction, writtenFraction } from '#reports/month/fractions.ts'
import { formatCount, formatDay, formatStars, formatWait } from '#reports/month/format.ts'
import type { Draft, Telling } from './draft.ts'
import { section } from './section.ts'
import { INK } from './style.ts'
import { MANY_HOMES } from './contents-page.ts'
import { drawTable, headHeight, type Cell, type Column, type Row } from './table.ts'
import { named, type Named } from './words.ts'

const DAY_MS = 86_400_000

/** A home's figures as they are printed. */
export interface HomeFigure {
  /** metric with its subject */
  id: string
  label: string
  value: string
  isBad: boolean
}

export function homeFigures(telling: Telling, home: Home): HomeFigure[] {
  const { contents, words, locale } = telling
  const { property_id, turns, incidents } = home
  const night = homeFraction(home, 'night_people_in_time_share')
  const reviews = contents.reviews.by_home[property_id]
  const figure = (id: string, name: Named, value: string, isBad = false): HomeFigure => ({
    ...{ id, label: named(contents, name), value, isBad },
  })
  return [
    figure('turns.turns', words.homes.questions, formatCount(turns['turns'] ?? null, locale)),
    figure(
      'turns.night_people_in_time_share',
      words.homes.night,
      writtenFraction(night, locale),
      night !== null && night.part < night.whole,
    ),
    figure(
      'turns.people_wait_p50_s',
      words.homes.usual,
      formatWait(turns['people_wait_p50_s'] ?? null, locale).text,
    ),
    figure('incidents.incidents', words.homes.cases, formatCount(incidents, locale)),
    figure('reviews.stars_mean', words.homes.stars, formatStars(reviews?.['stars_mean'] ?? null, locale)),
  ]
}

const WIDTHS = [58, 76, 72, 54, 52]

/** One row a home: questions, how many were answered in time at night, the usual wait, cases, stars. */
export function drawHomes(draft: Draft) {
  const { paper, contents, words } = draft
  const [first] = contents.homes
  // of one home the six numbers and the waits say it all
  const isOne = contents.homes.length === 1 && first?.from === null && first.until === null
  if (first === undefined || isOne) return
  const isMany = contents.homes.length >= MANY_HOMES
  const columns: Column[] = [
    { title: named(contents, words.homes.home), width: 0 },
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
      ...homeFigures(draft, home).map(({ value, isBad }): Cell => ({
        text: [{ text: value, color: isBad ? INK.bad : INK.ink }],
      })),
    ],
  }))
  section(paper, named(contents, words.homes.title), null, headHeight(paper, columns, rows))
  drawTable(paper, columns, rows)
}

/** «с 15 октября», where the home was not there all the month. */
function spanOf({ words, locale }: Draft, { from, until }: Home): string {
  const last = until === null ? null : new Date(Date.parse(until) - DAY_MS).toISOString().slice(0, 10)
  return [
    ...(from === null ? [] : [words.homes.since(formatDay(from, locale))]),
    ...(last === null ? [] : [words.homes.until(formatDay(last, locale))]),
  ].join(' ')
}
