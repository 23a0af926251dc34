import type { Values } from '#sql/dated.ts'
import {
  formatCount,
  formatDay,
  formatMonth,
  formatShare,
  formatWait,
  formatWaits,
  ofCount,
  type Part,
} from '#reports/format.ts'
import { momentAt } from '#reports/clocks.ts'
import { capabilityWord } from '#reports/sentence.ts'
import type { Telling } from './draft.ts'
import type { Run } from './lines.ts'
import { INK } from './style.ts'
import { named } from './words.ts'

/** One of the six numbers of the cover: null is "–", with the reason below it. */
export interface Figure {
  /** metric with its subject */
  id: string
  label: string
  value: Part[] | null
  detail: Run | null
  before: string
  /** told only where both months have enough to compare */
  change: { isUp: boolean; isBetter: boolean } | null
}

interface Count {
  n: number
  of: number
}

/** A figure's value on one line. */
export function writtenValue({ value }: Pick<Figure, 'value'>): string {
  if (value === null) return '–'
  return value.map(({ value: number, unit }) => (unit === '' ? number : `${number}\u00a0${unit}`)).join(' ')
}

/** Below this many in either month a change says nothing (docs/rules.md#few-cases). */
const ENOUGH = 20

export function sixNumbers(draft: Telling): Figure[] {
  return [nightInTime, usualWait, longestWait, undisturbedNights, casesInTime, nightPresence].map((number) =>
    number(draft),
  )
}

/**
 * Questions for people answered in time, of those whose time has come, of the night or of all hours; null: not known.
 * As the sentence counts.
 */
export function inTime(turns: Values, form: '' | 'night_'): Count | null {
  const all = told(turns, `${form}people_turns`)
  const share = told(turns, `${form}people_in_time_share`)
  if (all === null) return null
  const of = Math.max(0, all - (told(turns, `${form}waiting`) ?? 0))
  return of > 0 && share === null ? null : ofCount(share ?? 0, of)
}

function nightInTime(draft: Telling): Figure {
  const { contents, words } = draft
  const now = inTime(contents.figures.turns, 'night_')
  const earlier = inTime(contents.figures_before.turns, 'night_')
  const isBots = (told(contents.figures.turns, 'night_turns') ?? 0) > 0
  const isWaiting = (told(contents.figures.turns, 'night_waiting') ?? 0) > 0
  const nobody = isWaiting ? words.why.waiting : isBots ? words.why.botAtNight : words.why.nobodyAtNight
  const reason = now === null ? words.why.notYet : now.of === 0 ? nobody : null
  return {
    id: 'turns.night_people_in_time_share',
    label: named(contents, words.numbers.night),
    value: countParts(draft, now),
    detail: reason === null ? null : { text: reason },
    before: before(draft, earlier?.of === 0 ? words.why.nobodyAtNight : countText(draft, earlier)),
    change: changeOf(now, earlier),
  }
}

function usualWait(draft: Telling): Figure {
  const { contents, words, locale } = draft
  const [now, earlier] = [contents.figures.turns, contents.figures_before.turns]
  const [usual, usualBefore] = [told(now, 'people_wait_p50_s'), told(earlier, 'people_wait_p50_s')]
  const [turns, turnsBefore] = [told(now, 'people_turns') ?? 0, told(earlier, 'people_turns') ?? 0]
  const few = contents.people_waits_s === null ? [] : formatWaits(contents.people_waits_s, locale).parts
  const isTold = few.length > 0 || usual !== null
  const isComparable = few.length === 0 && turns >= ENOUGH && turnsBefore >= ENOUGH
  return {
    id: 'turns.people_wait_p50_s',
    label: named(contents, few.length > 0 ? words.numbers.waits : words.numbers.usual),
    value: !isTold ? null : few.length > 0 ? few : formatWait(usual, locale).parts,
    detail: isTold ? null : { text: nobodyWaited(draft) },
    before: before(draft, waitText(draft, usualBefore)),
    change:
      isComparable && waitText(draft, usual) !== waitText(draft, usualBefore)
        ? { isUp: (usual ?? 0) > (usualBefore ?? 0), isBetter: (usual ?? 0) < (usualBefore ?? 0) }
        : null,
  }
}

function longestWait(draft: Telling): Figure {
  const { contents, words, locale } = draft
  const { longest, figures_before, promise } = contents
  const base = {
    id: 'turns.people_wait_max_s',
    label: named(contents, words.numbers.longest),
    before: before(draft, waitText(draft, told(figures_before.turns, 'people_wait_max_s'))),
    change: null,
  }
  if (longest === null) return { ...base, value: null, detail: { text: nobodyWaited(draft) } }
  const moment = momentAt(contents, longest.property_id, longest.opened_at, locale)
  const isLate = longest.wait_s > Math.max(promise.answer_within_s, promise.night_answer_within_s)
  return {
    ...base,
    value: formatWait(longest.wait_s, locale).parts,
    detail: {
      text: longest.answered_at === null ? `${moment}, ${words.why.unanswered}` : moment,
      color: isLate ? INK.bad : INK.soft,
    },
  }
}

