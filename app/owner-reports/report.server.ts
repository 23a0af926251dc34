import type { AppLoadContext } from '@remix-run/node'
import { MOST_COMMENT_CHARACTERS, readComments, type Comment } from '#reports/month/comments.server.ts'
import type { MonthContents } from '#reports/month/contents.ts'
import { previewReport, readSentReport, type OwnerReport } from '#reports/mailing/owner-reports.server.ts'
import { homeName, staffName } from '#reports/month/names.ts'
import { UsageError } from '#sql/db/errors.ts'
import { ownerScope } from '#sql/directory/scope.ts'
import { parseDay } from '#sql/time/zone.ts'
import { nextMonth } from '#reports/month/period.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { momentOf, type Words } from './moments.ts'

/** What the owner reads: as it was sent, else as it would go out now; null: there is nothing to tell yet. */
export async function contentsOf(
  { reports }: AppLoadContext,
  { owner_id, month, editions }: OwnerReport,
): Promise<MonthContents | null> {
  const last = editions.at(-1)
  if (last !== undefined) return (await readSentReport(reports, last))?.contents ?? null
  try {
    return (await previewReport(reports, { owner_id, month })).contents
  } catch (error) {
    // the month has hardly begun
    if (error instanceof UsageError) return null
    throw error
  }
}

/** A place for a word of the manager's: for all, the owner, or one of his homes; what stands there now. */
export interface WordPlace {
  /** all, owner, home:ID */
  place: string
  /** name of the home, '' else */
  home: string
  text: string
  /** «Ольга Р., 2 ноября в 12:10», '' where nothing stands */
  by: string
  most: number
}

/** @param owner_id '': the place for all owners alone */
export async function wordPlaces(
  { reports }: AppLoadContext,
  { month, owner_id }: { month: string; owner_id: string },
  words: Words,
): Promise<WordPlace[]> {
  const directory = await reports.directory()
  const comments = await readComments(reports.db, directory, month)
  const placed = (place: string, home: string, isIt: (one: Comment['place']) => boolean): WordPlace => {
    const found = comments.find((one) => isIt(one.place))
    return {
      place,
      home,
      text: found?.text ?? '',
      most: MOST_COMMENT_CHARACTERS,
      by: found === undefined ? '' : signed(found, directory, words),
    }
  }
  if (owner_id === '') return [placed('all', '', ({ kind }) => kind === 'all')]
  return [
    placed('owner', '', (one) => one.kind === 'owner' && one.owner_id === owner_id),
    ...homesOf(directory, owner_id, month).map((property_id) =>
      placed(
        `home:${property_id}`,
        homeName(directory, property_id),
        (one) => one.kind === 'home' && one.owner_id === owner_id && one.property_id === property_id,
      ),
    ),
  ]
}

function signed({ author_id, written_at }: Comment, directory: Directory, words: Words): string {
  return words.t('notes.of', {
    author: directory.managers.has(author_id) ? staffName(directory, author_id) : words.t('frame.admin'),
    date: momentOf(written_at, directory.default_timezone, words),
  })
}

/** Homes that were his in the month, by name. */
export function homesOf(directory: Directory, owner_id: string, month: string): string[] {
  const [from, until] = [parseDay(`${month}-01`), parseDay(`${nextMonth(month)}-01`)]
  const ids = ownerScope(directory, owner_id)
    .homes.filter((home) => home.from < until && home.until > from)
    .map(({ property_id }) => property_id)
  const nameOf = (id: string) => homeName(directory, id)
  return [...new Set(ids)].sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'ru', { numeric: true }))
}
