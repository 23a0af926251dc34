import { readReportLog, type LogLine } from '#reports/mailing/owner-reports.server.ts'
import { formatDateTime } from '#reports/month/format.ts'
import { addressAmong, managementOf, recipientsOf } from '#reports/mailing/recipients.ts'
import { managementZone, type Reports } from '#reports/mailing/reports.ts'
import type { Directory } from '#sql/directory/directory.ts'
import { personName } from './month.server.ts'
import type { Words } from './moments.ts'

/** A line of the log in words. */
export interface LogRow {
  key: string
  when: string
  text: string
  /** to whom, the server's words, from where */
  small: string
  tone: 'good' | 'bad' | null
}

/** Everything that was done about a report, the latest first. */
export async function logRows(
  of: Reports,
  { month, owner_id }: { month: string; owner_id: string },
  words: Words,
): Promise<LogRow[]> {
  const directory = await of.directory()
  const zone = managementZone(directory)
  const owner = directory.owners.get(owner_id)
  const known = [...(owner === undefined ? [] : recipientsOf(owner)), ...managementOf(directory)]
  const addresses = known.map(({ address }) => address)
  return (await readReportLog(of, { month, owner_id })).map((line, index) => ({
    key: String(index),
    when: formatDateTime(new Date(line.at).toISOString(), zone, words.locale),
    ...described(line, addresses, directory, words),
  }))
}

function described(
  line: LogLine,
  addresses: readonly string[],
  directory: Directory,
  { locale, t }: Words,
): Pick<LogRow, 'text' | 'small' | 'tone'> {
  const address = line.recipient_id === '' ? '' : addressAmong(addresses, line.recipient_id)
  const to = address ?? t('reports.log.formerAddress')
  const edition = line.edition > 1 ? t('reports.restated', { number: line.edition }) : ''
  const joined = (...parts: string[]) => parts.filter((part) => part !== '').join(' · ')
  if (line.what === 'step') {
    const what = t(`reports.log.step.${line.step}`)
    return {
      text: line.kind === 'test' ? t('reports.log.test', { what }) : what,
      small: joined(edition, to, line.detail),
      tone: line.step === 'accepted' ? 'good' : line.step === 'failed' ? 'bad' : null,
    }
  }
  if (line.what === 'open') {
    return {
      text: t(`reports.log.opening.${line.result}`),
      small: joined(edition, to, line.ip_prefix === '' ? '' : t('reports.log.net', { net: line.ip_prefix })),
      tone: null,
    }
  }
  const name = personName(line.person, { directory, now: 0, locale, t })
  return {
    text: t(`reports.log.order.${line.kind}`, { name }),
    small: joined(edition, to, line.reason),
    tone: null,
  }
}
