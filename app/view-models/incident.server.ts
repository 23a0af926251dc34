import type { TFunction } from 'i18next'
import { momentAt, zoneIn, type Clocks } from '#reports/month/clocks.ts'
import { formatDay, formatTime } from '#reports/month/format.ts'
import { datesOf } from '#reports/month/month.server.ts'
import { homeName, isolated } from '#reports/month/names.ts'
import { categoryWord } from '#reports/month/single-words.ts'
import type { Database } from '#sql/db/client.server.ts'
import { zoneOf } from '#sql/directory/directory.ts'
import { readPartsOfIncidents, type IncidentStory } from '#sql/incident.server.ts'
import { formatDay as dateOf, localDay } from '#sql/time/zone.ts'
import { searchOf, type View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'
import { caseHref } from './cases.server.ts'

interface ViewContext {
  locale: Locale
  t: TFunction
  clocks: Clocks
  /** the incident's home */
  property_id: string
  audience: 'owner' | 'management'
}

export interface IncidentDay {
  date: string
  steps: { at: string; time: string; text: string; who: string; tone: string }[]
}

const ACTIONS = [
  ...(['reported', 'opened', 'acknowledged', 'escalated', 'owner_notified'] as const),
  ...(['mitigated', 'resolved', 'reopened', 'cancelled'] as const),
]
const TONES: Record<string, string> = {
  reported: 'guest',
  mitigated: 'manager',
  resolved: 'manager',
  reopened: 'bad',
}

/** An incident day by day, in words. */
export function incidentSteps(
  { steps }: IncidentStory,
  { locale, t, clocks, property_id, audience }: ViewContext,
): IncidentDay[] {
  const days = new Map<string, IncidentDay>()
  const timezone = zoneIn(clocks, property_id)
  for (const { at, action, person } of steps) {
    const date = dateOf(localDay(timezone, at))
    const day = days.get(date) ?? { date: formatDay(date, locale), steps: [] }
    days.set(date, day)
    const known = ACTIONS.find((one) => one === action)
    const whom = known === 'owner_notified' && audience === 'owner' ? 'you_notified' : known
    const iso = new Date(at).toISOString()
    day.steps.push({
      at: iso,
      time: formatTime(iso, timezone, locale),
      text: whom === undefined ? action : t(`incidents.step.${whom}`),
      who: isolated(person ?? ''),
      tone: TONES[action] ?? '',
    })
  }
  return [...days.values()]
}

/** An incident of which a part alone lies on an owner's days: it is in none of his figures. */
export interface PartRow {
  id: string
  href: string
  what: string
  /** home, and the first moment of the part */
  where: string
}

/** Those of which something happened in the month, in order. */
export async function partRows(
  db: Database,
  view: View,
  { locale }: Pick<ViewContext, 'locale' | 't'>,
): Promise<PartRow[]> {
  const { directory, bar, months } = view
  const { from, until } = datesOf(months.period)
  return (await readPartsOfIncidents(db, directory, view)).flatMap(
    ({ incident_id, property_id, category, moments }) => {
      const first = moments.find((at) => {
        const date = localDay(zoneOf(directory, property_id), at)
        return date >= from && date < until
      })
      if (first === undefined) return []
      return [
        {
          id: incident_id,
          href: caseHref({ incident_id }, searchOf(bar)),
          what: categoryWord(category, locale),
          where: [
            homeName(directory, property_id),
            momentAt(view.clocks, property_id, new Date(first).toISOString(), locale),
          ].join('\u00a0· '),
        },
      ]
    },
  )
}
