import type { Stage } from '#sql/facts/everything.server.ts'
import { log } from './log.ts'

/** What a process does before its store can be read, for whoever asks it meanwhile. */
export interface Opening {
  /** null: the database is being opened, or facts are being brought up to what came in */
  stage: Stage | null
}

/** What /readyz tells until the store is open. */
export interface Starting {
  is_ready: false
  reason: string
  derivation?: { edition: number; done_share: number; by: 'this process' | 'another process'; since?: string }
}

export function readStarting({ stage }: Opening): Starting {
  if (stage === null) return { is_ready: false, reason: 'the database is being opened' }
  const { edition, holder, done_share } = stage
  const by = holder === null ? 'this process' : 'another process'
  return {
    is_ready: false,
    reason: `all figures are being counted anew by the rules of edition ${edition} in ${by}, ${percent(stage)} done`,
    derivation: {
      edition,
      done_share,
      by,
      ...(holder === null ? {} : { since: new Date(holder.claimed_at).toISOString() }),
    },
  }
}

/** What a person is told of it, in a line without a full stop. */
export function lineOf(stage: Stage): string {
  const { edition, holder } = stage
  if (holder === null) return `deriving everything by the rules of edition ${edition}, ${percent(stage)} done`
  const since = new Date(holder.claimed_at).toISOString()
  return `derivation of everything by the rules of edition ${edition} is under way in another process (${holder.machine}, since ${since}, ${percent(stage)}): waiting`
}

/**
 * Follows the stages of a process and says each once: when it begins to derive or to wait, and when that is over.
 * @param say for a person who waits; without it they go to the log
 */
export function followOpening(opening: Opening, say?: (stage: Stage) => void) {
  let reported = ''
  let began_at = 0
  return {
    onStage: (stage: Stage): void => {
      opening.stage = stage
      const key = `${stage.is} ${stage.holder?.machine ?? ''} ${stage.holder?.claimed_at ?? 0}`
      if (reported === '') began_at = Date.now()
      if (reported === key) return
      reported = key
      const event = stage.holder === null ? 'derivation_of_everything' : 'derivation_awaited'
      if (say !== undefined) say(stage)
      else log({ level: 'info', event, edition: stage.edition, text: lineOf(stage) })
    },
    end: (): void => {
      const { stage } = opening
      opening.stage = null
      if (stage === null || say !== undefined) return
      const seconds = Math.round((Date.now() - began_at) / 1000)
      log({ level: 'info', event: 'derivation_done', edition: stage.edition, seconds })
    },
  }
}

const percent = ({ done_share }: Stage) => `${Math.floor(done_share * 100)} %`
