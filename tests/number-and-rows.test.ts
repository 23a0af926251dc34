/**
 * Each number is what its rows come to, counted by hand from `list`; and the same in JSON, in a table and in CSV. What
 * pages show beside these is held by tests/e2e/parity.test.ts.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatAnswer, formatRows } from '../cli/format.ts'
import { csvResponse } from '#app/csv.server.ts'
import type { ListRow } from '#sql/lists.server.ts'
import { metricsOf, SUBJECTS } from '#sql/metrics/index.ts'
import { amount } from './support/amount.ts'
import { testDatabase, type TestDatabase } from './support/database.ts'
import { seedOf } from './support/seed.ts'
import { answers, AT_LAST, eventsOf, replay, rows, worldsArbitrary } from './support/replay.ts'

const SEED = seedOf('numbers and rows')
const RUNS = amount(1, 20)

let one: TestDatabase
beforeAll(async () => {
  console.info(`numbers and rows: SEED=${SEED}, ${RUNS} runs`)
  one = await testDatabase()
})
afterAll(() => one.close())

const number = (all: readonly ListRow[], is: (row: ListRow) => unknown) => all.filter((row) => is(row)).length
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
const sum = (all: readonly ListRow[], name: string) =>
  all.reduce((total, row) => total + Number(row[name]), 0)
const values = (all: readonly ListRow[], name: string) =>
  all.flatMap((row) => (row[name] === null ? [] : [Number(row[name])]))

/** Between the two neighbours (Excel's PERCENTILE.INC); null of nothing. */
function percentile(all: readonly number[], level: number): number | null {
  const sorted = all.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * level
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place))
}

function turnFigures(all: readonly ListRow[], prefix: string): Record<string, number | null> {
  const turns = all.filter(({ state }) => state !== 'dismissed')
  const due = turns.filter(({ state }) => state !== 'waiting')
  const people = (some: readonly ListRow[]) => some.filter((row) => row['answered_role'] !== 'bot')
  const inTime = (some: readonly ListRow[]) => number(some, ({ state }) => state === 'in_time')
  const own = {
    turns: turns.length,
    ...Object.fromEntries(
      ['in_time', 'late', 'overdue', 'waiting'].map((name) => [
        name,
        number(turns, ({ state }) => state === name),
      ]),
    ),
    answered: number(turns, (row) => row['answered_at'] !== null),
    dismissed: all.length - turns.length,
    held: number(turns, (row) => row['is_held']),
    in_time_share: share(inTime(due), due.length),
    wait_p50_s: percentile(values(due, 'wait_s'), 0.5),
    wait_p90_s: percentile(values(due, 'wait_s'), 0.9),
    wait_max_s: percentile(values(due, 'wait_s'), 1),
    first_wait_p50_s: percentile(
      values(
        due.filter((row) => row['is_first']),
        'wait_s',
      ),
      0.5,
    ),
    people_turns: people(turns).length,
    people_in_time_share: share(inTime(people(due)), people(due).length),
    people_wait_p90_s: percentile(values(people(due), 'wait_s'), 0.9),
    bot_share: share(
      number(turns, (row) => row['answered_role'] === 'bot'),
      number(turns, (row) => row['answered_at'] !== null),
    ),
    handoffs: number(turns, (row) => row['handoff_at'] !== null),
    owner_answered: number(turns, (row) => row['answered_role'] === 'owner'),
  }
  return Object.fromEntries(Object.entries(own).map(([id, value]) => [prefix + id, value]))
}

const FROM_ROWS: Record<
  (typeof SUBJECTS)[number],
  (lists: Record<string, ListRow[]>) => Record<string, number | null>
