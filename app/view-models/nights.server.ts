import type { TFunction } from 'i18next'
import type { MonthContents, NightColumn } from '#reports/month/contents.ts'
import type { Verdict } from '#sql/ledger/verdict.ts'
import { formatDuration, formatNight, formatTime, formatWait } from '#reports/month/format.ts'
import { absenceOf } from '#reports/month/absence.ts'
import { verdictWord } from '#reports/month/night-words.ts'
import type { Locale } from '../i18n/locale.ts'

/** A night in words. */
export interface NightRow {
  date: string
  /** both dates */
  name: string
  verdict: string
  /** what else was wrong, '' where nothing was */
  also: string
  tone: 'good' | 'bad' | null
  turns: number
  /** «2 поздно», null without a late one */
  late: string | null
  worst: string
  gap: string
  /** all of it in one line: what a screen reader says of the column */
  spoken: string
}

const BAD: readonly Verdict[] = ['nobody', 'silent', 'overloaded', 'late']
const ORDER: readonly Verdict[] = [...BAD, 'unseen', 'no_data', 'in_time', 'quiet']

export function nightRow(
  night: NightColumn,
  audience: MonthContents['audience'],
  { locale, t }: { locale: Locale; t: TFunction },
): NightRow {
  const verdict = verdictWord(night, audience, locale)
  const name = formatNight(night.date, locale, 'dates')
  const late = night.late === 0 ? null : `${night.late} ${t('cases.late')}`
  const duration = (seconds: number | null) => (seconds === null ? '–' : formatDuration(seconds, locale).text)
  const absence = absenceOf(night)
  const gap = absence === null && night.gap_max_s !== null ? '' : duration(absence?.longest_s ?? null)
  return {
    date: night.date,
    name,
    verdict,
    late,
    gap,
    turns: night.turns,
    also: (night.also ?? []).map((one) => verdictWord({ verdict: one }, audience, locale)).join(', '),
    tone: night.running === undefined && BAD.includes(night.verdict) ? 'bad' : null,
    worst: night.turns === 0 ? '' : formatWait(night.worst_wait_s, locale).text,
    spoken: [
      `${name}: ${verdict}`,
      ...(night.turns === 0 ? [] : [t('homes.questions', { count: night.turns })]),
      ...(late === null ? [] : [late]),
      ...(absence === null
        ? []
        : [`${t(`nights.key.${absence.kind === 'nobody' ? 'nobody' : 'planned'}`)} ${gap}`]),
    ].join(', '),
  }
}

/** Those that are worth a look first: by what they come to, then by the longest wait and the longest gap. */
export function worstFirst(nights: readonly NightColumn[]): NightColumn[] {
  return nights.toSorted(
    (a, b) =>
      ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
      (b.worst_wait_s ?? 0) - (a.worst_wait_s ?? 0) ||
      (b.gap_max_s ?? 0) - (a.gap_max_s ?? 0) ||
      (a.date < b.date ? -1 : 1),
  )
}

/** The clock's hours beside the strip, two apart, as the usual night shows them. */
export function hoursOf({ nights, timezone }: MonthContents, locale: Locale): string[] {
  const lengths = nights.map((night) => night.until_at - night.from_at).sort((a, b) => a - b)
  const usual = lengths[Math.floor(lengths.length / 2)]
  const night = nights.find((one) => one.until_at - one.from_at === usual)
  if (night === undefined) return []
  const hours: string[] = []
  for (let at = night.from_at; at <= night.until_at; at += 2 * 3_600_000)
    hours.push(formatTime(new Date(at).toISOString(), timezone, locale).slice(0, 2))
  return hours
}

/** Whole hours of the clock inside one night, an hour or two apart, with their moments. */
export function hoursWithin(
  { from_at, until_at }: Pick<NightColumn, 'from_at' | 'until_at'>,
  timezone: string,
  locale: Locale,
): { at: number; label: string }[] {
  const hours: { at: number; label: string }[] = []
  for (let at = Math.ceil(from_at / 3_600_000) * 3_600_000; at <= until_at; at += 2 * 3_600_000)
    hours.push({ at, label: formatTime(new Date(at).toISOString(), timezone, locale) })
  return hours
}
