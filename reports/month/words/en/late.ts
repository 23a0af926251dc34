import type { Same } from '../same.ts'
import type { late as ru } from '../ru/late.ts'

/** What was late, on which nights, and what marks closed beside the share on time. */
export const late: Same<typeof ru> = {
  trouble: {
    owner: {
      late_alone: '<late>one guest</> had to wait longer than promised',
      late_alone_for: '<late>one guest</> had to wait {{wait}}',
      late_small: '<late>{{n}} guests</> had to wait longer than promised',
      late_one: '<late>{{n}} guest</> had to wait longer than promised',
      late_other: '<late>{{n}} guests</> had to wait longer than promised',
      late_same: '<late>one guest</> waited longer than promised, {{times}}',
      late_some_small: '<late>{{n}} guests</> waited longer than promised, {{times}} in all',
      late_some_one: '<late>{{n}} guest</> waited longer than promised, {{times}} in all',
      late_some_other: '<late>{{n}} guests</> waited longer than promised, {{times}} in all',
      overdue_one: '<late>{{n}} question</> was never answered',
      overdue_other: '<late>{{n}} questions</> were never answered',
      both: '{{late}}, and {{overdue}}',
    },
    staff: {
      late_alone: '<late>one</> was late',
      late_alone_for: '<late>one</> was late, after {{wait}}',
      late_small: '<late>{{n}}</> were late',
      late_one: '<late>{{n}}</> was late',
      late_other: '<late>{{n}}</> were late',
      overdue_one: '<late>{{n}}</> is overdue',
      overdue_other: '<late>{{n}}</> are overdue',
      both: '{{late}}, {{overdue}}',
    },
  },
  nights: {
    one: ', {{first}}',
    two: ', {{first}} and {{second}}',
    more_one: ', on {{n}} night, {{first}}',
    more_other: ', on {{n}} different nights, worst {{first}}',
    among: ', among them {{first}}',
    night: 'on the <late_night {{date}}>{{night}}</>',
    before: 'on the <bad>{{night}}</>',
  },
  beside: {
    home: '{{share}} with those closed late',
    owner: {
      late_one: '{{asked}} was closed with the mark “no reply needed” after the promised time.',
      late_other: '{{asked}} were closed with the mark “no reply needed” after the promised time.',
      also_one: 'Besides, {{asked}} was closed with it before that time, and does not count.',
      also_other: 'Besides, {{asked}} were closed with it before that time, and do not count.',
      dismissed_one: '{{asked}} was closed with the mark “no reply needed”, and does not count.',
      dismissed_other: '{{asked}} were closed with the mark “no reply needed”, and do not count.',
      by_mark_one:
        '{{asked}} was closed with the mark “answered elsewhere”: the answer itself is not in the chats.',
      by_mark_other:
        '{{asked}} were closed with the mark “answered elsewhere”: the answers themselves are not in the chats.',
    },
    staff: {
      late_one: '{{asked}} was closed with the mark “no reply needed” after the promised time.',
      late_other: '{{asked}} were closed with the mark “no reply needed” after the promised time.',
      also_one: 'Besides, {{asked}} was closed with it before that time, and does not count.',
      also_other: 'Besides, {{asked}} were closed with it before that time, and do not count.',
      dismissed_one: '{{asked}} was closed with the mark “no reply needed”, and does not count.',
      dismissed_other: '{{asked}} were closed with the mark “no reply needed”, and do not count.',
      by_mark_one:
        '{{asked}} was closed with the mark “answered elsewhere”: the answer itself is not in the chats.',
      by_mark_other:
        '{{asked}} were closed with the mark “answered elsewhere”: the answers themselves are not in the chats.',
    },
    night_only: ' (at night)',
    night_both: ' (both at night)',
    night_all: ' (all at night)',
    night_some: ' ({{n}} at night)',
    counted_one: 'Counting it too, on time: {{shares}}.',
    counted_other: 'Counting them too, on time: {{shares}}.',
    share: '{{n}} of {{of}}',
    instead: '{{strict}}, not {{share}}',
    at_night: '; at night {{share}}',
  },
}
