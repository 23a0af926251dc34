import type { ScopeSql } from '../directory/gate.ts'
import type { Beside } from './metric.ts'
import { blank, isNamed, namedIn, written, type Columns, type NamedColumn } from './named-columns.ts'

/** What a turn is, as it stood at as_of; a column may name those above it, and those of its facts. */
const turn = ({ at }: ScopeSql): Columns => ({
  kind: "'turn'",
  property_id: 'property_id',
  date: 'date',
  happened_on: 'intDiv(local_hour, 24)',
  local_hour: 'local_hour',
  guest: 'guest',
  channel: 'channel',
  language: 'language',
  topic: 'topic',
  stage: 'stage',
  conversation_id: 'conversation_id',
  thread_group: 'thread_group',
  thread: 'thread',
  opened_at: 'opened_at',
  due_at: 'due_at',
  answered_at: 'answered_at',
  handoff_at: 'handoff_at',
  human_reply_at: 'human_reply_at',
  held_at: 'held_at',
  marked_at: 'marked_at',
  dismissed_at: 'dismissed_at',
  is_night: 'is_night',
  is_off_hours: 'is_off_hours',
  is_first: 'is_first',
  answered_role: 'answered_role',
  is_dismissed: 'dismissed_at between 1 and {as_of:Int64}',
  is_dismissed_late: 'is_dismissed and dismissed_at > due_at',
  is_turn: 'not is_dismissed',
  is_answered: 'answered_at between 1 and {as_of:Int64}',
  is_held: 'is_answered and held_at > 0 and held_at < {as_of:Int64}',
  is_in_time: 'is_answered and answered_at <= due_at and not is_held',
  is_late: 'is_answered and not is_in_time',
  is_overdue: 'is_turn and not is_answered and due_at < {as_of:Int64}',
  is_waiting: 'is_turn and not is_answered and not is_overdue',
  is_due: 'is_turn and not is_waiting',
  wait_s: 'least(86400000, if(is_answered, answered_at, {as_of:Int64}) - opened_at) / 1000',
  answer_s: 'if(is_answered, (answered_at - opened_at) / 1000, inf)',
  by_bot: "is_answered and answered_role = 'bot'",
  by_person: "is_answered and answered_role != 'bot'",
  by_mark: 'is_answered and marked_at between 1 and {as_of:Int64}',
  has_human_reply: 'is_turn and human_reply_at between 1 and {as_of:Int64}',
  human_reply_s: 'least(86400000, human_reply_at - opened_at) / 1000',
  has_handoff: 'is_turn and handoff_at between 1 and {as_of:Int64}',
  handoff_s: 'least(86400000, answered_at - handoff_at) / 1000',
  // pairs of opened and dismissed (0: not): another turn that stood at as_of
  is_reasked: `arrayExists(
            index -> reasked[index] <= {as_of:Int64} and not (reasked[index + 1] between 1 and {as_of:Int64}),
            range(1, length(reasked) + 1, 2)
        )`,
  // no name of somebody who answered on another owner's day
  person: `multiIf(
            not is_answered or not ${at('answered_at')}, '',
            answered_role != 'manager', if(answered_by != '', answered_by, answered_role),
            answered_by != '' and not has({shared_accounts:Array(String)}, answered_by), answered_by,
            on_shift_alone
        )`,
  called_in_time: 'false',
  call_is_due: 'false',
  call_back_s: '0.',
})

/** What a guest's message, a missed call or an autoresponse has of that; all else is nothing (blank). */
const MESSAGE: Columns = {
  kind: 'kind',
  property_id: 'property_id',
  date: 'date',
  happened_on: 'date',
  local_hour: 'local_hour',
  guest: 'guest',
  channel: 'channel',
  language: 'language',
  topic: 'topic',
  stage: 'stage',
  thread_group: 'thread_group',
  opened_at: 'at',
  is_night: '0',
  is_off_hours: '0',
  is_first: '0',
  called_in_time: "kind = 'missed_call' and is_called and called_at - at <= 3600000",
  call_is_due: "kind = 'missed_call' and (is_called or {as_of:Int64} - at > 3600000)",
  call_back_s: 'least(86400000, if(is_called, called_at, {as_of:Int64}) - at) / 1000',
}

