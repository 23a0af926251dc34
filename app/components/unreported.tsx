import { Link, useLocation } from '@remix-run/react'
import type { UnreportedPage } from '../filters/reported.server.ts'
import { FilterBar } from './filter-bar.tsx'
import { EmptyState } from './ui/empty-state.tsx'

/** Of the month that was asked for there is nothing to tell: that, and the way to one of which there is. */
export function Unreported({ bar, monthTitle, sentence, open, base_url, canConnect }: UnreportedPage) {
  const { pathname } = useLocation()
  if (base_url !== null) return <EmptyState base_url={base_url} canConnect={canConnect} />
  const chosen = bar.chosen === '' ? '' : `&for=${encodeURIComponent(bar.chosen)}`
  return (
    <>
      <FilterBar bar={bar} monthTitle={monthTitle} />
      <h1 className="sentence">{sentence}</h1>
      {open === null ? null : (
        <p>
          <Link className="button" to={`${pathname}?month=${open.month}${chosen}`}>
            {open.label}
          </Link>
        </p>
      )}
    </>
  )
}

/** What a loader threw, where it is that. */
export function unreportedIn(error: unknown): UnreportedPage | null {
  const data = (error as { data?: Partial<UnreportedPage> | null } | null)?.data
  return data?.kind === 'unreported' ? (data as UnreportedPage) : null
}
