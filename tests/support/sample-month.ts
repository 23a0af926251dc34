import { fractionIn } from '#reports/month/fractions.ts'
import type {
  Case,
  Figures,
  Home,
  NightColumn,
  ReportContents,
  Trend,
  TrendDot,
} from '#reports/month/contents.ts'
import type { Company } from '#reports/month/company.ts'
import { NO_PARTS, sampleBenefit, sampleMoments, sampleReviews } from './sample-parts.ts'

export const COMPANY: Company = {
  name: 'Управляющая компания',
  phone: '+7 812 000-00-00',
  logo: null,
  staff: 'first_name',
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MINUTE = 60_000
/** Midnight of October 1st in Moscow. */
const START = Date.parse('2026-09-30T21:00:00.000Z')
const DAYS = 31
/** 22:00 on the 13th */
const BAD_NIGHT_AT = START + 12 * DAY + 22 * HOUR

const iso = (at: number) => new Date(at).toISOString()

/** The same numbers each time. */
function dice(seed: number): () => number {
  let state = seed
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
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

/** More than 20 turns a day: a value a day, with two days on which nobody wrote. */
export function busyTrend(turns: number): Trend {
  const next = dice(11)
  return {
    kind: 'lines',
    days: Array.from({ length: DAYS }, (_, day) => {
      const isQuiet = day === 9 || day === 10
      const usual = 120 + next() * 160
      return {
        date: iso(START + day * DAY + 12 * HOUR).slice(0, 10),
        turns: isQuiet ? 0 : Math.round(turns / DAYS),
        wait_p50_s: isQuiet ? null : usual,
        wait_p90_s: isQuiet ? null : day === 13 ? 5520 : usual * (2 + next()),
      }
    }),
  }
}

export function sampleHome(
  name: string,
  turns: number,
  night: number,
  late: number,
  incidents: number,
): Home {
  return {
    property_id: name,
    name,
    from: null,
    until: null,
    incidents,
    turns: {
      turns,
      night_turns: night,
      night_late: late,
      night_overdue: 0,
      night_waiting: 0,
      night_people_turns: night,
      night_people_in_time_share: night === 0 ? null : (night - late) / night,
    },
  }
}

/** As many homes with long names. */
export function manyHomes(count: number): Home[] {
  return Array.from({ length: count }, (_, index) =>
    sampleHome(
      `«Дом & сад <${String(index + 1)}>», набережная канала Грибоедова, 148`,
      ...([10 + index, 4 + (index % 5), index % 4, index % 3] as const),
    ),
  )
}

/** As many cases, late ones first. */
export function manyCases(count: number): Case[] {
  const next = dice(5)
  const categories = ['lock', 'hot_water', 'noise', 'leak', 'wifi', 'power', 'cleaning']
  return Array.from({ length: count }, (_, index) => {
    const promise_s = 900
    const handle_s = Math.round(index < count / 10 ? 1200 + next() * 9000 : 200 + next() * 600)
    return sampleCase({
      incident_id: `case-${String(index)}`,
      category: categories[index % categories.length] ?? 'lock',
      reported_at: iso(START + Math.floor(next() * DAYS * 24 * 60) * MINUTE),
      promise_s,
      handle_s,
      handled_in_time: handle_s <= promise_s,
    })
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

export function sampleNights(): NightColumn[] {
  const next = dice(7)
  return Array.from({ length: DAYS }, (_, index) => {
    const from_at = START + index * DAY + 22 * HOUR
    const until_at = from_at + 10 * HOUR
    const dots = Array.from({ length: Math.floor(next() * 2.9) }, () => ({
      at: from_at + next() * 10 * HOUR,
      is_late: false,
    }))
    const night: NightColumn = {
      date: iso(from_at).slice(0, 10),
      from_at,
      until_at,
      dots,
      turns: dots.length,
      late: 0,
      worst_wait_s: dots.length > 0 ? 240 + index * 7 : null,
      gap_max_s: 0,
      nobody_max_s: 0,
      silences: [],
      spans: [{ from_at, until_at, state: 'present' }],
      verdict: dots.length > 0 ? 'in_time' : 'quiet',
    }
    if (index === 12) return badNight(night)
    if (index === 24) {
      const clocked = from_at + 66 * MINUTE
      night.spans = [
        { from_at, until_at: clocked, state: 'planned' },
        { from_at: clocked, until_at, state: 'present' },
      ]
    }
    return night
  })
}

function badNight(night: NightColumn): NightColumn {
  const { from_at, until_at } = night
  const [gone, back] = [from_at + 298 * MINUTE, from_at + 401 * MINUTE]
  return {
    ...night,
    spans: [
      { from_at, until_at: gone, state: 'present' },
      { from_at: gone, until_at: back, state: 'nobody' },
      { from_at: back, until_at, state: 'present' },
    ],
    dots: [
      { at: from_at + 190 * MINUTE, is_late: false },
      { at: from_at + 312 * MINUTE, is_late: true },
      { at: from_at + 510 * MINUTE, is_late: true },
    ],
    turns: 3,
    late: 2,
    worst_wait_s: 5520,
    gap_max_s: 6180,
    nobody_max_s: 6180,
    verdict: 'nobody',
  }
}

function sampleDots(): Trend {
  const next = dice(3)
  const dots: TrendDot[] = Array.from({ length: 83 }, (_, index) => {
    const day = (index + next()) * (DAYS / 83)
    const wait_s = Math.round((0.8 + next() * next() * 8.6) * 60)
    const is_bot = index % 7 < 2
    return { opened_at: START + day * DAY, day, wait_s: is_bot ? 5 : wait_s, is_late: false, is_bot }
  })
  const late = [
    { opened_at: BAD_NIGHT_AT + 312 * MINUTE, wait_s: 5520 },
    { opened_at: BAD_NIGHT_AT + 510 * MINUTE, wait_s: 660 },
  ].map((wait) => ({ ...wait, day: (wait.opened_at - START) / DAY, is_late: true, is_bot: false }))
  return { kind: 'dots', dots: [...dots, ...late] }
}

export function sampleCase(changes: Partial<Case> = {}): Case {
  const reported_at = changes.reported_at ?? '2026-10-06T05:15:00.000Z'
  const handle_s = changes.handle_s === undefined ? 7800 : changes.handle_s
  return {
    incident_id: 'case-1',
    property_id: 'Невский, 24',
    home: 'Невский, 24',
    category: 'hot_water',
    cause: 'utility',
    severity: 'major',
    playbook: null,
    reported_at,
    opened_at: reported_at,
    handled_at: handle_s === null ? null : iso(Date.parse(reported_at) + handle_s * 1000),
    resolved_at: null,
    handle_s,
    promise_s: 3600,
    handled_in_time: false,
    is_night: false,
    is_owner_notified: false,
    is_repeated: false,
    is_logged_late: false,
    ...changes,
  }
}

function sampleCases(): Case[] {
  const inTime = { handled_in_time: true, cause: null }
  return [
    sampleCase(),
    sampleCase({
      ...inTime,
      incident_id: 'case-2',
      home: 'Рубинштейна, 9',
      category: 'lock',
      handle_s: 540,
      promise_s: 900,
      reported_at: '2026-10-11T20:41:00.000Z',
      is_night: true,
    }),
    sampleCase({
      ...inTime,
      incident_id: 'case-3',
      category: 'noise',
      handle_s: 1080,
      promise_s: 1200,
      reported_at: '2026-10-16T23:06:00.000Z',
      is_night: true,
    }),
    sampleCase({
      ...inTime,
      incident_id: 'case-4',
      home: 'Марата, 5',
      category: 'leak',
      handle_s: 840,
      promise_s: 900,
      reported_at: '2026-10-21T01:02:00.000Z',
      is_night: true,
      is_owner_notified: true,
    }),
  ]
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
