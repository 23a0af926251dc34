import { addressAmong, recipientsOf } from '#reports/mailing/recipients.ts'
import type { Delivery, DeliveryState, OwnerReport } from '#reports/mailing/owner-reports.server.ts'
import { ownerZone } from '#reports/mailing/reports.ts'
import type { Subscription } from '#reports/mailing/subscriptions.server.ts'
import { zoneOf, type Directory } from '#sql/directory/directory.ts'
import { momentOf, type Words } from './moments.ts'

/** How a month's report of an owner stands: as its messages do, or why there are none yet. */
export type ReportState = DeliveryState | 'upcoming' | 'making' | 'never'

/** A message of a report in words. */
export interface DeliveryLine {
  key: string
  edition: number
  recipient_id: string
  /** '' where there is none */
  address: string
  text: string
  tone: 'good' | 'bad' | 'warn' | null
  /** the server's reply, or the reason; '' without any */
  detail: string
  /** again: it did not arrive · once more: it did · back: it was unsubscribed */
  can: 'again' | 'once_more' | 'back' | null
}

/** A report that should have been there is waited for so long before it counts as never made. */
const MAKING_MS = 86_400_000
/** What is worst comes first. */
const ORDER: readonly ReportState[] = [
  ...(['failed', 'no_address', 'making', 'uncertain', 'deferred', 'queued', 'held', 'prepared'] as const),
  ...(['upcoming', 'unsubscribed', 'accepted', 'never'] as const),
]

/** The worst of its latest edition's messages. */
export function reportState(report: OwnerReport, now: number): ReportState {
  const last = Math.max(0, ...report.deliveries.map(({ edition }) => edition))
  const states = report.deliveries.filter(({ edition }) => edition === last).map(({ state }) => state)
  const worst = ORDER.find((state) => states.some((one) => one === state))
  if (worst !== undefined) return worst
  if (now < report.prepare_at) return 'upcoming'
  return now < report.send_at + MAKING_MS ? 'making' : 'never'
}

/** Rows that need somebody first, then by name. */
export function worstFirst<T extends { state: ReportState }>(rows: readonly T[]): T[] {
  const rank = ({ state }: T) => (ORDER.indexOf(state) <= ORDER.indexOf('making') ? 0 : 1)
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

interface ViewContext extends Words {
  directory: Directory
  now: number
}

/** What of a report has no message to tell it. */
export function stateText(report: OwnerReport, { directory, now, ...words }: ViewContext): string {
  const zone = ownerZone(directory, report.owner_id)
  const state = reportState(report, now)
  switch (state) {
    case 'upcoming':
      return words.t('reports.state.upcoming', { when: momentOf(report.prepare_at, zone, words) })
    case 'making':
      return words.t('reports.state.making')
    default:
      return words.t('reports.state.never')
  }
}

/** Each message of a report, the latest edition first. */
export function deliveryLines(
  report: OwnerReport,
  subscriptions: readonly Subscription[],
  of: ViewContext,
): DeliveryLine[] {
  return report.deliveries
    .map((delivery) => {
      const known = subscriptions.find(({ recipient_id }) => recipient_id === delivery.recipient_id)
      const isBarred = known?.state === 'unsubscribed' && report.editions.length === 0
      const line = lineOf(report, isBarred ? { ...delivery, state: 'unsubscribed' as const } : delivery, of)
      // he came back after it had been left out
      const isBack = delivery.state === 'unsubscribed' && known?.state === 'sent' && line.can === 'back'
      return isBack ? { ...line, text: of.t('reports.state.wasUnsubscribed'), can: 'again' as const } : line
    })
    .toSorted((a, b) => b.edition - a.edition)
}

function lineOf(report: OwnerReport, delivery: Delivery, of: ViewContext): DeliveryLine {
  const { edition, recipient_id, state } = delivery
  const owner = of.directory.owners.get(report.owner_id)
  const addresses = owner === undefined ? [] : recipientsOf(owner).map(({ address }) => address)
  return {
    key: `${edition} ${recipient_id}`,
    edition,
    recipient_id,
    text: textOf(report, delivery, of),
    tone: TONES[state],
    address: addressAmong(addresses, recipient_id) ?? '',
    detail: state === 'prepared' || state === 'held' ? '' : reasonOf(delivery.detail, of),
    can: canOf(report, delivery, addresses),
  }
}

const TONES: Record<DeliveryState, DeliveryLine['tone']> = {
  prepared: null,
  held: 'warn',
  queued: null,
  accepted: 'good',
  deferred: 'warn',
  failed: 'bad',
  uncertain: 'warn',
  unsubscribed: null,
  no_address: 'bad',
}

function textOf(
  report: OwnerReport,
  { state, at, next_at, recipient_id, attempt }: Delivery,
  of: ViewContext,
): string {
  const zone = ownerZone(of.directory, report.owner_id)
  const say = (key: string, moment: number | null) =>
    of.t(`reports.state.${key}`, { when: moment === null ? '–' : momentOf(moment, zone, of), attempt })
  switch (state) {
    case 'prepared':
      return say(report.send_at > of.now ? 'prepared' : 'preparedNow', report.send_at)
    case 'held':
      return say('held', report.hold?.until_at ?? report.send_at)
    case 'accepted':
      return say('accepted', at)
    case 'failed':
      return say('failed', at)
    case 'deferred':
    case 'uncertain':
      return say(state, next_at)
    case 'unsubscribed':
      return say(recipient_id === '' ? 'notWanted' : 'unsubscribed', at)
    case 'queued':
    case 'no_address':
      return say(state, at)
  }
}

function canOf(
  { editions }: OwnerReport,
  delivery: Delivery,
  addresses: readonly string[],
): DeliveryLine['can'] {
  const { state, recipient_id } = delivery
  const hasAddress = addressAmong(addresses, recipient_id) !== null
  if (state === 'unsubscribed') return hasAddress ? 'back' : null
  if (editions.length === 0) return null
  if (state === 'failed') return hasAddress ? 'again' : null
  if (state === 'no_address') return addresses.length > 0 ? 'again' : null
  return state === 'accepted' && hasAddress ? 'once_more' : null
}

/** Reasons of ours, which the log keeps in English, in the reader's words; a server's reply as it is. */
function reasonOf(detail: string, { t }: Words): string {
  const prefix = 'suppressed: '
  if (detail.startsWith(prefix)) return t('reports.reason.suppressed', { reply: detail.slice(prefix.length) })
  const key = OUR_REASONS[detail]
  return key === undefined ? detail : t(`reports.reason.${key}`)
}

const OUR_REASONS: Record<string, string> = {
  'the directory does not hold this address any more': 'gone',
  'the sender ended before the server had answered': 'ended',
  'the message could not be made': 'notMade',
  'monthly_report is false': 'notWanted',
}

/** The zone of what is said about all owners at once, and the moment at which the first of them gets his report. */
export function sentenceMoments(reports: readonly OwnerReport[], { directory, ...words }: ViewContext) {
  const zone = zoneOf(directory, '')
  const earliest = (times: readonly number[]) =>
    times.length === 0 ? '–' : momentOf(Math.min(...times), zone, words)
  return {
    prepare: earliest(reports.map(({ prepare_at }) => prepare_at)),
    send: earliest(reports.filter(({ hold }) => hold === null).map(({ send_at }) => send_at)),
  }
}
