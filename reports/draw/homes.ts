import type { Home } from '#reports/contents.ts'
import { formatCount, formatDay } from '#reports/format.ts'
import type { Draft } from './draft.ts'
import { inTimeAtNight } from './numbers.ts'
import { section } from './section.ts'
import { INK } from './style.ts'
import { drawTable, headHeight, type Cell, type Column } from './table.ts'
import { named } from './words.ts'

const DAY_MS = 86_400_000

/** One row a home: questions, how many were answered in time at night, cases. */
export function drawHomes(draft: Draft) {
  const { paper, contents, words } = draft
  if (contents.homes.length === 0) return
  const columns: Column[] = [
    { title: named(contents, words.homes.home), width: 0 },
    { title: named(contents, words.homes.questions), width: 66, align: 'right' },
    { title: named(contents, words.homes.night), width: 88, align: 'right' },
    { title: named(contents, words.homes.cases), width: 58, align: 'right' },
  ]
  const rows = contents.homes.map((home) => homeRow(draft, home))
  section(paper, named(contents, words.homes.title), null, headHeight(paper, columns, rows))
  drawTable(paper, columns, rows)
}

function homeRow(draft: Draft, home: Home): Cell[] {
  const { words, locale } = draft
  const night = inTimeAtNight(home.turns)
  const isLate = night !== null && night.n < night.of
  return [
    { text: home.name, small: spanOf(draft, home) },
    { text: formatCount(home.turns['turns'] ?? null, locale) },
    night === null || night.of === 0
      ? { text: '–' }
      : {
          text: [
            { text: formatCount(night.n, locale), color: isLate ? INK.bad : INK.ink },
            { text: `\u00a0${words.of(formatCount(night.of, locale))}`, color: INK.soft },
          ],
        },
    { text: formatCount(home.incidents, locale) },
  ]
}

/** «с 15 октября», where the home was not there all the month. */
function spanOf({ words, locale }: Draft, { from, until }: Home): string {
  const last = until === null ? null : new Date(Date.parse(until) - DAY_MS).toISOString().slice(0, 10)
  return [
    ...(from === null ? [] : [words.homes.since(formatDay(from, locale))]),
    ...(last === null ? [] : [words.homes.until(formatDay(last, locale))]),
  ].join(' ')
}
