import type { DeliveryEntry } from './delivery-log.server.ts'
import { formatMoment, formatMonth, type Locale } from './format.ts'
import { button, paper, paragraph, rule } from './mail-html.ts'
import type { Written } from './mail-message.ts'
import { recipientsOf } from './recipients.ts'
import { managementZone, ownersOf, type Reports } from './reports.ts'
import { readSnapshotHeads } from './snapshots.server.ts'
import { dueTimes } from './calendar.ts'
import { mailWords } from './words/mail.ts'

const MOST_NAMES = 20
/** Managers have no language of their own in the directory. */
const LOCALE: Locale = 'ru'
/** Page on which a month's deliveries are looked at. */
export const deliveriesPath = (month: string) => `/reports?month=${month}`

/** What management is told of a month's reports: that they can be read and held, or that some can't be made. */
export async function noticeMail(of: Reports, entry: DeliveryEntry): Promise<Written> {
  const words = mailWords(LOCALE)
  const month = formatMonth(entry.month, LOCALE, 'title')
  const directory = await of.directory()
  const names = (ids: readonly string[]) => {
    const told = ids.slice(0, MOST_NAMES).map((id) => directory.owners.get(id)?.name ?? id)
    return ids.length > MOST_NAMES ? `${told.join(', ')}, …` : told.join(', ')
  }
  if (entry.kind === 'waiting')
    return written(of, entry, words.management.waitingSubject(month), [
      words.management.waiting(names(JSON.parse(entry.detail) as string[])),
      words.management.waitingHow,
    ])
  const prepared = new Set(
    (await readSnapshotHeads(of.db, { month: entry.month })).map(({ owner_id }) => owner_id),
  )
  const owners = ownersOf(directory, entry.month).filter(({ owner_id }) => prepared.has(owner_id))
  const nobody = owners.filter((owner) => recipientsOf(owner).length === 0)
  const zone = managementZone(directory)
  const send_at = dueTimes(entry.month, zone, of.env).send_at
  return written(of, entry, words.management.preparedSubject(month), [
    words.management.prepared(
      owners.length - nobody.length,
      formatMoment(new Date(send_at).toISOString(), zone, LOCALE),
    ),
    words.management.preparedHow,
    ...(nobody.length === 0 ? [] : [words.management.nobody(names(nobody.map(({ owner_id }) => owner_id)))]),
  ])
}

function written(of: Reports, { month }: DeliveryEntry, subject: string, lines: readonly string[]): Written {
  const { openReports } = mailWords(LOCALE).management
  const url = of.base_url + deliveriesPath(month)
  return {
    subject,
    text: [of.maker.company, ...lines, `${openReports}: ${url}`].join('\n\n') + '\n',
    html: paper({ lang: LOCALE, title: subject, preview: lines[0] ?? '' }, [
      paragraph(of.maker.company, 'note'),
      rule(),
      ...lines.map((line) => paragraph(line, 'text')),
      button(openReports, url),
    ]),
  }
}
