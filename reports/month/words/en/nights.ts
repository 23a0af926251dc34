import { alike } from './alike.ts'

import type { Same } from '../same.ts'
import type { nights as ru } from '../ru/nights.ts'

/** A night: what it comes to, what happened in it, step by step. */
export const nights: Same<typeof ru> = {
  verdict: {
    owner: {
      nobody: 'nobody there',
      silent: 'no response from the person on duty',
      overloaded: 'busy with other guests',
      late: alike.late,
      unseen: 'neither clocked nor answering',
      no_data: 'no data',
      in_time: 'on time',
      quiet: 'no questions',
      running: 'still going on',
    },
    staff: {
      nobody: 'nobody on shift',
      silent: 'no response from staff on shift',
      overloaded: 'busy with others',
      late: alike.late,
      unseen: 'not clocked',
      no_data: 'no data',
      in_time: 'on time',
      quiet: 'no questions',
      running: 'still going on',
    },
  },
  fact: {
    nobody: 'nobody there for {{gap}}',
    unseen: 'the person scheduled neither clocked on nor answered for {{gap}}',
    silent: 'a guest waited {{wait}} while the person on duty did not respond',
    overloaded_one: '{{n}} guest waited {{wait}} while the person on duty was answering others',
    overloaded_other:
      '{{n}} questions answered late, after up to {{most}}, while the person on duty was answering others',
    late_one: '{{n}} question late, after {{wait}}',
    late_other: '{{n}} questions late, after up to {{most}}',
    no_data: alike.noData,
  },
  running: {
    nobody: 'The night is still going on. Nobody has written so far.',
    in_time: 'The night is still going on. So far {{asked}}, all answered on time.',
    in_time_once: 'The night is still going on. So far {{asked}}, answered on time.',
    waiting: 'The night is still going on. So far {{asked}}; nobody has waited longer than promised.',
    late: 'The night is still going on. So far {{asked}}, {{late}} late.',
  },
  steps: {
    asked: 'a guest wrote: {{topic}}',
    askedOther: 'a guest wrote (no topic given)',
    answered: 'answered after {{wait}}',
    answeredLate: 'answered late, after {{wait}}',
    answeredBot: 'the bot answered at once',
    answeredOwner: 'the owner answered after {{wait}}',
    overdue: 'still no answer',
    gapBegan: 'nobody there',
    gapEnded: 'someone there again',
    unseenBegan: 'the person scheduled neither clocked on nor answering',
    unseenEnded: 'the person on duty is back',
    caseReported: 'case: {{category}}',
    caseHandled: 'guest helped after {{wait}}: {{category}}',
    caseResolved: 'resolved',
    caseOpen: 'not over yet',
  },
  /** what happened, line by line */
  notes: { night: 'about the night of {{night}}' },
}
