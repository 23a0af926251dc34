import type { Directory } from '#sql/directory/directory.ts'
import type { DeliveryEntry } from './delivery-log.server.ts'
import { formatCount, formatMoment, formatMonth, type Locale } from '#reports/month/format.ts'
import { button, paper, paragraph, rule } from './mail-html.ts'
import type { Written } from './mail-message.ts'
import { ownerName } from '#reports/month/names.ts'
import { recipientId, recipientsOf } from './recipients.ts'
import { managementZone, ownerDue, ownersOf, sendTime, type Reports } from './reports.ts'
import { readSnapshotHeads } from './snapshots.server.ts'
import { translator } from '#reports/month/words/translate.ts'

const MOST_NAMES = 20
/** Page on which a month's deliveries are looked at. */
export const deliveriesPath = (month: string) => `/reports?month=${month}`

/** What management is told of a month's reports: that they can be read and held, or that some can't be made. */
export async function noticeMail(of: Reports, entry: DeliveryEntry): Promise<Written> {
  const directory = await of.directory()
  const locale = localeOf(directory, entry.recipient_id)
  const t = translator(locale)
  const month = formatMonth(entry.month, locale, 'title')
  const names = (ids: readonly string[]) => {
    const shown = ids.slice(0, MOST_NAMES).map((id) => ownerName(directory, id))
    return ids.length > MOST_NAMES ? `${shown.join(', ')}, …` : shown.join(', ')
  }
  if (entry.kind === 'waiting')
    return written(of, entry, locale, t('mail.management.waitingSubject', { month }), [
      t('mail.management.waiting', { names: names(JSON.parse(entry.detail) as string[]) }),
      t('mail.management.waitingHow'),
    ])
  const prepared = new Map(
    (await readSnapshotHeads(of.db, { month: entry.month })).map(
      ({ owner_id, frozen_at }) => [owner_id, frozen_at] as const,
    ),
  )
  const owners = ownersOf(directory, entry.month).filter(({ owner_id }) => prepared.has(owner_id))
  const nobody = owners.filter((owner) => recipientsOf(owner).length === 0)
  const zone = managementZone(directory)
  // the first of them: what was prepared late goes out later
  const send_at = Math.min(
    ...owners.map(
      ({ owner_id }) =>
        sendTime(ownerDue(of, directory, owner_id, entry.month), prepared.get(owner_id) ?? 0, []).send_at,
    ),
  )
  return written(of, entry, locale, t('mail.management.preparedSubject', { month }), [
    t('mail.management.prepared', {
      count: owners.length - nobody.length,
      n: formatCount(owners.length - nobody.length, locale),
      date: formatMoment(new Date(send_at).toISOString(), zone, locale),
    }),
    t('mail.management.preparedHow'),
    ...(nobody.length === 0
      ? []
      : [t('mail.management.nobody', { names: names(nobody.map(({ owner_id }) => owner_id)) })]),
  ])
}

/** Russian, unless the directory says that a manager speaks other languages alone. */
function localeOf({ managers }: Directory, recipient_id: string): Locale {
  const manager = [...managers.values()].find(
    ({ email }) => email !== null && recipientId(email) === recipient_id,
  )
  const languages = manager?.languages ?? []
  return languages.length === 0 || languages.some((tag) => /^ru\b/i.test(tag)) ? 'ru' : 'en'
}

function written(
  of: Reports,
  { month }: DeliveryEntry,
  locale: Locale,
  subject: string,
  lines: readonly string[],
): Written {
  const openReports = translator(locale)('mail.management.openReports')
  const url = of.base_url + deliveriesPath(month)
  return {
    subject,
    text: [of.maker.company.name, ...lines, `${openReports}: ${url}`].join('\n\n') + '\n',
    html: paper({ lang: locale, title: subject, preview: lines[0] ?? '' }, [
      paragraph(of.maker.company.name, 'note'),
      rule(),
      ...lines.map((line) => paragraph(line, 'text')),
      button(openReports, url),
    ]),
  }
}
