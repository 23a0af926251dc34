import { fractionIn } from '#reports/month/fractions.ts'
import type { Figures, NightColumn, ReportContents, TrendDot } from '#reports/month/contents.ts'
import type { Company } from '#reports/month/company.ts'
import { sampleCases } from './sample-cases.ts'
import { DAY, DAYS, dice, iso, START } from './sample-dates.ts'
import { sampleHome } from './sample-homes.ts'
import { sampleDots, sampleNights } from './sample-nights.ts'
import { NO_PARTS, sampleBenefit, sampleMoments, sampleReviews } from './sample-parts.ts'

export const COMPANY: Company = {
  name: 'Управляющая компания',
  phone: '+7 812 000-00-00',
  logo: null,
  staff: 'first_name',
}

/** October of three homes: two waited too long, one night was without anyone, four cases. */
export function sampleMonth(changes: Partial<ReportContents> = {}): ReportContents {
  const month = sampleOf(changes)
  return { fractions: sampleFractions(month), ...month }
}

function sampleOf(changes: Partial<ReportContents>): ReportContents {
  return {
    audience: 'owner',
    owner: { owner_id: 'owner-1', name: 'Анна Петрова' },
    timezone: 'Europe/Moscow',
    period: { month: '2026-10', from: '2026-10-01', until: '2026-11-01', is_so_far: false },
    before: { month: '2026-09', from: '2026-09-01', until: '2026-10-01', is_so_far: false },
    as_of: '2026-11-22T20:40:00.000Z',
    data_as_of: '2026-11-22T20:31:00.000Z',
    promise: {
      answer_within_s: 600,
      night_answer_within_s: 600,
      night_from: '22:00',
      night_to: '08:00',
      changed_on: null,
    },
    homes: [
      sampleHome('Марата, 5', 17, 8, 0, 1),
      sampleHome('Невский, 24', 43, 19, 2, 2),
      sampleHome('Рубинштейна, 9', 25, 11, 0, 1),
    ],
    figures: sampleFigures(),
    figures_before: sampleFigures({
      turns: {
        turns: 78,
        night_turns: 36,
        night_people_turns: 36,
        night_people_in_time_share: 33 / 36,
        people_turns: 57,
        late: 3,
        people_wait_p50_s: 240,
        people_wait_max_s: 2460,
      },
      nights: { attended_share: 0.9871 },
      incidents: { incidents: 6, handled_in_time_share: 4 / 6 },
      automation: { undisturbed_nights: 30, disturbed_nights: 0 },
    }),
    not_reported: {},
    since: {},
    people_waits_s: null,
    longest: {
      wait_s: 92 * 60,
      opened_at: '2026-10-14T00:12:00.000Z',
      answered_at: '2026-10-14T01:44:00.000Z',
      property_id: 'nevsky-24',
      conversation_id: 'conversation-9',
    },
    nights: sampleNights(),
    trend: sampleDots(),
    cases: sampleCases(),
    silences: [],
    notes: [
      {
        about_kind: 'report',
        about: '2026-10',
        author: 'Ольга',
        text: 'Месяц вышел спокойный, кроме одной ночи. За неё мы извинились перед гостем и вернули ему половину суток; теперь на смене всегда двое.',
        written_at: '2026-11-02T09:10:00.000Z',
      },
      {
        about_kind: 'night',
        about: '2026-10-13',
        author: 'Ольга',
        text: 'В ночь с 13 на 14 у сменщика разрядился телефон, подмены не было. С 20 октября на смене всегда двое.',
        written_at: '2026-11-03T09:10:00.000Z',
      },
    ],
    definitions: '3fa81c07',
    moments: sampleMoments(),
    disturbed_on: ['2026-10-20'],
    reviews: sampleReviews(),
    benefit: sampleBenefit(),
    ...changes,
  }
}

