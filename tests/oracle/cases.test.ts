/** The cases with a known right answer, asked of the brute-force reading. */
import { describe, expect, test } from 'vitest'
import type { Case, Otherwise } from '../cases/case.ts'
import { CASES } from '../cases/index.ts'
import { everythingTold, moment, property, type Told } from '../support/events.ts'
import { figures, managementHomes, ownerHomes, type Figures } from './figures.ts'
import type { Ask } from './scope.ts'

const ZONE = 'Europe/Moscow'

function asked(events: readonly Told[], subject: Ask['subject'], other: Otherwise): Figures {
  const { from = '2025-01-01', until = '2026-01-01', as_of = until, owner, homes, ...more } = other
  const known = owner === undefined ? managementHomes(events) : ownerHomes(events, owner, ZONE)
  return figures(events, {
    ...{ subject, from, until, default_timezone: ZONE, unassigned: false, ...more },
    as_of: Date.parse(moment(as_of === until ? '2026-01-01T00:00:00Z' : as_of)),
    homes: homes === undefined ? known : known.filter(({ property_id }) => homes.includes(property_id)),
  })
}

/** A case that announces no home is about home N. */
function toldIn({ events }: Case): Told[] {
  const announced = events.some(({ type }) => type === 'butler.property.v1')
  return [everythingTold(), ...(announced ? [] : [property()]), ...events]
}

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('$title', (one) => {
    let told = toldIn(one)
    for (const step of one.steps) {
      if (step.kind === 'later') told = [...told, ...step.events]
      if (step.kind === 'answer') expect(asked(told, step.subject, step.asked)).toMatchObject(step.expected)
    }
  })
})