/** Arrays of turn_facts, one element a turn. */
const OF_TURN = [
  ...[
    'conversation_id',
    'thread',
    'opened_at',
    'local_hour',
    'is_night',
    'is_off_hours',
    'is_first',
    'due_at',
    'date',
  ],
  ...[
    'answered_at',
    'answered_role',
    'answered_by',
    'answered_home',
    'handoff_at',
    'human_reply_at',
    'held_at',
  ],
  ...['marked_at', 'dismissed_at', 'reasked', 'channel', 'language', 'topic', 'stage'],
]

/**
 * Whose act it is when a manager without a name answers: of those clocked for its home, else of those planned in a shift
 * that was never started, if there is but one.
 */
const ON_SHIFT: Columns = {
  there: `arrayFilter(
                (person, from_at, until_at, homes) ->
                    from_at <= answered_at and answered_at < until_at
                    and answered_home != '' and (empty(homes) or has(homes, answered_home)),
                arrayZip({shift_person:Array(String)}, {shift_is_planned:Array(UInt8)}),
                {shift_from:Array(Int64)}, {shift_until:Array(Int64)}, {shift_homes:Array(Array(String))}
            )`,
  on_shift:
    'arrayDistinct(arrayMap(one -> one.1, arrayFilter(one -> one.2 = arrayMin(other -> other.2, there), there)))',
  on_shift_alone: "if(length(on_shift) = 1, on_shift[1], '')",
}

/**
 * The rows that the metrics of turns count, as they stood at as_of: turns of the homes and dates asked for, and where
 * `messages` are among `also` guest messages, missed calls and autoresponses.
 * @param wanted SQL: of the columns those that it names, since planning and unfolding all of them takes longer than to count
 */
export function turnRows(scope: ScopeSql, also: ReadonlySet<Beside>, { wanted }: { wanted: string }): string {
  const columns = namedIn(turn(scope), wanted)
  const formulas = columns.map(([, formula]) => formula).join(' ')
  const onShift = namedIn(ON_SHIFT, formulas)
  const facts = `${formulas} ${onShift.map(([, formula]) => formula).join(' ')} opened_at date`
  const inside = `${scope.homes} and ${scope.months} and ${scope.dates}`
  const unfolded = OF_TURN.filter((name) => isNamed(name, facts))
  const whole = ['property_id', 'thread_group', 'guest'].filter((name) => isNamed(name, facts))
  return `
    select
        ${columns.map(written).join(',\n        ')}
    from
    (
        select ${[...whole, ...unfolded, ...onShift.map(written)].join(', ')}
        from turn_facts final
        array join ${unfolded.join(', ')}
        where ${inside} and opened_at <= {as_of:Int64}
    )${also.has('messages') ? messageRows(columns, inside) : ''}`
}

function messageRows(columns: readonly NamedColumn[], inside: string): string {
  return `
    union all
    select
        ${columns.map(([name]) => written([name, MESSAGE[name] ?? blank(name)])).join(',\n        ')}
    from
    (
        select
            property_id, thread_group, guest, intDiv(local_hour, 24) as date, m_at as at, m_kind as kind, m_local_hour as local_hour,
            m_called_at as called_at, m_channel as channel, m_language as language, m_topic as topic, m_stage as stage,
            called_at between 1 and {as_of:Int64} as is_called
        from turn_facts final
        array join m_at, m_kind, m_local_hour, m_called_at, m_channel, m_language, m_topic, m_stage
        where ${inside} and m_at <= {as_of:Int64}
    )`
}

/** Dimension → column of the rows above; '' and null are the row without a key. */
export const TURN_DIMENSIONS = {
  property: 'property_id',
  channel: 'channel',
  language: 'language',
  topic: 'topic',
  stage: 'stage',
  guest: 'guest',
  person: 'person',
  hour: 'toString(local_hour % 24)',
  weekday: 'toString((intDiv(local_hour, 24) + 3) % 7 + 1)',
} as const
