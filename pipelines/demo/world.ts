import { createRoster, type Roster } from './roster.ts'
import { storyDays, type StoryDays } from './stories.ts'
import type { Tell } from './tell.ts'

/** What every part of the demo needs to tell its own. */
export interface World {
  tell: Tell
  days: StoryDays
  roster: Roster
}

export function createWorld(tell: Tell, first_day: number): World {
  const days = storyDays(first_day)
  return { tell, days, roster: createRoster(days) }
}
