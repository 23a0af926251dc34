/** The **ledger** of a night: "every turn that was open at any moment of its window", worst_wait_s, longest_silence_s. */
import { isAutoresponse, undeliveredMessages } from './answers.ts'
import { readNights } from './nights.ts'
import type { Known } from './placed.ts'
import type { Ask } from './scope.ts'
import { readTurns } from './turns.ts'
import { DAY } from './zone.ts'

export interface LedgerRow {
  home: string
  date: string
  turns: number
  late: number
  worst_wait_s: number | null
  longest_silence_s: number | null
}

/** When anybody of ours wrote to a guest. */
function writtenTimes(known: Known): number[] {
  const undelivered = undeliveredMessages(known)
  return known.facts.messages
    .filter((message) => {
      const { author, kind } = message.data
      if (!['manager', 'owner', 'bot'].includes(author.role) || undelivered.has(message)) return false
      return kind !== 'reaction' && kind !== 'missed_call' && !isAutoresponse(known, undelivered, message)
    })
    .map(({ time }) => time)
}

export function ledgerRows(known: Known, ask: Ask): LedgerRow[] {
  const turns = readTurns(known, ask.as_of).filter(({ state }) => state !== 'dismissed')
  const written = writtenTimes(known)
  return readNights(known, ask, ask).map(({ home, date, window }) => {
    const open = turns.flatMap((turn) => {
      if (turn.property_id !== home) return []
      const end = Math.min(turn.answer?.time ?? ask.as_of, turn.opened_at + DAY)
      const from = Math.max(turn.opened_at, window.from)
      const until = Math.min(end, window.until)
      const isMoment = turn.opened_at === end && end >= window.from && end < window.until
      return from < until || isMoment ? [{ from, until, state: turn.state }] : []
    })
    // between any two moments at which something begins, ends or is written, one either waits all the time or not
    const moments = [...new Set([...open.flatMap(({ from, until }) => [from, until]), ...written])].sort(
      (a, b) => a - b,
    )
    let longest = 0
    let silence = 0
    moments.slice(1).forEach((until, i) => {
      const from = moments[i] ?? until
      const waits = open.some((wait) => wait.from <= from && until <= wait.until)
      if (!waits || written.includes(from)) silence = 0
      if (waits) silence += until - from
      longest = Math.max(longest, silence)
    })
    return {
      home,
      date,
      turns: open.length,
      late: open.filter(({ state }) => state === 'late' || state === 'overdue').length,
      worst_wait_s:
        open.length === 0 ? null : Math.max(...open.map(({ from, until }) => until - from)) / 1000,
      longest_silence_s: open.length === 0 ? null : longest / 1000,
    }
  })
}
