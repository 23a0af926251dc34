import type { Values } from '#sql/dated.ts'
import type { Unit } from '#sql/metrics/metric.ts'
import type { Case, MonthContents } from './contents.ts'
import type { EditionChange } from './edition.ts'
import {
  formatCount,
  formatDuration,
  formatNight,
  formatValue,
  formatWait,
  formatWaits,
  ofCount,
  type Locale,
} from './format.ts'
import { categoryWord, verdictWord } from './sentence.ts'
import { mailWords } from './words/mail.ts'

/** A figure as a report prints it. */
interface Printed {
  /** metric, such as turns.people_in_time_share; of a home followed by @property_id */
  id: string
  label: string
  value: string
}

/**
 * What a reader of two reports of one month sees changed: figures as they are printed, verdicts of nights, outcomes of
 * cases. Time that merely went by changes none of them.
 */
export function changesBetween(before: MonthContents, after: MonthContents, locale: Locale): EditionChange[] {
  return [
    ...differing('figure', figuresOf(before, locale), figuresOf(after, locale), '–', '–'),
    ...differing('night', nightsOf(before, locale), nightsOf(after, locale), '–', '–'),
    ...differing(
      'case',
      casesOf(before, locale),
      casesOf(after, locale),
      mailWords(locale).case.none,
      mailWords(locale).case.gone,
    ),
  ]
}

function differing(
  kind: EditionChange['kind'],
  before: readonly Printed[],
  after: readonly Printed[],
  none: string,
  gone: string,
): EditionChange[] {
  const [old, now] = [byId(before), byId(after)]
  return [...new Map([...old, ...now])].flatMap(([id, { label }]) => {
    const change = { before: old.get(id)?.value ?? none, after: now.get(id)?.value ?? gone }
    return change.before === change.after ? [] : [{ kind, id, label, ...change }]
  })
}

const byId = (printed: readonly Printed[]) => new Map(printed.map((one) => [one.id, one]))

/** What the catalogue's values are written with; the shares as a count of those that they are a share of. */
const UNITS: Record<string, Unit | 'wait'> = {
  'turns.turns': 'count',
  'turns.night_turns': 'count',
  'turns.late': 'count',
  'turns.overdue': 'count',
  'turns.night_late': 'count',
  'turns.night_overdue': 'count',
  'turns.people_wait_p50_s': 'wait',
  'turns.night_people_wait_p50_s': 'wait',
  'turns.people_wait_max_s': 'wait',
  'incidents.incidents': 'count',
  'automation.undisturbed_nights': 'count',
  'reviews.reviews': 'count',
  'reviews.stars_mean': 'stars',
}

/** What reports say of reviews beside the month, where they do. */
type WithReviews = MonthContents & { reviews?: { answer: { total: Values } } }

function figuresOf(contents: MonthContents, locale: Locale): Printed[] {
  const { figures, homes, people_waits_s, cases } = contents
  const { of, figures: labels } = mailWords(locale)
  const values: Record<string, Values> = {
    ...figures,
    reviews: (contents as WithReviews).reviews?.answer.total ?? {},
  }
  const valueOf = (id: string): number | null => {
    const [subject = '', metric = ''] = id.split('.')
    return values[subject]?.[metric] ?? null
  }
  const written = (id: string, unit: Unit | 'wait') => {
    if (id === 'turns.people_wait_p50_s' && people_waits_s !== null)
      return formatWaits(people_waits_s, locale).text
    const value = valueOf(id)
    return unit === 'wait' ? formatWait(value, locale).text : formatValue(value, unit, locale)
  }
  const counted = (count: { n: number; of: number } | null) =>
    count === null ? '–' : of(formatCount(count.n, locale), formatCount(count.of, locale))
  const due = cases.filter(({ handled_in_time }) => handled_in_time !== null)
  const presence =
    valueOf('nights.attended_share') === null ? 'nights.planned_share' : 'nights.attended_share'
  const all: [string, string][] = [
    ['turns.night_people_in_time_share', counted(inTime(figures.turns, 'night_'))],
    ['turns.people_in_time_share', counted(inTime(figures.turns, ''))],
    ...Object.entries(UNITS).map(([id, unit]): [string, string] => [id, written(id, unit)]),
    [
      'incidents.handled_in_time_share',
      counted(
        valueOf('incidents.incidents') === null
          ? null
          : { n: due.filter(({ handled_in_time }) => handled_in_time === true).length, of: due.length },
      ),
    ],
    [presence, formatValue(valueOf(presence), 'share', locale)],
  ]
  const ofHomes = homes.flatMap(({ property_id, name, turns, incidents }): [string, string, string][] => [
    [`turns.turns@${property_id}`, name, formatCount(turns['turns'] ?? null, locale)],
    [`turns.night_people_in_time_share@${property_id}`, name, counted(inTime(turns, 'night_'))],
    [`incidents.incidents@${property_id}`, name, formatCount(incidents, locale)],
  ])
  return [
    ...all.map(([id, value]) => ({ id, label: labels[id] ?? id, value })),
    // one home says nothing that the whole does not say
    ...(homes.length < 2
      ? []
      : ofHomes.map(([id, name, value]) => ({
          id,
          label: `${labels[id.split('@')[0] ?? ''] ?? id}, ${name}`,
          value,
        }))),
  ]
}

/** Questions for people that were due, and of them those in time. */
function inTime(turns: Values, night: 'night_' | ''): { n: number; of: number } | null {
  const asked = turns[`${night}people_turns`] ?? null
  if (asked === null) return null
  const of = Math.max(0, asked - (turns[`${night}waiting`] ?? 0))
  const share = turns[`${night}people_in_time_share`] ?? null
  return of > 0 && share === null ? null : ofCount(share ?? 0, of)
}

function nightsOf({ nights }: MonthContents, locale: Locale): Printed[] {
  return nights.map(({ date, verdict }) => ({
    ...{ id: date, value: verdictWord(verdict, locale) },
    label: capital(formatNight(date, locale)),
  }))
}

function casesOf({ cases }: MonthContents, locale: Locale): Printed[] {
  return cases.map((one) => ({
    id: one.incident_id,
    label: `${categoryWord(one.category, locale)}, ${one.home}`,
    value: outcomeOf(one, locale),
  }))
}

/** Whether the guest was helped, and how: what does not grow while nobody does. */
function outcomeOf({ handled_at, handled_in_time, handle_s, resolved_at }: Case, locale: Locale): string {
  const words = mailWords(locale).case
  const helped =
    handled_at === null || handle_s === null
      ? words.notHelped
      : words.after(
          handled_in_time === false ? words.late : words.inTime,
          formatDuration(handle_s, locale).text,
        )
  return resolved_at === null ? helped : `${helped}, ${words.resolved}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
