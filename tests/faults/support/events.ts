import fc from 'fast-check'
import { worldArbitrary } from '../../oracle/world.ts'

interface TestEvent {
  id: string
  type: string
}

/** Events of invented portfolios, a number of them that is the same for the same seed. */
export function eventsOfWorlds(seed: number, worlds: number, from = 0): TestEvent[] {
  return Array.from({ length: worlds }, (_, index) => {
    const name = `w${from + index}`
    const [world] = fc.sample(worldArbitrary(name), { seed: seed + from + index, numRuns: 1 })
    return world?.events ?? []
  }).flat()
}