> = {
  turns: ({ turns = [] }) => ({
    ...turnFigures(turns, ''),
    ...turnFigures(
      turns.filter((row) => row['is_night']),
      'night_',
    ),
  }),
  nights: ({ nights = [], gaps = [] }) => ({
    nights: nights.length,
    covered_share: share(sum(nights, 'clocked_s'), sum(nights, 'window_s')),
    attended_share: share(sum(nights, 'attended_s'), sum(nights, 'window_s')),
    planned_share: share(sum(nights, 'planned_s'), sum(nights, 'window_s')),
    language_covered_share: share(sum(nights, 'language_s'), sum(nights, 'window_s')),
    gaps: gaps.length,
    gap_max_s: Math.max(0, ...values(gaps, 'gap_s')),
    covered_nights: number(nights, (row) => Number(row['gap_max_s']) <= 600),
    late_nights: number(nights, (row) => row['is_late']),
    silent_nights: number(nights, (row) => row['is_silent']),
    overloaded_nights: number(nights, (row) => row['is_overloaded']),
  }),
  incidents: ({ incidents: all = [] }) => {
    const incidents = all.filter((row) => !row['is_request'] && !row['is_cancelled'])
    return {
      incidents: incidents.length,
      requests: number(all, (row) => row['is_request'] && !row['is_cancelled']),
      cancelled: number(all, (row) => row['is_cancelled'] && !row['is_request']),
      open: number(incidents, (row) => row['resolved_at'] === null),
      resolved: number(incidents, (row) => row['resolved_at'] !== null),
      reopened: number(incidents, (row) => row['is_reopened']),
      escalated: number(incidents, (row) => row['is_escalated']),
      logged_late: number(incidents, (row) => row['is_logged_late']),
      repeated: number(incidents, (row) => row['is_repeated']),
      handle_p50_s: percentile(values(incidents, 'handle_s'), 0.5),
      handle_p90_s: percentile(values(incidents, 'handle_s'), 0.9),
      handled_in_time_share: share(
        number(incidents, (row) => row['handled_in_time']),
        values(incidents, 'handle_s').length,
      ),
      owner_disturbed_share: share(
        number(incidents, (row) => row['is_owner_notified']),
        incidents.length,
      ),
      playbook_share: share(
        number(incidents, ({ playbook }) => playbook !== null),
        incidents.length,
      ),
    }
  },
  reviews: ({ reviews = [] }) => ({
    reviews: reviews.length,
    unlinked_reviews: number(reviews, (row) => !row['is_linked']),
    stars_mean: share(sum(reviews, 'stars'), reviews.length),
    five_star_share: share(
      number(reviews, (row) => Number(row['stars']) >= 4.75),
      reviews.length,
    ),
  }),
  automation: ({ stays = [] }) => {
    const known = stays.filter(({ guest }) => guest !== null)
    const sent = (name: string) => number(stays, (row) => row[`${name}_at`] !== null)
    return {
      stays: stays.length,
      returning_share: share(
        number(known, ({ guest }) => guest === 'returning'),
        known.length,
      ),
      proactive_share: share(
        number(
          stays,
          (row) =>
            row['checkin_instructions_at'] !== null &&
            String(row['checkin_instructions_at']) < String(row['check_in_at']),
        ),
        stays.length,
      ),
      review_request_share: share(sent('review_request'), stays.length),
      booking_confirmation_share: share(sent('booking_confirmation'), stays.length),
      welcome_book_share: share(sent('welcome_book'), stays.length),
      survey_response_share: share(
        number(stays, (row) => row['is_surveyed']),
        stays.length,
      ),
    }
  },
}

/** Cells of a CSV without quoted ones. */
const cellsOf = (csv: string) =>
  csv
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))

test(
  'each number is what its rows come to, and its CSV says it unrounded',
  { timeout: 120_000 + RUNS * 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(worldsArbitrary(amount(4, 6)), fc.nat(40), async (worlds, m) => {
        const directory = await replay(one, eventsOf(worlds))
        const moments = worlds.flatMap(({ moments }) => moments)
        const query = { as_of: m < 10 ? AT_LAST : (moments[m % moments.length] ?? AT_LAST) }
        const lists: Record<string, ListRow[]> = {}
        for (const list of ['turns', 'nights', 'gaps', 'incidents', 'reviews', 'stays'] as const)
          lists[list] = await rows(one, directory, list, query)
        const figures = await answers(one, directory, query)
        for (const subject of SUBJECTS) {
          const { total } = figures[subject]
          for (const [id, value] of Object.entries(FROM_ROWS[subject](lists))) {
            if (value === null) expect([id, total[id]]).toEqual([id, null])
            else expect([id, total[id]]).toEqual([id, expect.closeTo(value, 6)])
          }
          const [head = [], line = []] = cellsOf(formatAnswer(figures[subject], 'csv'))
          for (const id of Object.keys(metricsOf(subject))) {
            const cell = line[head.indexOf(id)]
            expect([id, cell === '' ? null : Number(cell)]).toEqual([id, total[id]])
          }
        }
        // the file of a page, and of the command line, and the table of rows
        const turns = lists['turns'] ?? []
        if (turns.length === 0) return
        expect((await csvResponse(turns, 'turns.csv').text()).replace('\uFEFF', '')).toBe(
          formatRows(turns, 'csv', {}),
        )
        const [head = [], ...lines] = cellsOf(formatRows(turns, 'csv', {}))
        expect(lines).toHaveLength(turns.length)
        expect(lines.map((cells) => cells[head.indexOf('wait_s')])).toEqual(
          turns.map((row) => (row['wait_s'] === null ? '' : String(row['wait_s']))),
        )
      }),
      { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: 200_000 },
    )
  },
)

test('percentiles as published: PERCENTILE.INC of Excel’s help page, numpy.percentile of numpy’s', async () => {
  // support.microsoft.com, PERCENTILE.INC function: 1, 3, 2, 4 at 0.3 is 1.9
  // numpy.org, numpy.percentile: [[10, 7, 4], [3, 2, 1]] at 50 is 3.5
  const [row] = await one.db.read<Record<string, number>>(
    `select
        quantileExactInclusive(0.3)(arrayJoin([1, 3, 2, 4])) as excel,
        (select quantileExactInclusive(0.5)(arrayJoin([10, 7, 4, 3, 2, 1]))) as numpy`,
  )
  expect(row?.['excel']).toBeCloseTo(1.9, 12)
  expect(row?.['numpy']).toBeCloseTo(3.5, 12)
})
