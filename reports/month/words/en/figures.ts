import type { Same } from '../same.ts'
import type { figures as ru } from '../ru/figures.ts'

/** Cards, and rows of figures. */
export const figures: Same<typeof ru> = {
  /** a month's numbers: why one is not there, from when, what it was of */
  card: {
    of: 'of\u00a0{{of}}',
    waits: 'How long they waited',
    nobody_at_night: 'nobody wrote at night',
    bot_at_night: 'the bot answered everything at night',
    waiting: 'still waiting, within the promised time',
    nobody_waited: 'nobody waited for a person',
    no_cases: 'no cases',
    cases_running: 'still within the promised time',
    clock_not_reported: 'by the schedule: clocking on is not connected',
    not_yet: 'no data yet',
    unanswered: 'not answered yet',
    since: 'counted since {{date}}',
    before: {
      same: '{{when}}: {{value}}',
      better: 'better than {{when}}: {{value}}',
      worse: 'worse than {{when}}: {{value}}',
    },
    before_unknown: 'no data {{when}}',
  },
  /** rows of figures: «3 из 4», since when, before, the interval */
  figures: {
    of: '{{n}} of {{of}}',
    since: 'since {{date}}',
    countedAt: 'only where all is known: {{n}} of {{of}} homes',
    few_one: 'only {{n}}: too few for a typical value',
    few_other: 'only {{n}}: too few for a typical value',
    interval: '95% interval: {{low}} to {{high}}',
  },
}
