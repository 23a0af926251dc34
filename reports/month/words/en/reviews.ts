import type { Same } from '../same.ts'
import type { reviews as ru } from '../ru/reviews.ts'

/** Reviews, and what waiting has to do with them. */
export const reviews: Same<typeof ru> = {
  reviews: {
    title_one: '{{count}} review, {{stars}} of 5 on average.',
    title_other: '{{count}} reviews, {{stars}} of 5 on average.',
    none: 'There were no reviews this month.',
    notReported: 'Reviews are not connected yet.',
    stays_one: '{{count}} stay',
    stays_other: '{{count}} stays',
    link: {
      owner: {
        open: 'Over the year ({{stays}}) waiting does not seem to affect the rating. There is too little data to tell.',
        worse:
          'Over the year ({{stays}}), the longer guests waited for an answer, the lower they rated. A link, not a proven cause.',
        better:
          'Over the year ({{stays}}) it was the other way round: longer waits came with higher ratings. A link, not a proven cause.',
      },
      few: 'Whether waiting affects the rating can’t be said: {{stays}} in the year with a review and a question, and at least ten are needed.',
      open: 'Over the year ({{stays}}) no link between waiting and rating shows: strength {{rho}}, 95% interval {{low}} to {{high}}. Too few to tell.',
      worse:
        'Over the year ({{stays}}), the longer the wait, the lower the rating. Strength {{rho}}, 95% interval {{low}} to {{high}}; 0 is none, −1 complete. A link, not a proven cause.',
      better:
        'Over the year ({{stays}}) the link is the other way round: longer waits, higher ratings. Strength {{rho}}, 95% interval {{low}} to {{high}}. A link, not a cause.',
    },
    placebo: {
      few: 'There is too little data to check against waits after the review ({{stays}}).',
      open: 'A check: how long other guests waited after the review is not linked to the rating (ρ = {{rho}}, {{low}} to {{high}}, {{stays}}), as it should be.',
      worse:
        'Careful: waits after the review go with the rating, too (ρ = {{rho}}, {{low}} to {{high}}, {{stays}}), though they can’t have moved it. So the homes themselves differ.',
      better:
        'Careful: waits after the review go with the rating, too (ρ = {{rho}}, {{low}} to {{high}}, {{stays}}), though they can’t have moved it. So the homes themselves differ.',
    },
    worst: 'longest wait {{wait}}',
    noQuestions: 'the guest asked nothing',
    late_one: '{{count}} late answer',
    late_other: '{{count}} late answers',
    incidents_one: '{{count}} case',
    incidents_other: '{{count}} cases',
    handledInTime: 'helped on time',
    handledLate: 'helped late or not at all',
    unlinked: 'its stay is not known',
    tooFew: 'too few to tell',
    group: {
      owner: { none: 'no case', in_time: 'helped on time in all cases', late: 'helped late or not at all' },
      management: {
        none: 'no incident',
        in_time: 'helped on time in all',
        late: 'helped late or not at all',
      },
    },
  },
}
