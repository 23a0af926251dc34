import type { Night } from '#sql/nights/nights.ts'
import { holds, meets, type Span } from '#sql/time/spans.ts'
import type { Wait } from '#sql/waits.server.ts'
import { DAY_MS, formatDay, HOUR_MS } from '#sql/time/zone.ts'
import { isDanger } from './cases.ts'
import type { Case, Moment, Outcome, Step } from './contents.ts'
import { gapsOf, stepsOfCase, stepsOfGap, stepsOfWait, type Gap } from './steps.ts'

const MOST_MOMENTS = 3
/** What is longer would be no moment. */
const MOST_STEPS = 7

export interface MomentInputs {
  /** of the month, in order of opening */
  waits: readonly Wait[]
  cases: readonly Case[]
  /** one a home and date */
  nights: readonly Night[]
  /** evenings, days since 1970-01-01, of which nobody tells who was there */
  unknown: ReadonlySet<number>
  nameOf: (property_id: string) => string
  /** whether what was done about a case then may be told: sql/directory/gate.ts */
  isHis: (property_id: string, at: number) => boolean
  as_of: number
}

type Seed = { kind: 'wait' | 'gap'; wait: Wait } | { kind: 'case'; one: Case }

/**
 * What an owner should know first, at most three: of the longest late waits at night, the dangerous or late cases and the
 * nights with nobody there while a guest waited, the worst of each in turn; where those are fewer, late waits by day.
 */
export function worstMoments(inputs: MomentInputs): Moment[] {
  const { waits, cases } = inputs
  const late = waits
    .filter(({ is_late, answered_role }) => is_late && answered_role !== 'bot')
    .sort((a, b) => (b.wait_s ?? 0) - (a.wait_s ?? 0))
  const kinds: Seed[][] = [
    late.filter(({ is_night }) => is_night).map((wait) => ({ kind: 'wait', wait })),
    cases
      .filter((one) => isDanger(one) || one.handled_in_time === false)
      .sort((a, b) => weightOf(b) - weightOf(a))
      .map((one) => ({ kind: 'case', one })),
    unattended(inputs).map((wait) => ({ kind: 'gap', wait })),
  ]
  const chosen: Moment[] = []
  const take = (seed: Seed | undefined) => {
    if (seed === undefined || chosen.length === MOST_MOMENTS || isChosen(seed, chosen)) return
    chosen.push(
      seed.kind === 'case' ? caseMoment(seed.one, inputs) : waitMoment(seed.kind, seed.wait, inputs),
    )
  }
  const most = Math.max(...kinds.map(({ length }) => length))
  for (let place = 0; place < most && chosen.length < MOST_MOMENTS; place++)
    for (const seeds of kinds) take(seeds[place])
  for (const wait of late.filter(({ is_night }) => !is_night)) take({ kind: 'wait', wait })
  return chosen.sort((a, b) => a.at - b.at)
}

/** Dangerous and late, dangerous, late; of the late ones that which took longest for what was promised. */
function weightOf(one: Case): number {
  const over = one.handled_in_time === false ? (one.handle_s ?? 0) / one.promise_s : 0
  return (isDanger(one) ? 1e6 : 0) + over
}

/** Waits during which nobody was there, the longest such stretch first. */
function unattended(inputs: MomentInputs): Wait[] {
  const alone_ms = (wait: Wait) =>
    gapsAround(wait, inputs).reduce((sum, gap) => sum + shared_ms(gap, spanOf(wait, inputs.as_of)), 0)
  return inputs.waits
    .filter(({ answered_role }) => answered_role !== 'bot')
    .map((wait) => ({ wait, ms: alone_ms(wait) }))
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => b.ms - a.ms)
    .map(({ wait }) => wait)
}

const shared_ms = (a: Span, b: Span) =>
  Math.max(0, Math.min(a.until_at, b.until_at) - Math.max(a.from_at, b.from_at))

function spanOf({ opened_at, answered_at }: Wait, as_of: number): Span {
  return { from_at: opened_at, until_at: Math.min(answered_at ?? as_of, opened_at + DAY_MS) }
}

function caseSpan({ reported_at, handled_at }: Case, as_of: number): Span {
  const from_at = Date.parse(reported_at)
  return {
    from_at,
    until_at: Math.min(handled_at === null ? as_of : Date.parse(handled_at), from_at + DAY_MS),
  }
}

