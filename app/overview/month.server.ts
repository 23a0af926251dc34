import type { AppLoadContext } from '@remix-run/node'
import type { MonthContents } from '#reports/contents.ts'
import { readMonth } from '#reports/month.server.ts'
import type { View } from '../filters/view.server.ts'

const MOST_KEPT = 100

/** Months of the current minute: overview, nights, cases and report of one person are the same reading. */
const kept = new Map<string, { as_of: number; contents: Promise<MonthContents> }>()

/** The month that a page is asked for. Where its URL names a moment it is read anew, since late events may belong there. */
export function monthOf({ store }: AppLoadContext, view: View): Promise<MonthContents> {
  const read = () => readMonth(store.db, view.directory, { ...view, ...view.months })
  if (!view.isNow) return read()
  const key = JSON.stringify([store.data_dir, view.as_of, view.audience, view.owner, view.months, view.scope])
  const found = kept.get(key)
  if (found !== undefined) return found.contents
  for (const [old, { as_of }] of kept) if (as_of !== view.as_of || kept.size >= MOST_KEPT) kept.delete(old)
  const contents = read()
  kept.set(key, { as_of: view.as_of, contents })
  contents.catch(() => kept.delete(key))
  return contents
}
