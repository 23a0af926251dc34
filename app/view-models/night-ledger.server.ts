import type { TFunction } from 'i18next'
import { momentAt, type Clocks } from '#reports/month/clocks.ts'
import { formatDuration, formatTime } from '#reports/month/format.ts'
import { homeName, staffName } from '#reports/month/names.ts'
import { topicWord } from '#reports/month/single-words.ts'
import type { Directory } from '#sql/directory/directory.ts'
import type { LedgerNight } from '#sql/ledger/ledger.server.ts'
import type { Span } from '#sql/time/spans.ts'
import type { Locale } from '../i18n/locale.ts'

/** What the ledger of a night tells beside its course. Staff only. */
export interface NightLedger {
  facts: { label: string; value: string }[]
  /** plans that were changed after the night had begun */
  edits: string[]
  /** plans and clock that were told afterwards */
  later: string[]
  /** waits that were late, or over a change of shift: who was on shift meanwhile */
  held: string[]
}

interface ViewContext {
  directory: Directory
  /** of the night's homes */
  clocks: Clocks
  locale: Locale
  t: TFunction
}

export function nightLedger(nights: readonly LedgerNight[], of: ViewContext): NightLedger {
  const { locale, t } = of
  const worst = mostOf(nights.map(({ worst_wait_s }) => worst_wait_s))
  const silence = mostOf(nights.map(({ longest_silence_s }) => longest_silence_s))
  const disturbed = nights.map(({ is_owner_disturbed }) => is_owner_disturbed)
  const incidents = nights.map(({ incident_ids }) => incident_ids?.length ?? null)
  const number = (value: number) => String(value)
  const duration = (seconds: number) => formatDuration(seconds, locale).text
  const turns = nights.flatMap((night) => night.turns)
  return {
    facts: [
      { label: t('ledger.turns'), value: number(turns.length) },
      { label: t('ledger.late'), value: number(turns.filter(({ is_late }) => is_late).length) },
      { label: t('ledger.worst'), value: worst === null ? '–' : duration(worst) },
      { label: t('ledger.silence'), value: silence === null ? '–' : duration(silence) },
      {
        label: t('ledger.incidents'),
        value: incidents.includes(null)
          ? '–'
          : number(incidents.reduce<number>((sum, n) => sum + (n ?? 0), 0)),
      },
      {
        label: t('ledger.disturbed'),
        value: disturbed.includes(true) ? t('ledger.yes') : disturbed.includes(null) ? '–' : t('ledger.no'),
      },
    ],
    edits: [...new Set(nights.flatMap(({ plans }) => plans.flatMap((plan) => editsOf(plan, of))))],
    later: [...new Set(nights.flatMap(({ said_later }) => said_later.map((said) => laterOf(said, of))))],
    held: turns
      .filter(({ is_late, held_by }) => is_late || held_by.length > 1)
      .map(({ property_id, topic, held_by }) =>
        t(
          `ledger.${held_by.length > 1 ? 'shared' : held_by[0]?.manager_ids.length === 0 ? 'heldNobody' : 'held'}`,
          {
            home: property_id === '' ? '–' : homeName(of.directory, property_id),
            topic: topicWord(topic === '' ? 'other' : topic, locale),
            wait: duration(
              held_by.reduce((sum, { from_at, until_at }) => sum + until_at - from_at, 0) / 1000,
            ),
            parts: held_by.map((part) => partOf(part, held_by.length > 1, of)).join(', '),
          },
        ),
      ),
  }
}

function mostOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** «1 ч 29 мин на смене никого не было», «3 мин на смене Фёдор М.»; of the only part its people alone. */
function partOf(
  { from_at, until_at, manager_ids }: { from_at: number; until_at: number; manager_ids: readonly string[] },
  isOneOfMany: boolean,
  of: ViewContext,
): string {
  const who = whoOf(manager_ids, of)
  if (!isOneOfMany) return who
  const duration = formatDuration((until_at - from_at) / 1000, of.locale).text
  return of.t(manager_ids.length === 0 ? 'ledger.partNobody' : 'ledger.part', { who, duration })
}

function whoOf(manager_ids: readonly string[], { directory }: ViewContext): string {
  return manager_ids.map((id) => staffName(directory, id)).join(', ')
}

/** «Ольга Р. — начало смены 14 октября, 22:00: поступило 15 октября, 09:12» */
function laterOf(
  { manager_id, action, at, received_at }: LedgerNight['said_later'][number],
  of: ViewContext,
): string {
  const moment = (ms: number) => momentAt(of.clocks, '', new Date(ms).toISOString(), of.locale)
  return of.t('ledger.later', {
    who: whoOf([manager_id], of),
    what: of.t(`ledger.said.${action}`),
    at: moment(at),
    received: moment(received_at),
  })
}

/** «Ольга Р.: 22:00–08:00, изменено 14 октября, 09:12 на 22:00–06:00» */
function editsOf({ planned, edits }: LedgerNight['plans'][number], of: ViewContext): string[] {
  const { clocks, locale, t } = of
  const clock = (at: number) => formatTime(new Date(at).toISOString(), clocks.timezone, locale)
  const spanText = (span: Span | null) =>
    span === null ? t('ledger.notPlanned') : `${clock(span.from_at)}–${clock(span.until_at)}`
  return edits.map((edit) =>
    t('ledger.edit', {
      who: whoOf([planned?.manager_id ?? edit.planned?.manager_id ?? ''], of),
      before: spanText(planned),
      after: spanText(edit.planned),
      when: momentAt(clocks, '', new Date(edit.edited_at).toISOString(), locale),
    }),
  )
}
