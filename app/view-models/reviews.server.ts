import { answeredOf } from '#reports/month/figure-rows.ts'
import type { Locale } from '#reports/month/format.ts'
import { linkInWords, reviewsInWords, type ReviewsInWords } from '#reports/month/reviews.ts'
import { readReviewsContents } from '#reports/month/reviews.server.ts'
import type { Database } from '#sql/db/client.server.ts'
import { parsePeriod } from '#sql/time/period.ts'
import { readMetrics } from '#sql/read.server.ts'
import type { View } from '../filters/view.server.ts'

export interface ReviewsPage extends ReviewsInWords {
  /** management only */
  placebo: string | null
}

const PLACEBO = ['rho', 'rho_low', 'rho_high', 'n', 'p'].map((part) => `placebo_stars_${part}`)

export async function readReviewsPage(db: Database, view: View, locale: Locale): Promise<ReviewsPage> {
  const { directory, scope, as_of, months, hasBefore, audience } = view
  const contents = await readReviewsContents(db, directory, { scope, as_of, hasBefore, ...months })
  const placebo =
    audience === 'management'
      ? await readMetrics(db, directory, {
          subject: 'reviews',
          scope,
          as_of,
          language: 'en',
          team: false,
          by: null,
          every: null,
          period: parsePeriod(months.period.from, months.period.until),
          metrics: PLACEBO,
        })
      : null
  return {
    ...reviewsInWords(contents, audience, locale),
    placebo: placebo === null ? null : linkInWords(answeredOf(placebo), 'placebo_stars', locale),
  }
}
