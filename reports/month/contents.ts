import type { Assumptions } from '#sql/directory/assumptions.ts'
import type { Fractions, Values } from '#sql/aggregate.ts'
import type { Verdict } from '#sql/ledger/verdict.ts'
import type { Subject } from '#sql/metrics/index.ts'
import type { Clocks } from './clocks.ts'

/**
 * What a month's page and its report say: numbers and plain facts, no words. The page, the PDF, the JSON and the CSV of
 * a month are made from one of these, so that their figures are equal. Times RFC 3339 UTC, dates local, `until` is the
 * first that no longer belongs; shares 0–1, durations seconds; null is "not known".
 */
export interface MonthContents extends Clocks {
  audience: 'owner' | 'management'
  /** null: management */
  owner: { owner_id: string; name: string } | null
  period: MonthPeriod
  /** the month before, cut to the same days where the month is not over */
  before: MonthPeriod
  as_of: string
  /** time of the latest event that had come in, of an owner's month of the latest at his homes; null without any */
  data_as_of: string | null
  /** in force at the end of the period, or of the first home's part of it, at that home */
  promise: SlaTarget
  /** homes and their figures, by name */
  homes: Home[]
  figures: Figures
  /** of the month before; its values are null where nothing was reported then, and absent where nothing was told at all */
  figures_before: Figures
  /** part and whole of the shares among them; absent in what was sealed before this was told */
  fractions?: Record<keyof Figures, Fractions>
  fractions_before?: Record<keyof Figures, Fractions>
  /** metric → capability that nobody reports yet, such as owner_contact */
  not_reported: Record<string, string>
  /** metric → first local date from which it is told, where that lies inside the period */
  since: Record<string, string>
  /** the waits themselves, ascending, where fewer than five are told: a median of so few says nothing */
  people_waits_s: number[] | null
  /** questions that people answered too late, or not at all, in order; absent in what was sealed before this was told */
  late_waits?: LateWait[]
  /** the longest wait for a person, null without any */
  longest: LongestWait | null
  /** one a night of the period that has begun, in order; several homes share a column */
  nights: NightColumn[]
  trend: Trend
  /** incidents of the period without requests and cancelled ones: late first, then by time */
  cases: Case[]
  /** sources that went silent in the period, in order */
  silences: Silence[]
  /** what staff wrote for the owner about nights and cases of the period */
  notes: Note[]
  /** edition of the rules and checksum of the definitions that the numbers rest on: «2-3fa81c07» */
  definitions: string
}

export interface MonthPeriod {
  /** YYYY-MM */
  month: string
  from: string
  until: string
  /** the month is not over: `until` is today */
  is_so_far: boolean
}

export interface SlaTarget {
  answer_within_s: number
  night_answer_within_s: number
  /** local clock, such as 22:00 */
  night_from: string
  night_to: string
  /** local date on which another promise came into force inside the period, null where none did */
  changed_on: string | null
}

/** A month with what its report alone says: pages don't pay for reading it. */
export interface ReportContents extends MonthContents {
  /** at most three, in order of time: what an owner should know first */
  moments: Moment[]
  /** evenings of the nights in which the owner was disturbed; null: nobody reports it */
  disturbed_on: string[] | null
  reviews: ReviewsContents
  benefit: BenefitContents
}

/** A part of an answer of the catalogue: metric → value, and why some are not known. */
export interface Answered {
  subject: Subject
  total: Values
  /** of the period before; absent where there is nothing to compare */
  before?: Values
  /** share → part and whole; absent in what was sealed before this was told */
  of?: Fractions
  before_of?: Fractions
  not_reported: Record<string, string>
  /** metric → why it is null although it is reported; absent in what was sealed before this was told */
  nothing_to_count?: Record<string, string>
  since: Record<string, string>
  /** ratio → at how many homes of how many it is told, where that is not all (docs/rules.md#told-in-part) */
  counted_at?: Record<string, readonly [homes: number, of: number]>
}

/** A moment that went badly or could have: what happened, from its beginning to its end. */
export interface Moment {
  kind: 'wait' | 'case' | 'gap'
  property_id: string
  home: string
  /** ms UTC of its first step */
  at: number
  /** the evening of the night in which it fell; null: by day */
  night: string | null
  steps: Step[]
  outcome: Outcome
  /** what notes may be about, beside its night */
  incident_ids: string[]
  conversation_ids: string[]
}

/** How a moment ended: the answer, or the help, against what was promised. */
export interface Outcome {
  what: 'answer' | 'help'
  /** until as_of where it has not come; null while the time promised is not over */
  took_s: number | null
  promise_s: number
  is_done: boolean
  /** null while the time promised is not over */
  is_in_time: boolean | null
}

/** One line of what happened, without words. */
export type Step = { at: number } & (
  | { what: 'asked'; topic: string; is_late: boolean }
  | { what: 'answered'; by: 'people' | 'bot' | 'owner'; wait_s: number; is_late: boolean }
  /** not answered by as_of, which is `at` */
  | { what: 'unanswered' }
  | { what: 'nobody_from' | 'nobody_until' | 'unseen_from' | 'unseen_until' }
  | { what: 'case_reported'; category: string }
  | { what: 'case_handled'; category: string; handle_s: number; is_late: boolean }
  | { what: 'case_resolved'; category: string }
  /** neither helped nor over by as_of, which is `at` */
  | { what: 'case_open'; category: string }
)

