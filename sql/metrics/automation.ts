import type { Metric } from './metric.ts'

/** One home's night, as its owner lived it. */
export interface OwnerNight {
  property_id: string
  /** local date on which it begins, days since 1970-01-01 */
  date: number
  /** an owner_notified, or a message or mark of role owner, at this home in the window, which as_of cuts */
  is_disturbed: boolean
}

/** A metric over an owner's nights: one line over the nights of his homes in the period. */
export interface OwnerNightMetric extends Metric {
  value: (nights: readonly OwnerNight[]) => number
}

const count = { unit: 'count', empty: 0, needs: ['owner_contact'] } as const

/** Local dates on which at least one of the nights begins. */
const dates = (nights: readonly OwnerNight[]) => new Set(nights.map((night) => night.date)).size
const disturbed = (nights: readonly OwnerNight[]) => nights.filter((night) => night.is_disturbed)

export const AUTOMATION_METRICS = {
  undisturbed_nights: {
    label: { ru: 'Ночи без забот для владельца', en: 'Undisturbed nights of the owner' },
    about: {
      ru: 'Ночи, в которые владельца не тревожили: ему не звонили и не писали об инциденте и сам он ничего не писал гостям и не отмечал — ни в одном жилье. Ночь считается один раз, сколько бы жилья у него ни было.',
      en: 'Nights in which the owner was left in peace: nobody notified him of an incident, and he neither wrote to a guest nor marked anything, at any home. A night counts once, however many homes he has.',
    },
    ...count,
    better: 'higher',
    value: (nights) => dates(nights) - dates(disturbed(nights)),
  },
  disturbed_nights: {
    label: { ru: 'Ночи, когда владельца потревожили', en: 'Disturbed nights of the owner' },
    about: {
      ru: 'Ночи, в которые владельцу сообщили об инциденте или он сам писал гостям или ставил отметки — хотя бы в одном жилье. Ночь считается один раз.',
      en: 'Nights in which the owner was notified of an incident, or wrote to a guest or marked something himself, at any home. A night counts once.',
    },
    ...count,
    better: 'lower',
    value: (nights) => dates(disturbed(nights)),
  },
} satisfies Record<string, OwnerNightMetric>
