import type { Request, Response } from 'express'
import type { Store } from '#pipelines/store.server.ts'
import { isOwner, parseQuery, parseListQuery, type RawQuery } from '#sql/query.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { byBothNames } from '#sql/both-names.ts'
import { UsageError } from '#sql/db/errors.ts'
import { LISTS, readList } from '#sql/lists.server.ts'
import { SUBJECTS } from '#sql/metrics/index.ts'
import { readMetrics } from '#sql/read.server.ts'
import { homesScope, managementScope, ownerScope, type Scope } from '#sql/directory/scope.ts'
import { formatDay } from '#sql/time/zone.ts'
import type { Grant } from './env.server.ts'
import type { Keys } from './keys.server.ts'

/**
 * GET /api/v1/metrics/{subject} and /api/v1/lists/{subject}: the same JSON as the command line. A token reads what its
 * grant names; whatever lies outside it is unknown (404), as if it were not there.
 */
export function api(
  store: Pick<Store, 'db' | 'directory'>,
  { tokens, keys }: { tokens: ReadonlyMap<string, Grant>; keys: Keys },
  now: () => number,
) {
  return async (
    request: Request,
    response: Response,
    what: 'metrics' | 'lists',
    subject: string,
  ): Promise<void> => {
    const grant = await keys.grantFor(request, tokens)
    if (grant === null) {
      response.setHeader('WWW-Authenticate', 'Bearer')
      response
        .status(401)
        .json({
          error:
            'send the header Authorization: Bearer with a token of API_TOKENS, or a key that reads (insights keys)',
        })
      return
    }
    const directory = await store.directory()
    const raw = rawQueryOf(request)
    const own = scopeOf(grant, directory)
    const missing = unknownIn(raw, grant, own, directory, what, subject)
    if (missing !== null) {
      response.status(404).json({ error: missing })
      return
    }
    try {
      if (what === 'metrics') {
        const query = parseQuery(subject, raw, directory, now(), own)
        response.json(byBothNames(await readMetrics(store.db, directory, query)))
        return
      }
      const query = parseListQuery(raw, directory, now(), own)
      const list = LISTS.find((one) => one === subject)
      const rows = list === undefined ? [] : await readList(store.db, directory, list, query)
      response.json({
        subject,
        from: formatDay(query.period.from),
        until: formatDay(query.period.until),
        as_of: new Date(query.as_of).toISOString(),
        property_ids: [...new Set(query.scope.homes.map((home) => home.property_id))].sort(),
        rows,
      })
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      response.status(400).json({ error: error.message })
    }
  }
}

/** A bearer who may read everything is asked nothing but what he asks for: undefined = as on the command line. */
function scopeOf(grant: Grant, directory: Directory): Scope | undefined {
  if (grant.kind === 'all') return undefined
  return grant.kind === 'owner'
    ? ownerScope(directory, grant.owner_id)
    : homesScope(directory, grant.property_ids, false)
}

function unknownIn(
  raw: RawQuery,
  grant: Grant,
  own: Scope | undefined,
  directory: Directory,
  what: 'metrics' | 'lists',
  subject: string,
): string | null {
  const subjects: readonly string[] = what === 'metrics' ? SUBJECTS : LISTS
  if (!subjects.includes(subject)) return `unknown subject: ${subject}; must be one of ${subjects.join(', ')}`
  const homes = own ?? managementScope(directory)
  const home = (raw.property ?? []).find((id) => !homes.homes.some(({ property_id }) => property_id === id))
  if (home !== undefined) return `unknown home ${home}`
  const { owner } = raw
  const isKnown =
    grant.kind === 'owner'
      ? owner === grant.owner_id
      : grant.kind === 'all' && isOwner(directory, owner ?? '')
  return owner === undefined || isKnown ? null : `unknown owner ${owner}`
}

function rawQueryOf({ query }: Request): RawQuery {
  const one = (name: string): string | undefined => {
    const value = query[name]
    return typeof value === 'string' ? value : undefined
  }
  const property = [query['property'] ?? []].flat().filter((id) => typeof id === 'string')
  return {
    from: one('from'),
    until: one('until'),
    property,
    owner: one('owner'),
    by: one('by'),
    every: one('every'),
    asOf: one('as_of') ?? one('as-of'),
    language: one('language'),
    team: one('team') !== undefined && one('team') !== 'false',
  }
}