export interface ReviewsContents {
  /** the month's figures, and those of the 365 days that end with it */
  answer: Answered
  /** homes with reviews: property_id → reviews, stars_mean */
  by_home: Record<string, Values>
  /** the low ones first, of equal ones the latest */
  rows: ReviewFacts[]
}

/** A review with the service that its stay had got until it was written. */
export interface ReviewFacts {
  review_id: string
  property_id: string
  home: string
  platform: string
  /** local date */
  date: string
  written_at: string
  /** 1–5 */
  stars: number | null
  /** false: nobody can tell its stay, and the rest is null */
  is_linked: boolean
  wait_max_s: number | null
  late: number | null
  incidents: number | null
  /** null without an incident */
  incidents_handled_in_time: boolean | null
}

export interface BenefitContents {
  answer: Answered
  /** what guests asked about, questions a stay, the most frequent first */
  topics: { topic: string; questions_per_stay: number }[]
  assumptions: Assumptions
}

/** Values of the catalogue, by metric id. */
export interface Figures {
  turns: Values
  nights: Values
  incidents: Values
  automation: Values
}

export interface Home {
  property_id: string
  name: string
  /** inside the period: local date of the first, and the first no longer, where the home was not in scope all the time */
  from: string | null
  until: string | null
  turns: Values
  /** part and whole of its shares; absent in what was sealed before this was told */
  fractions?: Fractions
  incidents: number | null
}

export interface LateWait {
  /** evening of the night in whose hours it opened, also of one before the period; null: by day */
  night: string | null
  wait_s: number
  is_answered: boolean
  /** the same for the questions of one guest */
  guest: number
}

export interface LongestWait {
  wait_s: number
  opened_at: string
  answered_at: string | null
  property_id: string
  /** its thread's timeline is found by the conversation and the moment of opening */
  conversation_id: string
}

export interface NightColumn {
  /** the evening on which it begins */
  date: string
  /**
   * the whole window of the homes' nights, also where it is not over. All times of a column are ms UTC by the clock of
   * `timezone`: homes with another clock lie in it as theirs showed the night, 22:00 on 22:00
   */
  from_at: number
  until_at: number
  /**
   * what has passed of the window, disjoint and in order; at the home where it was worst: nobody before planned (in a
   * plan only) before unclocked (at work, but no shift was clocked) before present (clocked or seen). Of a running night
   * the plan to its end. Empty where presence is not reported.
   */
  spans: NightSpan[]
  /** night turns whose window this is, dismissed ones left out */
  turns: number
  /** of them late or overdue */
  late: number
  /** the turns themselves; of more than 12 only the late ones */
  dots: { at: number; is_late: boolean }[]
  /** longest wait of its night turns, null without one */
  worst_wait_s: number | null
  /** longest stretch in which nobody was clocked or seen at one of the homes; null where presence is not reported */
  gap_max_s: number | null
  /** the same in which nobody was even planned: what may be told as nobody */
  nobody_max_s: number | null
  /** silent stretches of sources */
  silences: { from_at: number; until_at: number }[]
  verdict: Verdict
  /** what else was wrong beside that; absent in what was sealed before this was told */
  also?: ('silent' | 'overloaded')[]
  /** the night is not over by as_of: what has been so far; absent where it is, and in what was sealed before this was told */
  running?: RunningNight
}

export interface RunningNight {
  /** time of the latest event that had come in: nothing is claimed of what is later, but for the plan */
  until_at: number
  /** of its turns those that wait within the promised time */
  waiting: number
}

export interface NightSpan {
  from_at: number
  until_at: number
  state: 'present' | 'unclocked' | 'planned' | 'nobody'
}

/** Fewer than 20 turns a day on average are dots; more are lines, a value a day. */
export type Trend = { kind: 'dots'; dots: TrendDot[] } | { kind: 'lines'; days: TrendDay[] }

export interface TrendDot {
  /** ms UTC, and the days since the period's beginning on the home's clock, such as 12.5 at noon of the 13th day */
  opened_at: number
  day: number
  /** absent in what was sealed before this was told */
  property_id?: string
  wait_s: number
  is_late: boolean
  is_bot: boolean
}

/** Waits for people on a day; null without one. */
export interface TrendDay {
  date: string
  turns: number
  wait_p50_s: number | null
  wait_p90_s: number | null
}

export interface Case {
  incident_id: string
  property_id: string
  home: string
  category: string
  cause: string | null
  severity: string
  playbook: string | null
  reported_at: string
  opened_at: string
  handled_at: string | null
  resolved_at: string | null
  /** until the guest was helped; until as_of where he was not; null while the time promised is not over */
  handle_s: number | null
  /** what was promised for this category */
  promise_s: number
  /** null while the time promised is not over */
  handled_in_time: boolean | null
  is_night: boolean
  /** null: nobody reports it */
  is_owner_notified: boolean | null
  is_repeated: boolean
  is_logged_late: boolean
}

export interface Silence {
  /** name of the source, as the directory tells it */
  source: string
  from_at: string
  /** null: it has not come back by as_of */
  until_at: string | null
}

export interface Note {
  /** 'night' (about = local date), 'incident_id', 'conversation_id', 'report' (about = month) */
  about_kind: string
  about: string
  /** '' where it is about no home in particular; absent in what was sealed before this was told */
  property_id?: string
  text: string
  author: string
  written_at: string
}
