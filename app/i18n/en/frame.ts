import type { frame as ru } from '../ru/frame.ts'
import type { Same } from '../same.ts'

/** The frame of every page, the way in, and what went wrong. */
export const frame: Same<typeof ru> = {
  frame: { skip: 'Skip to the content', menu: 'Sections', signOut: 'Sign out', admin: 'Administrator' },
  menu: {
    owner: {
      overview: 'Overview',
      nights: 'Nights',
      incidents: 'Cases',
      turns: 'Questions',
      reviews: 'Reviews',
      benefit: 'Benefit',
      promises: 'Promises',
    },
    staff: {
      overview: 'Overview',
      nights: 'Nights',
      incidents: 'Incidents',
      turns: 'Turns',
      reviews: 'Reviews',
      benefit: 'Benefit',
      promises: 'Promises',
      reports: 'Reports',
    },
    myReports: 'My reports',
    more: 'More',
  },
  bar: {
    previous: 'Earlier month',
    next: 'Later month',
    homes: 'Homes',
    allHomes: 'All homes',
    everyHome: 'All homes',
    owners: 'Owners',
    show: 'Show',
    report: 'PDF report',
    csv: 'CSV table',
    fellBack: 'There is nothing to tell about that month yet: here is the latest one.',
  },
  signIn: {
    title: 'You sign in by a link',
    text: 'Ask your management company for one. It works once, for ten minutes.',
    demo: 'This is the demo: its sign-in links are printed where it was started.',
    operator: 'Whoever runs the server hands out links:',
    hello: 'Hello!',
    helloName: 'Hello, {{name}}!',
    enter: 'Sign in',
    used: { title: 'This link has been used', text: 'It works once. Ask for a new one.' },
    expired: { title: 'This link has expired', text: 'It works for ten minutes. Ask for a new one.' },
    unknown: {
      title: 'There is no such link',
      text: 'Check that the whole address was copied, or ask for a new one.',
    },
  },
  problem: {
    missing: {
      title: 'There is no such page',
      text: 'Or it is not yours. Go back to the overview.',
      action: 'To the overview',
    },
    failed: {
      title: 'This page could not be shown',
      text: 'The fault is ours. Try again in a minute: your data is safe.',
      action: 'Try again',
    },
  },
  starting: {
    opening: { title: 'The data is being prepared', text: 'This page opens by itself.' },
    anew: {
      title: 'Figures are being counted anew',
      text: 'The rules of counting have changed, and every figure is being counted by the new ones. Your data is safe; this page opens by itself as soon as all is done.',
    },
    done: 'Done: {{share}}',
  },
  empty: {
    title: 'No data yet',
    text: 'Answers to guests, nights and cases appear here with the first event.',
    how: 'Send one:',
    token:
      'The token is set by INGEST_TOKEN before the server starts. docs/connect.md says how to connect what you have.',
  },
  foot: {
    asOf: 'Data as of {{moment}}.',
    lastEvent: 'Latest event: {{moment}}.',
    nothingYet: 'No data yet.',
    how: 'How this is counted',
    promise: 'Promise: an answer within {{day}}, at night within {{night}}.',
    promiseSame: 'Promise: an answer within {{day}}.',
    changed: 'Another promise holds from {{date}} on.',
  },
}
