import { alike } from './alike.ts'

import type { Same } from '../same.ts'
import type { mail as ru } from '../ru/mail.ts'

/** What mails about a report say, what a restatement names, and what is said of a file that is checked. */
export const mail: Same<typeof ru> = {
  mail: {
    subject: '{{month}}: guest support report',
    subjectRestated: '{{month}}: corrected report no.\u00a0{{number}}',
    test: 'Test',
    greeting: '{{owner}}, this is your report for the month.',
    restated:
      'This is corrected report no.\u00a0{{number}}: more data came in after the one of {{date}}. What changed:',
    change: '{{label}}: was {{before}}, now {{after}}',
    version: 'by definition no.\u00a0{{number}}',
    moreChanges: 'and {{count}} more; the report lists them all',
    comment: 'From the manager',
    nights: 'Nights of the month',
    badNight: '{{night}}: {{verdict}}',
    noBadNights: 'Guests were answered on time every night.',
    strip: {
      there: alike.stripPresent,
      nobody: 'nobody there',
      unknown: 'shifts are not connected',
      dot: 'guests wrote',
      late: 'waited longer than promised',
    },
    open: 'Open the report',
    openNote:
      'The link opens only this report, without signing in, for 14 days. Share it only with people who may read it.',
    attached: 'The report is attached as a PDF that you can save and print.',
    tooLarge: 'The report is too large for an email, so open it with the link.',
    file: 'Report {{month}}.pdf',
    sender: '{{company}}. Data as of {{data}}.',
    unsubscribe: 'Stop sending the report to this address',
    management: {
      preparedSubject: '{{month}}: the reports are ready to read',
      prepared_one: 'Ready: {{n}} report. They go out to the owners automatically on {{date}}.',
      prepared_other: 'Ready: {{n}} reports. They go out to the owners automatically on {{date}}.',
      preparedHow: 'Until then you can read them, add a comment, and hold a report that is not right.',
      nobody: 'No address to send to: {{names}}.',
      openReports: 'Open the reports',
      waitingSubject: '{{month}}: a report could not be created yet',
      waiting: 'A report could not be created: {{names}}.',
      waitingHow:
        'Part of its data can’t be read. Incomplete reports are not sent: we keep trying, and the server log says what is wrong.',
    },
    case: { notHelped: 'not helped yet', none: 'not in the report', gone: 'cancelled' },
    verify: {
      sent: 'This is the original report: {{month}}, {{owner}}, sent on {{date}}.',
      sentRestated:
        'This is the original report: {{month}}, {{owner}}, corrected no.\u00a0{{edition}}, sent on {{date}}.',
      unknown: 'We did not send this file; it matches no report that we sent.',
      newer: 'Corrected report no.\u00a0{{number}} was sent after it.',
      same: 'Nothing in it has changed since.',
      changed: 'Changed since:',
      otherDefinitions:
        'Its numbers were counted by edition {{edition}} of the rules and stay as they were. The rules have changed since, so they can’t be compared with today’s.',
      unreadable: 'It could not be compared with current data. Try again later.',
    },
  },
}
