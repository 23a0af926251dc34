import type { ReportContents } from '#reports/month/contents.ts'
import { isolated, isolates } from '#reports/month/names.ts'
import type { Letters } from './letters.ts'

/** The month with names that paper can show: beside one with letters that no font here has stands its id. */
export function namedOnPaper(contents: ReportContents, letters: Letters): ReportContents {
  const named = (name: string, id: string): string => {
    if (letters.canDraw(name)) return name
    const bare = isolates(name)
      .map(({ text }) => text)
      .join('')
    const shown = letters.printable(bare).trim()
    return /[^?\s]/u.test(shown) ? `${isolated(shown)} (${id})` : id
  }
  const { owner, homes, cases, moments, reviews } = contents
  return {
    ...contents,
    owner: owner === null ? null : { ...owner, name: named(owner.name, owner.owner_id) },
    homes: homes.map((one) => ({ ...one, name: named(one.name, one.property_id) })),
    cases: cases.map((one) => ({ ...one, home: named(one.home, one.property_id) })),
    moments: moments.map((one) => ({ ...one, home: named(one.home, one.property_id) })),
    reviews: {
      ...reviews,
      rows: reviews.rows.map((one) => ({ ...one, home: named(one.home, one.property_id) })),
    },
  }
}
