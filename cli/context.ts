import type { Readable } from 'node:stream'
import type { Store } from '#pipelines/store.server.ts'

/** What a command works with, whichever process carries it out. */
export interface CommandContext {
  /** folder that relative paths start from */
  cwd: string
  /** a person watches: progress may be shown */
  isTerminal: boolean
  stdin: Readable
  out: (text: string) => void
  err: (text: string) => void
  now: () => number
  /** the store; of the running server where it carries the command out */
  store: () => Promise<Store>
  /** whether a running server carries the command out */
  isServed: boolean
  /** where people open the pages, without a slash at the end */
  base_url: string
}
