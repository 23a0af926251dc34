import type { AppLoadContext } from '@remix-run/node'
import { latestMonth, monthsOf, nextMonth, previousMonth, type Months } from '#reports/month/period.ts'
import { clocksIn, dayAt, type Clocks } from '#reports/month/clocks.ts'
import { datesOf } from '#reports/month/month.server.ts'
import type { MonthPeriod } from '#reports/month/contents.ts'
import { homeName, isolated, ownerName } from '#reports/month/names.ts'
import { reportedMonths, unreportedOf, type Unreported } from '#reports/month/unreported.ts'
import { readFirstDay } from '#sql/first-day.server.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { homesScope, managementScope, narrowed, ownerScope, type Scope } from '#sql/directory/scope.ts'
import { cached } from '../view-models/cache.server.ts'
import { notFound, requirePerson } from '../auth/require-person.ts'
import type { Person } from '../auth/person.ts'

/** What a page is asked for by its URL, never wider than the signed-in person may see. */
export interface View {
  person: Person
  directory: Directory
  audience: 'owner' | 'management'
  owner: { owner_id: string; name: string } | null
  scope: Scope
  /** of the homes of the month */
  clocks: Clocks
  months: Months
  /** the moment the page is asked for, to the minute: what is shown together was read together */
  as_of: number
  /** it is the current one: the URL names no other */
  isNow: boolean
  /** why of this month there is nothing to tell; null: there is */
  unreported: Unreported | null
  /** the month before can be compared with: something is told of it */
  hasBefore: boolean
  bar: Bar
}

/** What the filter bar shows. */
export interface Bar {
  month: string
  /** the month is not over */
  is_so_far: boolean
  previous: string | null
  next: string | null
  /** 'home:ID', 'owner:ID', or '' for all */
  chosen: string
  homes: { value: string; name: string }[]
  /** staff only */
  owners: { value: string; name: string }[]
  /** what of the URL could not be used: 'month' */
  fallen_back: 'month' | null
}

const MINUTE_MS = 60_000

/**
 * Reads ?month=YYYY-MM, ?for=home:ID (staff also owner:ID) and ?as_of=RFC 3339.
 * @throws a redirect for strangers, 404 for a home or owner that is not his to see; a month that can't be told falls
 * back to the latest, with a notice.
 */
export async function viewOf(context: AppLoadContext, request: Request): Promise<View> {
  const person = requirePerson(context, request)
  const { searchParams } = new URL(request.url)
  const directory = await context.store.directory()
  const chosen = searchParams.get('for') ?? ''
  const wide = person.kind === 'owner' ? ownerScope(directory, person.owner_id) : managementScope(directory)
  const { scope, owner } = scopeOf(chosen, person, wide, directory)
  const requested_as_of = searchParams.get('as_of')
  const as_of = asOf(requested_as_of, context.now())
  const today = dayAt(directory, scope, as_of)
  const requested_month = searchParams.get('month')
  const requested = requested_month === null ? null : monthsOf(requested_month, today)
  const month = requested === null ? latestMonth(today) : requested.period.month
  const months = requested ?? monthsOf(month, today)
  if (months === null) throw notFound()
  const first_day = await firstDayOf(context, directory, scope, as_of)
  const unreportedIn = (of: MonthPeriod) => unreportedOf(scope, first_day, datesOf(of))
  const steps = stepsOf(month, reportedMonths(scope, first_day, latestMonth(today)))
  return {
    person,
    directory,
    scope,
    owner,
    months,
    as_of,
    isNow: requested_as_of === null,
    clocks: clocksIn(directory, scope, datesOf(months.period)),
    unreported: unreportedIn(months.period),
    hasBefore: unreportedIn(months.before) === null,
    audience: owner === null && person.kind === 'staff' ? 'management' : 'owner',
    bar: {
      month,
      is_so_far: months.period.is_so_far,
      ...steps,
      chosen,
      homes: choices(wide, directory),
      owners:
        person.kind === 'owner'
          ? []
          : byName(
              [...directory.owners.values()].map((one) => ({
                value: `owner:${one.owner_id}`,
                name: isolated(one.name),
              })),
            ),
      fallen_back: requested_month !== null && requested === null ? 'month' : null,
    },
  }
}

/** A step back and a step on, among the months of which there is something to tell; from outside of them the nearest one. */
function stepsOf(
  month: string,
  reported: { first: string; last: string } | null,
): Pick<Bar, 'previous' | 'next'> {
  if (reported === null || reported.first > reported.last) return { previous: null, next: null }
  const [back, on] = [previousMonth(month), nextMonth(month)]
  return {
    previous: month <= reported.first ? null : back > reported.last ? reported.last : back,
    next: month >= reported.last ? null : on < reported.first ? reported.first : on,
  }
}

const MOST_CACHED = 200
const cachedDay = cached<number | null>(MOST_CACHED)

/** The same while nothing comes in; what other processes take in is not seen here, so it is asked again each minute. */
function firstDayOf(
  { store }: Pick<AppLoadContext, 'store'>,
  directory: Directory,
  scope: Scope,
  as_of: number,
): Promise<number | null> {
  const key = JSON.stringify([store.data_dir, directory.events, scope])
  const now = { as_of, changes: store.facts.changes() }
  return cachedDay(
    key,
    now,
    (found) => found.changes === now.changes && (store.db.embedded || found.as_of === as_of),
    () => readFirstDay(store.db, directory, scope),
  )
}

function scopeOf(
  chosen: string,
  person: Person,
  wide: Scope,
  directory: Directory,
): { scope: Scope; owner: View['owner'] } {
  const self = person.kind === 'owner' ? { owner_id: person.owner_id, name: person.name } : null
  if (chosen === '') return { scope: wide, owner: self }
  const [kind, id] = [chosen.slice(0, chosen.indexOf(':')), chosen.slice(chosen.indexOf(':') + 1)]
  if (kind === 'home' && wide.homes.some(({ property_id }) => property_id === id)) {
    const scope = person.kind === 'owner' ? narrowed(wide, [id]) : homesScope(directory, [id], true)
    return { scope, owner: self }
  }
  const owner = kind === 'owner' && person.kind === 'staff' ? directory.owners.get(id) : undefined
  if (owner === undefined) throw notFound()
  return { scope: ownerScope(directory, id), owner: { owner_id: id, name: ownerName(directory, id) } }
}

function asOf(text: string | null, now: number): number {
  const at = text === null ? NaN : Date.parse(text)
  return Number.isNaN(at) ? Math.floor(now / MINUTE_MS) * MINUTE_MS : Math.min(at, now)
}

function choices(scope: Scope, directory: Directory): Bar['homes'] {
  const ids = [...new Set(scope.homes.map(({ property_id }) => property_id))]
  return byName(ids.map((id) => ({ value: `home:${id}`, name: homeName(directory, id) })))
}

function byName(list: Bar['homes']): Bar['homes'] {
  return list.sort((a, b) => a.name.localeCompare(b.name, 'ru', { numeric: true }))
}

/** The search of a link that keeps what the page is asked for, with some of it changed; null takes away. */
export function searchOf(
  bar: Pick<Bar, 'month' | 'chosen'>,
  changed: Record<string, string | null> = {},
): string {
  const search = new URLSearchParams({ month: bar.month, ...(bar.chosen === '' ? {} : { for: bar.chosen }) })
  for (const [key, value] of Object.entries(changed)) {
    if (value === null) search.delete(key)
    else search.set(key, value)
  }
  return `?${search.toString()}`
}
