import type { TFunction } from 'i18next'
import { zoneIn, type Clocks } from '#reports/clocks.ts'
import { formatDay, formatTime } from '#reports/format.ts'
import { isolated } from '#reports/names.ts'
import type { IncidentStory } from '#sql/incident.server.ts'
import { formatDay as dateOf, localDay } from '#sql/zone.ts'
import type { Locale } from '../i18n/locale.ts'

interface Of {
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
  { locale, t, clocks, property_id, audience }: Of,
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
      ...{ at: iso, time: formatTime(iso, timezone, locale) },
      text: whom === undefined ? action : t(`incidents.step.${whom}`),
      who: isolated(person ?? ''),
      tone: TONES[action] ?? '',
    })
  }
  return [...days.values()]
}
