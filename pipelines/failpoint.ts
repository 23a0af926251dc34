/**
 * For the fault tests alone: INSIGHTS_FAILPOINT=NAME:N ends the process, as kill -9 does, when it comes by the place of
 * that name for the Nth time.
 */
export function failpoint(name: Failpoint): void {
  if (name !== at || --left > 0) return
  process.kill(process.pid, 'SIGKILL')
}

/** In the order in which a batch comes by them. */
export const FAILPOINTS = [
  'before_insert',
  'after_insert',
  'after_letters',
  'after_commit',
  'before_derive',
  'after_derive',
] as const
export type Failpoint = (typeof FAILPOINTS)[number]

const [at = '', times = '1'] = (process.env['INSIGHTS_FAILPOINT'] ?? '').split(':')
let left = Number(times)