/** Most waited too long, nobody was there every third night, four sources went silent. */
export function badMonth(): ReportContents {
  const next = dice(9)
  const dots = Array.from({ length: 400 }, (): TrendDot => {
    const day = next() * DAYS
    const is_late = next() < 0.35
    const wait_s = Math.round(is_late ? 620 + next() * next() * 9000 : next() * 600)
    return { opened_at: Math.round(START + day * DAY), day, wait_s, is_late, is_bot: false }
  })
  const nights = sampleNights().map((night, index): NightColumn => {
    const { from_at, until_at } = night
    const third = from_at + (until_at - from_at) / 3
    const rest = { from_at: third, until_at }
    const of = { ...night, turns: 5, late: index % 4, gap_max_s: 0, nobody_max_s: 0 }
    if (index % 3 === 1)
      return { ...of, spans: [{ from_at, until_at, state: 'planned' }], verdict: 'overloaded' }
    if (index % 3 === 2) return { ...of, silences: [rest], verdict: 'no_data' }
    return {
      ...of,
      gap_max_s: (third - from_at) / 1000,
      nobody_max_s: (third - from_at) / 1000,
      verdict: 'nobody',
      spans: [
        { from_at, until_at: third, state: 'nobody' },
        { ...rest, state: 'present' },
      ],
    }
  })
  const silences = ['Авито', 'Телефон', 'Суточно.ру', 'WhatsApp'].map((source, index) => ({
    source,
    from_at: iso(START + index * DAY),
    until_at: index === 3 ? null : iso(START + (index + 0.5) * DAY),
  }))
  return sampleMonth({ trend: { kind: 'dots', dots }, nights, silences })
}

/** A month of which nothing is known. */
export function emptyMonth(changes: Partial<ReportContents> = {}): ReportContents {
  const nothing: Figures = { turns: {}, nights: {}, incidents: {}, automation: {} }
  return sampleMonth({
    homes: [],
    figures: nothing,
    figures_before: nothing,
    longest: null,
    nights: [],
    cases: [],
    notes: [],
    data_as_of: null,
    owner: null,
    trend: { kind: 'dots', dots: [] },
    ...NO_PARTS,
    ...changes,
  })
}

interface FigureChanges {
  turns?: Figures['turns']
  nights?: Figures['nights']
  incidents?: Figures['incidents']
  automation?: Figures['automation']
}

export function sampleFigures(changes: FigureChanges = {}): Figures {
  return {
    turns: {
      turns: 85,
      night_turns: 38,
      late: 2,
      overdue: 0,
      night_late: 2,
      night_overdue: 0,
      waiting: 0,
      night_waiting: 0,
      owner_answered: 0,
      missed_calls: 1,
      people_turns: 61,
      people_in_time_share: 59 / 61,
      people_wait_p50_s: 180,
      people_wait_max_s: 5520,
      night_people_turns: 38,
      night_people_wait_p50_s: 240,
      night_people_in_time_share: 36 / 38,
      night_people_wait_max_s: 5520,
      ...changes.turns,
    },
    nights: {
      nights: 93,
      covered_share: 0.989,
      attended_share: 0.9945,
      planned_share: 1,
      gaps: 1,
      gap_max_s: 6180,
      covered_nights: 92,
      no_shows: 0,
      late_starts: 0,
      late_nights: 1,
      silent_nights: 0,
      overloaded_nights: 0,
      ...changes.nights,
    },
    incidents: {
      incidents: 4,
      handled_in_time_share: 0.75,
      handle_p50_s: 960,
      open: 0,
      owner_disturbed_share: 0.25,
      repeated: 0,
      ...changes.incidents,
    },
    automation: { undisturbed_nights: 30, disturbed_nights: 1, ...changes.automation },
  }
}

/** What the shares of a month are of. */
function sampleFractions({ figures, cases }: ReportContents): ReportContents['fractions'] {
  const due = cases.filter(({ handled_in_time }) => handled_in_time !== null)
  const helped = due.filter(({ handled_in_time }) => handled_in_time === true)
  return {
    nights: {},
    automation: {},
    turns: Object.fromEntries(
      ['', 'night_'].flatMap((form) => {
        const id = `${form}people_in_time_share`
        const inTime = fractionIn({ figures }, 'turns', id)
        return inTime === null ? [] : [[id, [inTime.part, inTime.whole] as const]]
      }),
    ),
    incidents: { handled_in_time_share: [helped.length, due.length] },
  }
}
