import { WHOLE_OR_NOT } from '../events/source.ts'
import type { Connection } from './connections.server.ts'
import { sourceOf, type HookKind } from './hook.ts'
import { listed } from '#sql/db/read-env.ts'
import { formatDay, localDay } from '#sql/time/zone.ts'

/**
 * What a connection is, as the event of its source: what it tells completely and since when, how often it is heard of while it is
 * on. What nobody says is complete it tells in part (docs/rules.md#told-in-part).
 */
export function sourceEvent(
  hook: HookKind,
  { connection, state, complete, timezone, created_at }: Connection,
  now: number,
): Record<string, unknown> {
  const { kind, tells, alive_every_s } = hook
  const source = sourceOf(hook, connection)
  const reports = listed(complete)
  const partial = WHOLE_OR_NOT.filter((what) => tells.includes(what) && !reports.includes(what))
  return {
    specversion: '1.0',
    id: `connection/${kind}/${now}`,
    source,
    type: 'butler.source.v1',
    time: new Date(now).toISOString(),
    data: {
      source_id: source,
      name: `${kind} ${connection}`,
      reports,
      since: formatDay(localDay(timezone, created_at)),
      partial,
      ...(state === 'on' && { alive_every_s }),
    },
  }
}
