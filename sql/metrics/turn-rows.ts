import type { ScopeSql } from '../gate.ts'
import type { Beside } from './metric.ts'

/**
 * The rows that the metrics of turns count, as they stood at as_of: turns of the homes and dates asked for, and where
 * `messages` are among `also` guest messages, missed calls and autoresponses.
 */
export function turnRows({ homes, months, dates, at }: ScopeSql, also: ReadonlySet<Beside>): string {
  const scope = `${homes} and ${months} and ${dates}`
  return `
    select
        'turn' as kind, property_id, date, intDiv(slot, 24) as happened_on, slot, guest, channel, language, topic, stage,
        multiIf(
            -- no name of somebody who answered on another owner's day
            not is_answered or not ${at('answered_at')}, '',
            answered_role != 'manager', if(answered_by != '', answered_by, answered_role),
            answered_by != '' and not has({shared_accounts:Array(String)}, answered_by), answered_by,
            on_shift_alone
        ) as person,
        is_night, is_off_hours, is_first, answered_role,
        dismissed_at between 1 and {as_of:Int64} as is_dismissed,
        is_dismissed and dismissed_at > due_at as is_dismissed_late,
        not is_dismissed as is_turn,
        answered_at between 1 and {as_of:Int64} as is_answered,
        is_answered and held_at > 0 and held_at < {as_of:Int64} as is_held,
        is_answered and answered_at <= due_at and not is_held as is_in_time,
        is_answered and not is_in_time as is_late,
        is_turn and not is_answered and due_at < {as_of:Int64} as is_overdue,
        is_turn and not is_answered and not is_overdue as is_waiting,
        is_turn and not is_waiting as is_due,
        least(86400000, if(is_answered, answered_at, {as_of:Int64}) - opened_at) / 1000 as wait_s,
        if(is_answered, (answered_at - opened_at) / 1000, inf) as answer_s,
        is_answered and answered_role = 'bot' as by_bot,
        is_answered and answered_role != 'bot' as by_person,
        is_answered and marked_at between 1 and {as_of:Int64} as by_mark,
        is_turn and human_reply_at between 1 and {as_of:Int64} as has_human_reply,
        least(86400000, human_reply_at - opened_at) / 1000 as human_reply_s,
        is_turn and handoff_at between 1 and {as_of:Int64} as has_handoff,
        least(86400000, answered_at - handoff_at) / 1000 as handoff_s,
        -- pairs of opened and dismissed (0: not): another turn that stood at as_of
        arrayExists(
            index -> reasked[index] <= {as_of:Int64} and not (reasked[index + 1] between 1 and {as_of:Int64}),
            range(1, length(reasked) + 1, 2)
        ) as is_reasked,
        false as called_in_time, false as call_is_due, 0. as call_back_s,
        conversation_id, unit, thread, opened_at, due_at, answered_at, handoff_at, human_reply_at, held_at, marked_at, dismissed_at
    from
    (
        select
            property_id, unit, guest, date, conversation_id, thread, opened_at, slot, is_night,
            is_off_hours, is_first, due_at, answered_at, answered_role, answered_by, handoff_at,
            human_reply_at, held_at, marked_at, dismissed_at, reasked, channel, language, topic, stage,
            -- whose act it is when a manager without a name answers: of those clocked for its home, else of those planned
            -- in a shift that was never started, if there is but one
            arrayFilter(
                (person, from_at, until_at, homes) ->
                    from_at <= answered_at and answered_at < until_at
                    and answered_home != '' and (empty(homes) or has(homes, answered_home)),
                arrayZip({shift_person:Array(String)}, {shift_is_planned:Array(UInt8)}),
                {shift_from:Array(Int64)}, {shift_until:Array(Int64)}, {shift_homes:Array(Array(String))}
            ) as there,
            arrayDistinct(arrayMap(one -> one.1, arrayFilter(one -> one.2 = arrayMin(other -> other.2, there), there))) as on_shift,
            if(length(on_shift) = 1, on_shift[1], '') as on_shift_alone
        from turn_facts final
        array join
            conversation_id, thread, opened_at, slot, is_night, is_off_hours, is_first, due_at, date, answered_at,
            answered_role, answered_by, answered_home, handoff_at, human_reply_at, held_at, marked_at,
            dismissed_at, reasked, channel, language, topic, stage
        where ${scope} and opened_at <= {as_of:Int64}
    )${also.has('messages') ? messageRows(scope) : ''}`
}

function messageRows(scope: string): string {
  return `
    union all
    select
        kind, property_id, date, date as happened_on, slot, guest, channel, language, topic, stage, '' as person,
        0 as is_night, 0 as is_off_hours, 0 as is_first, '' as answered_role,
        false, false, false, false, false, false, false, false, false, false, 0., 0., false, false, false, false, 0.,
        false, 0., false,
        kind = 'missed_call' and is_called and called_at - at <= 3600000 as called_in_time,
        kind = 'missed_call' and (is_called or {as_of:Int64} - at > 3600000) as call_is_due,
        least(86400000, if(is_called, called_at, {as_of:Int64}) - at) / 1000 as call_back_s,
        '', unit, 0, at, 0, 0, 0, 0, 0, 0, 0
    from
    (
        select
            property_id, unit, guest, intDiv(slot, 24) as date, m_at as at, m_kind as kind, m_slot as slot,
            m_called_at as called_at, m_channel as channel, m_language as language, m_topic as topic, m_stage as stage,
            called_at between 1 and {as_of:Int64} as is_called
        from turn_facts final
        array join m_at, m_kind, m_slot, m_called_at, m_channel, m_language, m_topic, m_stage
        where ${scope} and m_at <= {as_of:Int64}
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
  hour: 'toString(slot % 24)',
  weekday: 'toString((intDiv(slot, 24) + 3) % 7 + 1)',
} as const
