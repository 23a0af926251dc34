import type { letters as ru } from '../ru/letters.ts'
import type { Same } from '../same.ts'

/** What an owner was sent: the archive, a report opened from its mail, unsubscribing, checking a PDF. */
export const letters: Same<typeof ru> = {
  archive: {
    title: 'Reports that were sent to you',
    none: 'No report was sent to you yet',
    next: 'The next one, for {{month}}, goes out on {{when}}.',
    changed: 'After the one before, more data came in; changes: {{n}}',
    where: 'Where the report goes',
    notWanted: 'You get no report by mail. If that is wrong, write to your management company.',
    noAddress: 'Your management company has no address of yours. Tell it where to write.',
    state: {
      sent: 'the report comes here',
      unsubscribed: 'not sent, as you asked',
      aside: 'not sent: the mail server said that there is no such address',
    },
    stop: 'Stop sending',
    again: 'Send again',
    verify: 'Check whether a report is the real one',
  },
  opened: {
    pdf: 'Open the PDF report',
    expired: {
      title: 'This link has expired',
      text: 'It opens the report for two weeks. The report itself is attached to the message, and your management company can always send it again.',
    },
    revoked: {
      title: 'This link was closed',
      text: 'The management company closed it. If the report is for you, ask for a new one.',
    },
    unknown: {
      title: 'There is no such link',
      text: 'Check that the whole address was copied from the message.',
    },
  },
  unsubscribe: {
    ask: {
      title: 'Stop sending the report?',
      text: '{{name}}: the monthly report will no longer come to this address. To other addresses it will.',
      button: 'Stop sending',
    },
    done: {
      title: 'The report will no longer come to this address',
      text: 'Earlier reports stay with you. If you change your mind, come back by this same link.',
      button: 'Send it again',
    },
    unknown: {
      title: 'There is no such link',
      text: 'Check that the whole address was copied from the message, or write to the management company to stop the report.',
    },
  },
  verify: {
    title: 'Is it the real report?',
    text: 'Choose the PDF that you were given. We tell whether it was sent just so, and whether anything has changed since.',
    file: 'The report’s file, 10 MB at most',
    kept: 'The file is not kept.',
    check: 'Check the file',
    missing: 'No file was chosen: choose the report’s PDF.',
    tooLarge: 'The file is larger than 10 MB. Our reports are smaller: check whether it is the right one.',
    changed: 'Numbers in it have changed since. The owner or the management company can say which.',
  },
}
