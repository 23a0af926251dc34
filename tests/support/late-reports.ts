/** Words that are told when a plan has begun or a deadline has passed, so that figures might look better for it. */
import fc from 'fast-check'
import type { Known } from '../oracle/placed.ts'
import { know } from '../oracle/placed.ts'
import { planOf, shiftEvents, shiftsAt } from '../oracle/shifts.ts'
import { contains } from '../oracle/spans.ts'
import { readTurns } from '../oracle/turns.ts'
import { everythingReported, type World, type WorldEvent } from '../oracle/world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const word = fc.record({
  what: fc.constantFrom('cancelled', 'anew', 'homes', 'manager', 'no_reply_needed', 'taken'),
  /** Of the shifts with a plan, or of the turns. */
  which: fc.nat(30),
  /** After the planned start, or the deadline. */
  after: fc.constantFrom(1, MINUTE, 20 * MINUTE, HOUR, 5 * HOUR, 11 * HOUR, 23 * HOUR, 72 * HOUR),
  /** A plan's new start, beside the old one. */
  shift: fc.constantFrom(HOUR, -HOUR, 12 * HOUR, -30 * 24 * HOUR),
  /** A mark that names its message. */
  isNamed: fc.boolean(),
  actor: fc.constantFrom(undefined, 'owner', 'manager', 'nameless'),
})
export const words = fc.array(word, { minLength: 1, maxLength: 6, size: 'max' })
type Word = typeof word extends fc.Arbitrary<infer T> ? T : never

/** After every event of a world. */
const AT_LAST = Date.parse('2026-12-01T00:00:00Z')

function lateEvent(
  world: World,
  index: number,
  type: string,
  time: number,
  data: Record<string, unknown>,
): WorldEvent {
  const kept = JSON.parse(JSON.stringify(data)) as Record<string, unknown>
  return {
    specversion: '1.0',
    source: `${world.prefix}-late`,
    id: `late-${index}`,
    type: `butler.${type}.v1`,
    time: new Date(time).toISOString(),
    data: kept,
  }
}

/** A word about a plan that stands and has begun: of a roster read in afterwards, from then on. */
function aboutPlan(world: World, known: Known, { what, which, after, shift }: Word, index: number) {
  const plans = [...shiftEvents(known, AT_LAST)].flatMap(([shift_id, events]) => {
    const { planned, counting } = planOf(events)
    const set = counting.findLast(({ data }) => data.action === 'planned')
    return planned === null || set === undefined ? [] : [{ shift_id, set_at: set.time, ...planned }]
  })
  const plan = plans[which % Math.max(1, plans.length)]
  if (plan === undefined) return null
  const { shift_id, person, set_at, from, until } = plan
  const moved = what === 'anew' ? shift : 0
  const hours = {
    planned_start: new Date(from + moved).toISOString(),
    planned_end: new Date(until + moved).toISOString(),
  }
  return lateEvent(world, index, 'shift', Math.max(from, set_at) + after, {
    shift_id,
    manager_id: what === 'manager' ? `${world.prefix}-m9` : person,
    action: what === 'cancelled' ? 'cancelled' : 'planned',
    ...(what === 'cancelled' ? {} : hours),
    property_ids: what === 'homes' ? [`${world.prefix}-h9`] : undefined,
  })
}

/**
 * A mark after a deadline. It is an act at its own time, and clears whoever may have made it then of not having been
 * there: nobody says it who might be planned at that time.
 */
function aboutTurn(world: World, known: Known, { what, which, after, isNamed, actor }: Word, index: number) {
  const turns = readTurns(known, AT_LAST)
  const turn = turns[which % Math.max(1, turns.length)]
  if (turn === undefined) return null
  const time = turn.due_at + after
  const planned = shiftsAt(known, AT_LAST).some(
    (shift) => shift.planned !== null && contains(shift.planned, time),
  )
  const isManager = actor === 'manager' || actor === 'nameless'
  const role = actor === 'owner' ? 'owner' : isManager && !planned ? 'manager' : undefined
  const { opening } = turn
  return lateEvent(world, index, 'mark', time, {
    conversation_id: opening.data.conversation_id,
    mark: what,
    message: isNamed ? { source: opening.source, id: opening.id } : undefined,
    actor: role && { role, id: actor === 'manager' ? `${world.prefix}-m0` : undefined },
  })
}

/** What is dismissed, of it late, and how many turns opened. */
function counted(known: Known): { dismissed: number; late: number; opened: number } {
  const turns = readTurns(known, AT_LAST)
  const dismissed = turns.filter(({ state }) => state === 'dismissed')
  return {
    dismissed: dismissed.length,
    late: dismissed.filter(({ dismissedLate }) => dismissedLate).length,
    opened: turns.length,
  }
}

/**
 * The words as events of the world: those whose time lies after the start of the plan, or after the deadline of each wait
 * that they dismiss. After a dismissed wait the guest's next message opens a new one, which may be answered on time: a
 * word before it is none of these.
 */
export function withLateReports(world: World, drawn: readonly Word[]): WorldEvent[] {
  const events = [everythingReported, ...world.events]
  const added: WorldEvent[] = []
  drawn.forEach((one, index) => {
    const known = know([...events, ...added], world.default_timezone)
    const isMark = one.what === 'no_reply_needed' || one.what === 'taken'
    const event = (isMark ? aboutTurn : aboutPlan)(world, known, one, index)
    if (event === null) return
    const [before, then] = [
      counted(known),
      counted(know([...events, ...added, event], world.default_timezone)),
    ]
    const isLate = then.dismissed - before.dismissed === then.late - before.late
    if (isLate && then.opened === before.opened) added.push(event)
  })
  return added
}

type Figures = Record<'turns' | 'nights', Readonly<Record<string, number | string | null>>>

const STRICT = ['', 'night_'].flatMap((night) =>
  ['in_time_strict_share', 'people_in_time_strict_share'].map((metric) => night + metric),
)

/** What improved() looks at. */
export const JUDGED = {
  turns: [...STRICT, ...['', 'night_'].flatMap((night) => [`${night}held`, `${night}dismissed_late`])],
  nights: ['no_shows', 'late_starts', 'planned_share'],
}

/** «metric: before → then» of each that looks better than it did. */
export function improved(before: Figures, then: Figures): string[] {
  const of = (figures: Figures, subject: 'turns' | 'nights', metric: string) => {
    const value = figures[subject][metric]
    if (value === undefined) throw new Error(`no figure ${metric}`)
    return Number(value)
  }
  const found = (
    subject: 'turns' | 'nights',
    metric: string,
    isBetter: (was: number, is: number) => boolean,
  ) => {
    const [was, is] = [of(before, subject, metric), of(then, subject, metric)]
    return isBetter(was, is) ? [`${metric}: ${was} → ${is}`] : []
  }
  const lower = (was: number, is: number) => is < was
  // the shares of the product and of the reading may differ in their last digits
  const higher = (was: number, is: number) => is > was + 1e-9
  return [
    ...['no_shows', 'late_starts'].flatMap((metric) => found('nights', metric, lower)),
    ...found('nights', 'planned_share', higher),
    ...STRICT.flatMap((metric) => found('turns', metric, higher)),
    // what was held may be dismissed late instead, which stands beside it
    ...['', 'night_'].flatMap((night) => {
      const dismissed =
        of(then, 'turns', `${night}dismissed_late`) - of(before, 'turns', `${night}dismissed_late`)
      return found('turns', `${night}held`, (was, is) => is + dismissed < was)
    }),
  ]
}
