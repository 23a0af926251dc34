import { UsageError } from '#sql/db/errors.ts'
import { messageId, type Channel, type Message, type Post } from './deliver.server.ts'
import type { DeliveryEntry } from './delivery-log.server.ts'
import type { Locale } from '#reports/month/format.ts'
import { localeOf } from './issue.server.ts'
import { issueLinks, openPath, unsubscribePath } from './links.server.ts'
import { reportMail, type Written } from './mail-message.ts'
import { noticeMail } from './notice-message.ts'
import { addressAmong, managementOf, recipientsOf } from './recipients.ts'
import type { Reports } from './reports.ts'
import { editionOf, readPdf, readSnapshot } from './snapshots.server.ts'
import { reportFileName } from './file-name.ts'

/** A larger PDF is opened by the link instead. */
export const MOST_ATTACHED_BYTES = 5 * 1024 * 1024

/** What makes and sends the messages of the log. */
export function openPost(reports: Reports, channel: Channel, isMine: () => boolean): Post {
  return {
    reports,
    channel,
    isMine,
    compose: async (entry, address) => ({
      message_id: messageId(entry, reports.env.MAIL_FROM),
      to: address,
      ...(await composed(reports, entry)),
    }),
    addressOf: async (entry) => {
      const directory = await reports.directory()
      const owner = directory.owners.get(entry.owner_id)
      const recipients =
        entry.kind === 'report' ? (owner === undefined ? [] : recipientsOf(owner)) : managementOf(directory)
      return addressAmong(
        recipients.map(({ address }) => address),
        entry.recipient_id,
      )
    },
  }
}

type Composed = Omit<Message, 'message_id' | 'to'>

async function composed(of: Reports, entry: DeliveryEntry): Promise<Composed> {
  switch (entry.kind) {
    case 'report':
      return ownerMessage(of, entry)
    case 'test':
      return testMessage(of, entry)
    case 'prepared':
    case 'waiting':
      return { ...(await noticeMail(of, entry)), attachment: null, unsubscribe_url: null }
  }
}

async function ownerMessage(of: Reports, entry: DeliveryEntry): Promise<Composed> {
  const snapshot = await readSnapshot(of.db, entry)
  const pdf = snapshot === null ? null : await readPdf(of.db, snapshot.pdf_sha256)
  if (snapshot === null || pdf === null) throw new Error(`${entry.message_key} is not kept`)
  const { open, unsubscribe } = await issueLinks(of.db, entry, of.now())
  const unsubscribe_url = of.base_url + unsubscribePath(unsubscribe)
  const is_attached = pdf.byteLength <= MOST_ATTACHED_BYTES
  const written = reportMail({
    contents: snapshot.contents,
    edition: editionOf(snapshot),
    locale: snapshot.locale,
    company: of.maker.company.name,
    open_url: of.base_url + openPath(open),
    unsubscribe_url,
    is_attached,
    is_test: false,
  })
  return withPdf(written, pdf, { month: entry.month, locale: snapshot.locale, is_attached, unsubscribe_url })
}

/** What the owner would get now; to somebody of management, who can neither open it by a link nor unsubscribe. */
async function testMessage(of: Reports, entry: DeliveryEntry): Promise<Composed> {
  const directory = await of.directory()
  const owner = directory.owners.get(entry.owner_id)
  if (owner === undefined) throw new UsageError(`there is no owner ${entry.owner_id}`)
  const locale = localeOf(owner)
  await of.settled()
  const contents = await of.maker.read(of.db, directory, {
    owner_id: owner.owner_id,
    month: entry.month,
    as_of: of.now(),
  })
  const pdf = await of.maker.draw(contents, { locale, edition: null })
  const is_attached = pdf.byteLength <= MOST_ATTACHED_BYTES
  const written = reportMail({
    contents,
    edition: null,
    locale,
    company: of.maker.company.name,
    open_url: null,
    unsubscribe_url: null,
    is_attached,
    is_test: true,
  })
  return withPdf(written, pdf, { month: entry.month, locale, is_attached, unsubscribe_url: null })
}

function withPdf(
  written: Written,
  bytes: Uint8Array,
  of: { month: string; locale: Locale; is_attached: boolean; unsubscribe_url: string | null },
): Composed {
  const name = reportFileName(of.month, of.locale)
  return {
    ...written,
    attachment: of.is_attached ? { name, bytes } : null,
    unsubscribe_url: of.unsubscribe_url,
  }
}
