import type { AppLoadContext } from '@remix-run/node'
import type { MonthContents } from '#reports/month/contents.ts'
import { readMonth } from '#reports/month/month.server.ts'
import { searchOf, viewOf, type View } from '../filters/view.server.ts'
import { cached } from './cache.server.ts'

const MOST_CACHED = 100
const MINUTE_MS = 60_000
/** A month that is over is the same while nothing has come in; only how long the unanswered wait grows. */
const UNCHANGED_MS = 15 * MINUTE_MS

/** Overview, nights, cases and report of one person are the same reading. */
const cachedMonth = cached<MonthContents>(MOST_CACHED)
let underWay = 0

/** The month that a page is asked for. Where its URL names a moment it is read anew, since late events may belong there. */
export function monthOf({ store }: Pick<AppLoadContext, 'store'>, view: View): Promise<MonthContents> {
  const read = async () => {
    underWay++
    try {
      return await readMonth(store.db, view.directory, { ...view, ...view.months })
    } finally {
      underWay--
    }
  }
  if (!view.isNow) return read()
  const key = JSON.stringify([store.data_dir, view.audience, view.owner, view.months, view.scope])
  const now = { as_of: view.as_of, changes: store.facts.changes() }
  return cachedMonth(key, now, (found) => isGood(found, view, store), read)
}

/** The current month is good for its minute, one that is over for the next too, and for longer while nothing comes in. */
function isGood(
  { as_of, changes }: { as_of: number; changes: number },
  view: View,
  { db, facts }: AppLoadContext['store'],
): boolean {
  const age_ms = view.as_of - as_of
  if (age_ms === 0 || view.bar.next === null) return age_ms === 0
  // what comes into a server's database by other processes is not seen here
  const isUnchanged = db.embedded && changes === facts.changes()
  return age_ms > 0 && age_ms <= (isUnchanged ? UNCHANGED_MS : MINUTE_MS)
}

const QUIET_MS = 150

/**
 * Reads the neighbours of a month that is looked at, in a quiet moment: they are what is asked for next. Most of what a
 * month costs is the planning of its statements, so that a month read ahead is there at once.
 */
export function readNeighbours(context: AppLoadContext, { bar, isNow }: View): void {
  if (!isNow) return
  setTimeout(() => {
    void readQuietly(
      context,
      [bar.previous, bar.next].filter((month) => month !== null).map((month) => searchOf({ ...bar, month })),
    ).catch(() => undefined)
  }, QUIET_MS).unref()
}

/** What fails here fails again, and is told, where it is asked for. While somebody waits for a page nothing is begun. */
async function readQuietly(context: AppLoadContext, searches: readonly string[]): Promise<void> {
  for (const search of searches) {
    if (underWay > 0) return
    await monthOf(context, await viewOf(context, new Request(new URL(`/${search}`, context.base_url))))
  }
}
