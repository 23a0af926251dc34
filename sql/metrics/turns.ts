import type { SqlMetric } from './metric.ts'

/** A percentile of seconds, exact, between the two neighbours (Excel's PERCENTILE.INC). */
const percentile = (level: 0.5 | 0.9, seconds: string, which: string) => `quantileExactInclusiveIf(${level})(${seconds}, ${which})`

const count = { unit: 'count', empty: 0, needs: [] } as const
const share = { unit: 'share', better: 'higher', empty: null, needs: [] } as const
const seconds = { unit: 'seconds', better: 'lower', empty: null, needs: [] } as const

/** Over turns, each also for the night turns alone. Columns: relation() in sql/metrics/turn-rows.ts. */
const TURNS = {
  turns: { ...count, better: null, sql: (of) => `countIf(is_turn${of})` },
  answered: { ...count, better: null, sql: (of) => `countIf(is_answered${of})` },
  in_time: { ...count, better: 'higher', sql: (of) => `countIf(is_in_time${of})` },
  late: { ...count, better: 'lower', sql: (of) => `countIf(is_late${of})` },
  overdue: { ...count, better: 'lower', sql: (of) => `countIf(is_overdue${of})` },
  waiting: { ...count, better: null, sql: (of) => `countIf(is_waiting${of})` },
  dismissed: { ...count, better: null, sql: (of) => `countIf(is_dismissed${of})` },
  held: { ...count, better: 'lower', sql: (of) => `countIf(is_held${of})` },
  in_time_share: { ...share, sql: (of) => `countIf(is_in_time${of}) / countIf(is_due${of})` },
  wait_p50_s: { ...seconds, sql: (of) => percentile(0.5, 'wait_s', `is_due${of}`) },
  wait_p90_s: { ...seconds, sql: (of) => percentile(0.9, 'wait_s', `is_due${of}`) },
  wait_max_s: { ...seconds, sql: (of) => `maxOrNullIf(wait_s, is_due${of})` },
  answered_within_5m_share: { ...share, sql: (of) => `countIf(is_due and answer_s <= 300${of}) / countIf(is_due${of})` },
  answered_within_10m_share: { ...share, sql: (of) => `countIf(is_due and answer_s <= 600${of}) / countIf(is_due${of})` },
  answered_within_30m_share: { ...share, sql: (of) => `countIf(is_due and answer_s <= 1800${of}) / countIf(is_due${of})` },
  answered_within_60m_share: { ...share, sql: (of) => `countIf(is_due and answer_s <= 3600${of}) / countIf(is_due${of})` },
  first_wait_p50_s: { ...seconds, sql: (of) => percentile(0.5, 'wait_s', `is_due and is_first${of}`) },
  first_wait_p90_s: { ...seconds, sql: (of) => percentile(0.9, 'wait_s', `is_due and is_first${of}`) },
  people_turns: { ...count, better: null, sql: (of) => `countIf(is_turn and not by_bot${of})` },
  people_in_time_share: { ...share, sql: (of) => `countIf(is_in_time and not by_bot${of}) / countIf(is_due and not by_bot${of})` },
  people_wait_p50_s: { ...seconds, sql: (of) => percentile(0.5, 'wait_s', `is_due and not by_bot${of}`) },
  people_wait_p90_s: { ...seconds, sql: (of) => percentile(0.9, 'wait_s', `is_due and not by_bot${of}`) },
  people_wait_max_s: { ...seconds, sql: (of) => `maxOrNullIf(wait_s, is_due and not by_bot${of})` },
  human_reply_p50_s: { ...seconds, sql: (of) => percentile(0.5, 'human_reply_s', `has_human_reply${of}`) },
  human_reply_p90_s: { ...seconds, sql: (of) => percentile(0.9, 'human_reply_s', `has_human_reply${of}`) },
  bot_share: { ...share, better: null, sql: (of) => `countIf(by_bot${of}) / countIf(is_answered${of})` },
  bot_reasked_share: { ...share, better: 'lower', sql: (of) => `countIf(by_bot and is_reasked${of}) / countIf(by_bot${of})` },
  bot_followed_share: { ...share, better: 'lower', sql: (of) => `countIf(by_bot and has_human_reply${of}) / countIf(by_bot${of})` },
  handoffs: { ...count, better: null, needs: ['handoffs'], sql: (of) => `countIf(has_handoff${of})` },
  handoff_p50_s: { ...seconds, needs: ['handoffs'], sql: (of) => percentile(0.5, 'handoff_s', `has_handoff and by_person${of}`) },
  owner_answered: { ...count, better: 'lower', sql: (of) => `countIf(is_answered and answered_role = 'owner'${of})` },
} satisfies Record<string, Omit<SqlMetric, 'label' | 'about'>>

/** Over guest messages, autoresponses and missed calls, and shares that have no night form. */
const OTHERS = {
  guest_messages: { ...count, better: null, sql: (of) => `countIf(kind in ('guest', 'missed_call')${of})` },
  autoresponses: { ...count, better: null, sql: (of) => `countIf(kind = 'autoresponse'${of})` },
  off_hours_share: { ...share, better: null, sql: (of) => `countIf(is_turn and is_off_hours${of}) / countIf(is_turn${of})` },
  off_hours_in_time_share: {
    ...share,
    sql: (of) => `countIf(is_in_time and is_off_hours${of}) / countIf(is_due and is_off_hours${of})`,
  },
  missed_calls: { ...count, better: 'lower', needs: ['calls'], sql: (of) => `countIf(kind = 'missed_call'${of})` },
  called_back_share: { ...share, needs: ['calls'], sql: (of) => `countIf(called_in_time${of}) / countIf(call_is_due${of})` },
  call_back_p50_s: { ...seconds, needs: ['calls'], sql: (of) => percentile(0.5, 'call_back_s', `call_is_due${of}`) },
} satisfies Record<string, Omit<SqlMetric, 'label' | 'about'>>

export const TURN_METRICS = { ...TURNS, ...OTHERS }
export const NIGHT_FORMS = Object.keys(TURNS)
