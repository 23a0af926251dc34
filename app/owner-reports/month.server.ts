import { readAddresses, type Addresses } from '#reports/mailing/addresses.server.ts'
import { readReports, type OwnerReport } from '#reports/mailing/owner-reports.server.ts'
import type { Reports } from '#reports/mailing/reports.ts'
import { staffName } from '#reports/month/names.ts'
import { subscriptionsOf } from '#reports/mailing/subscriptions.server.ts'
import {
  deliveryLines,
  reportState,
  sentenceMoments,
  stateText,
  worstFirst,
  type DeliveryLine,
  type ReportState,
} from './deliveries.server.ts'
import { momentOf, monthWithin, type Words } from './moments.ts'

/** An owner's report of a month, as the page of deliveries lists it. */
export interface ReportRow {
  owner_id: string
  name: string
  state: ReportState
  /** where no message tells it; '' else */
  text: string
  lines: DeliveryLine[]
  /** «уточнённый отчёт № 2», '' where there is none */
  restated: string
  /** why it is held and by whom, '' where it is not */
  held: string
}

export interface MonthOfReports {
  title: string
  second: string
  rows: ReportRow[]
  /** some report is still to go out: a word or a hold can reach it */
  isOpen: boolean
}

const STILL_TO_GO: readonly ReportState[] = ['upcoming', 'making', 'prepared', 'held']

/** A month's reports: first what they come to, in a sentence, then one row an owner. */
export async function readMonthOfReports(of: Reports, month: string, words: Words): Promise<MonthOfReports> {
  const directory = await of.directory()
  const reports = await readReports(of, month)
  const now = of.now()
  const addresses = await readAddresses(of.db)
  const rows = reports.map((report) => rowOf(report, addresses, { ...words, directory, now }))
  return {
    ...sentenceOf(rows, month, sentenceMoments(reports, { ...words, directory, now }), words),
    rows: worstFirst(rows),
    isOpen: rows.some(({ state }) => STILL_TO_GO.includes(state)),
  }
}

function rowOf(report: OwnerReport, addresses: Addresses, all: Parameters<typeof stateText>[1]): ReportRow {
  const owner = all.directory.owners.get(report.owner_id)
  const lines = deliveryLines(report, owner === undefined ? [] : subscriptionsOf(owner, addresses), all)
  const last = report.editions.at(-1)?.edition ?? 0
  return {
    owner_id: report.owner_id,
    name: report.name,
    lines,
    state: reportState(report, all.now),
    text: lines.length === 0 ? stateText(report, all) : '',
    restated: last > 1 ? all.t('reports.restated', { number: last }) : '',
    held: report.hold === null ? '' : heldText(report, all),
  }
}

/** «Вера Н.: «Проверяем ночь с 13 на 14», 2 ноября в 12:10» */
export function heldText({ hold }: OwnerReport, of: Parameters<typeof stateText>[1]): string {
  if (hold === null) return ''
  const name = personName(hold.person, of)
  const when = momentOf(hold.at, of.directory.default_timezone, of)
  return of.t('reports.heldBy', { name, reason: hold.reason, when })
}

/** Whoever a command or a step names: manager:ID, or admin. */
export function personName(person: string, { directory, t }: Parameters<typeof stateText>[1]): string {
  const id = person.replace(/^manager:/, '')
  return directory.managers.has(id) ? staffName(directory, id) : t('frame.admin')
}

type Times = ReturnType<typeof sentenceMoments>

function sentenceOf(
  rows: readonly ReportRow[],
  month: string,
  { prepare, send }: Times,
  { locale, t }: Words,
): Pick<MonthOfReports, 'title' | 'second'> {
  const count = (...states: ReportState[]) => rows.filter(({ state }) => states.includes(state)).length
  const all = rows.length
  const say = (key: string, values: Record<string, unknown> = {}) =>
    t(`reports.title.${key}`, { month: monthWithin(month, locale), all, prepare, send, ...values })
  const others = (named: readonly ReportState[]) =>
    REST.filter((state) => !named.includes(state) && count(state) > 0)
      .map((state) => t(`reports.rest.${state}`, { count: count(state), n: count(state) }))
      .join(' ')
  if (all === 0) return { title: say('none'), second: '' }
  if (count('failed') > 0)
    return { title: say('failed', { count: count('failed') }), second: others(['failed']) }
  if (count('making') > 0)
    return { title: say('making', { count: count('making') }), second: others(['making']) }
  if (count('upcoming') > 0 && count('upcoming', 'unsubscribed') === all)
    return { title: say('upcoming'), second: t('reports.title.upcomingThen', { send }) }
  if (count('never') === all) return { title: say('never'), second: '' }
  const isOut = count('accepted', 'queued', 'deferred', 'uncertain') > 0
  if (!isOut && count('prepared') > 0)
    return { title: say('ready', { n: count('prepared') }), second: others(['prepared']) }
  if (!isOut && count('held') > 0)
    return { title: say('held', { n: count('held') }), second: others(['held']) }
  return { title: say('sent', { n: count('accepted') }), second: others(['accepted']) }
}

const REST: readonly ReportState[] = [
  ...(['no_address', 'uncertain', 'deferred', 'queued', 'held', 'prepared'] as const),
  ...(['accepted', 'unsubscribed', 'never'] as const),
]