function undisturbedNights(draft: Telling): Figure {
  const { contents, words } = draft
  const count = (values: Values): Count | null => {
    const n = told(values, 'undisturbed_nights')
    return n === null ? null : { n, of: n + (told(values, 'disturbed_nights') ?? 0) }
  }
  const now = count(contents.figures.automation)
  const earlier = count(contents.figures_before.automation)
  return {
    id: 'automation.undisturbed_nights',
    label: named(contents, words.numbers.undisturbed),
    value: countParts(draft, now),
    detail: reasonOf(draft, 'undisturbed_nights', now),
    before: before(draft, countText(draft, earlier)),
    change: changeOf(now, earlier),
  }
}

function casesInTime(draft: Telling): Figure {
  const { contents, words } = draft
  const incidents = told(contents.figures.incidents, 'incidents')
  const due = contents.cases.filter(({ handled_in_time }) => handled_in_time !== null)
  const kept = due.filter(({ handled_in_time }) => handled_in_time === true)
  const now = incidents === null ? null : { n: kept.length, of: due.length }
  const all = told(contents.figures_before.incidents, 'incidents')
  const share = told(contents.figures_before.incidents, 'handled_in_time_share')
  const earlier = all === null || (share === null && all > 0) ? null : ofCount(share ?? 0, all)
  const nothing = incidents === 0 ? words.why.noCases : words.why.casesRunning
  return {
    id: 'incidents.handled_in_time_share',
    label: named(contents, words.numbers.cases),
    value: countParts(draft, now),
    detail: now?.of === 0 ? { text: nothing } : reasonOf(draft, 'incidents', now),
    before: before(draft, earlier?.of === 0 ? words.why.noCases : countText(draft, earlier)),
    change: changeOf(now, earlier),
  }
}

/** Who was really there; where nobody clocks in, who was planned. */
function nightPresence(draft: Telling): Figure {
  const { contents, words, locale } = draft
  const isAttended = told(contents.figures.nights, 'attended_share') !== null
  const isPlanned = !isAttended && told(contents.figures.nights, 'planned_share') !== null
  const metric = isPlanned ? 'planned_share' : 'attended_share'
  const now = told(contents.figures.nights, metric)
  const earlier = told(contents.figures_before.nights, metric)
  return {
    id: `nights.${metric}`,
    label: named(contents, isPlanned ? words.numbers.planned : words.numbers.attended),
    value: now === null ? null : shareParts(formatShare(now, locale)),
    detail: isPlanned ? { text: words.why.clockNotReported } : reasonOf(draft, metric, now),
    before: before(draft, earlier === null ? null : formatShare(earlier, locale)),
    change: null,
  }
}

const told = (values: Values, metric: string): number | null => values[metric] ?? null

const waitText = ({ locale }: Telling, wait_s: number | null) =>
  wait_s === null ? null : formatWait(wait_s, locale).text

function nobodyWaited({ contents, words }: Telling): string {
  return told(contents.figures.turns, 'people_turns') === null ? words.why.notYet : words.why.nobodyWaited
}

/** "36 of 38"; nothing of nothing is not known. */
function countParts({ words, locale }: Telling, count: Count | null): Part[] | null {
  if (count === null || count.of === 0) return null
  return [{ value: formatCount(count.n, locale), unit: words.of(formatCount(count.of, locale)) }]
}

/** «36 из 38»; – where it is not known, or of nothing. */
export function writtenCount(draft: Telling, count: Count | null): string {
  return countText(draft, count) ?? '–'
}

function countText(draft: Telling, count: Count | null): string | null {
  return (
    countParts(draft, count)
      ?.map(({ value, unit }) => `${value}\u00a0${unit}`)
      .join('') ?? null
  )
}

/** «99,4 %» */
function shareParts(text: string): Part[] {
  return [{ value: text.replace(/\s*%$/, ''), unit: '%' }]
}

function before({ contents, words, locale }: Telling, value: string | null): string {
  const month = formatMonth(contents.before.month, locale, 'in', contents.period.from)
  if (value === null) return words.beforeUnknown(month)
  return (contents.before.is_so_far ? words.beforeSameDays : words.before)(month, value)
}

/** Why a number is not there, or from when it is told. */
function reasonOf({ contents, words, locale }: Telling, metric: string, value: unknown): Run | null {
  if (value === null) {
    const capability = contents.not_reported[metric]
    return { text: capability === undefined ? words.why.notYet : capabilityWord(capability, locale) }
  }
  const since = contents.since[metric]
  return since === undefined ? null : { text: words.why.since(formatDay(since, locale)) }
}

function changeOf(now: Count | null, earlier: Count | null): Figure['change'] {
  if (now === null || earlier === null || now.of < ENOUGH || earlier.of < ENOUGH) return null
  const [share, shareBefore] = [now.n / now.of, earlier.n / earlier.of]
  return share === shareBefore ? null : { isUp: share > shareBefore, isBetter: share > shareBefore }
}
