import type { MonthContents } from '#reports/month/contents.ts'
import { momentAt } from '#reports/month/clocks.ts'
import { formatDay, formatWait } from '#reports/month/format.ts'
import type { Locale } from '../i18n/locale.ts'

/** A row of the table that stands for the chart of waits. */
export interface WaitRow {
  when: string
  values: string[]
  is_late: boolean
}

/** Of dots each wait, the longest first; of lines each day. */
export function waitRows(contents: MonthContents, locale: Locale): WaitRow[] {
  const { trend } = contents
  const duration = (seconds: number | null) => (seconds === null ? '–' : formatWait(seconds, locale).text)
  if (trend.kind === 'lines') {
    return trend.days.map(({ date, turns, wait_p50_s, wait_p90_s }) => ({
      when: formatDay(date, locale),
      values: [String(turns), duration(wait_p50_s), duration(wait_p90_s)],
      is_late: false,
    }))
  }
  return trend.dots
    .toSorted((a, b) => b.wait_s - a.wait_s)
    .map(({ property_id = '', opened_at, wait_s, is_late }) => ({
      when: momentAt(contents, property_id, new Date(opened_at).toISOString(), locale),
      values: [duration(wait_s)],
      is_late,
    }))
}