function gapsAround(wait: Wait, { nights, unknown, as_of }: MomentInputs): Gap[] {
  const span = spanOf(wait, as_of)
  const own = nights.filter(
    ({ property_ids, window, date }) =>
      !unknown.has(date) && property_ids.includes(wait.property_id) && meets(window, span),
  )
  return gapsOf(own).filter((gap) => meets(gap, span))
}

function isChosen(seed: Seed, chosen: readonly Moment[]): boolean {
  return chosen.some((moment) =>
    seed.kind === 'case'
      ? moment.incident_ids.includes(seed.one.incident_id)
      : moment.property_id === seed.wait.property_id &&
        moment.steps.some(({ what, at }) => what === 'asked' && at === seed.wait.opened_at),
  )
}

function waitMoment(kind: 'wait' | 'gap', wait: Wait, inputs: MomentInputs): Moment {
  const { as_of, cases } = inputs
  const span = spanOf(wait, as_of)
  const around = { from_at: span.from_at - HOUR_MS, until_at: span.until_at + HOUR_MS }
  const own = cases.filter(
    ({ property_id, reported_at }) =>
      property_id === wait.property_id && holds(around, Date.parse(reported_at)),
  )
  return momentOf(kind, wait, own, [wait], inputs, answerOutcome(wait, as_of))
}

function caseMoment(one: Case, inputs: MomentInputs): Moment {
  const span = caseSpan(one, inputs.as_of)
  const around = { from_at: span.from_at - HOUR_MS, until_at: span.until_at }
  const own = inputs.waits.filter(
    ({ property_id, opened_at, is_late, topic, answered_role }) =>
      property_id === one.property_id &&
      holds(around, opened_at) &&
      answered_role !== 'bot' &&
      (is_late || topic === one.category),
  )
  return momentOf('case', one, [one], own.slice(0, 1), inputs, {
    what: 'help',
    took_s: one.handle_s,
    promise_s: one.promise_s,
    is_done: one.handled_at !== null,
    is_in_time: one.handled_in_time,
  })
}

function answerOutcome(wait: Wait, as_of: number): Outcome {
  const promise_s = (wait.due_at - wait.opened_at) / 1000
  return {
    what: 'answer',
    took_s: wait.wait_s,
    promise_s,
    is_done: wait.answered_at !== null,
    is_in_time: wait.answered_at === null && wait.due_at >= as_of ? null : !wait.is_late,
  }
}

function momentOf(
  kind: Moment['kind'],
  { property_id }: { property_id: string },
  cases: readonly Case[],
  waits: readonly Wait[],
  inputs: MomentInputs,
  outcome: Outcome,
): Moment {
  const { as_of, nights, nameOf } = inputs
  const isVisible = ({ at }: Step) => inputs.isHis(property_id, at)
  const gaps = waits.flatMap((wait) => gapsAround(wait, inputs))
  const steps = [
    ...waits.flatMap((wait) => stepsOfWait(wait, as_of)),
    ...gaps.flatMap(stepsOfGap),
    ...cases.flatMap((one) => [...stepsOfCase(one), ...endOf(one, as_of)]).filter(isVisible),
  ].sort((a, b) => a.at - b.at)
  const at = Math.min(
    ...waits.map(({ opened_at }) => opened_at),
    ...cases.map(({ reported_at }) => Date.parse(reported_at)),
  )
  const night = nights.find(
    ({ property_ids, window }) => property_ids.includes(property_id) && holds(window, at),
  )
  return {
    kind,
    property_id,
    home: nameOf(property_id),
    at,
    outcome,
    steps: steps.slice(0, MOST_STEPS),
    night: night === undefined ? null : formatDay(night.date),
    incident_ids: cases.map(({ incident_id }) => incident_id),
    conversation_ids: waits.map(({ conversation_id }) => conversation_id),
  }
}

/** Helped is not over: what was broken is put right later, or still is not. */
function endOf({ category, handled_at, resolved_at }: Case, as_of: number): Step[] {
  if (handled_at === null) return [{ at: as_of, what: 'case_open', category }]
  if (resolved_at === null || resolved_at === handled_at) return []
  return [{ at: Date.parse(resolved_at), what: 'case_resolved', category }]
}
