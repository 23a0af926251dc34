import type { TFunction } from 'i18next'
import type { MonthContents } from '#reports/month/contents.ts'
import { besideHome } from '#reports/month/beside-share.ts'
import { formatDay } from '#reports/month/format.ts'
import { homeFraction, writtenFraction } from '#reports/month/fractions.ts'
import type { Locale } from '../i18n/locale.ts'

export interface HomeRow {
  property_id: string
  name: string
  about: string
  /** «17 из 19», or – where nobody wrote at night */
  night: string
  /** «с закрытыми позже срока — 2 из 5», where that is another share; null: it is not */
  strict: string | null
  /** some guests waited longer than promised at night */
  is_late: boolean
}

/** First the homes in which guests waited too long at night, the most of them first; then by name. */
export function homeRows({ homes, audience }: MonthContents, locale: Locale, t: TFunction): HomeRow[] {
  const words = audience === 'owner' ? (['questions', 'cases'] as const) : (['turns', 'incidents'] as const)
  const rows = homes.map((home) => {
    const { property_id, name, turns, incidents, from, until } = home
    const night = homeFraction(home, 'night_people_in_time_share')
    const late = night === null ? 0 : night.whole - night.part
    const row: HomeRow = {
      property_id,
      name,
      is_late: late > 0,
      about: [
        t(`homes.${words[0]}`, { count: turns['turns'] ?? 0 }),
        ...(incidents === null ? [] : [t(`homes.${words[1]}`, { count: incidents })]),
        ...(from === null ? [] : [t('homes.since', { date: formatDay(from, locale) })]),
        ...(until === null ? [] : [t('homes.until', { date: formatDay(until, locale) })]),
      ].join('\u00a0· '),
      night: writtenFraction(night, locale),
      strict: besideHome(home, locale),
    }
    return { row, late }
  })
  return rows.toSorted((a, b) => b.late - a.late).map(({ row }) => row)
}
