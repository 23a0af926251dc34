import type { sentReports as ru } from '../ru/sent-reports.ts'
import type { Same } from '#reports/month/words/same.ts'

/** What an owner was sent: the archive, a report opened from its mail, unsubscribing, checking a PDF. */
export const sentReports: Same<typeof ru> = {
  archive: {
    title: 'Reports sent to you',
    none: 'No reports have been sent to you yet',
    next: 'The next one, for {{month}}, goes out on {{when}}.',
    changed: 'More data came in after the previous report; changes: {{n}}',
    where: 'Where we send the report',
    notWanted: 'You don’t get the report by email. If that is a mistake, contact your management company.',
    noAddress: 'Your management company has no email address for you. Tell them where to send the report.',
    state: {
      sent: 'we send it here',
      unsubscribed: 'not sent, as you asked',
      suppressed: 'not sent: the mail server says this address does not exist',
    },
    stop: 'Stop sending',
    again: 'Resume sending',
    verify: 'Verify a report',
  },
  opened: {
    pdf: 'Open the PDF report',
    expired: {
      title: 'This link has expired',
      text: 'It opens the report for two weeks. The report itself is attached to the email, and your management company can always send it again.',
    },
    revoked: {
      title: 'This link was revoked',
      text: 'The management company revoked it. If the report is meant for you, ask for a new one.',
    },
    unknown: {
      title: 'This link isn’t valid',
      text: 'Check that the whole address was copied from the email.',
    },
  },
  unsubscribe: {
    ask: {
      title: 'Stop sending the report?',
      text: '{{name}}: the monthly report will no longer be sent to this address. Other addresses are not affected.',
      button: 'Stop sending',
    },
    done: {
      title: 'The report will no longer be sent to this address',
      text: 'You keep the earlier reports. If you change your mind, use this same link again.',
      button: 'Resume sending',
    },
    unknown: {
      title: 'This link isn’t valid',
      text: 'Check that the whole address was copied from the email, or ask the management company to stop the report.',
    },
  },
  verify: {
    title: 'Is this our report?',
    text: 'Choose the PDF that you were given. We will say whether it is our report and whether any numbers have changed since.',
    file: 'Report file, up to 10 MB',
    kept: 'The file is not stored.',
    check: 'Check the file',
    missing: 'No file chosen: choose the report’s PDF.',
    tooLarge: 'The file is larger than 10 MB. Our reports are smaller: check whether it is the right one.',
    changed: 'Numbers in it have changed since. The owner or the management company can say which.',
  },
}
