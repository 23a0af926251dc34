import { alike } from '#reports/month/words/en/alike.ts'

import type { frame as ru } from '../ru/frame.ts'
import type { Same } from '#reports/month/words/same.ts'

/** The frame of every page, the way in, and what went wrong. */
export const frame: Same<typeof ru> = {
  frame: { skip: 'Skip to content', menu: 'Sections', signOut: 'Sign out', admin: 'Administrator' },
  menu: {
    owner: {
      overview: 'Overview',
      nights: 'Nights',
      incidents: 'Cases',
      turns: 'Questions',
      reviews: 'Reviews',
      benefit: 'Value',
      promises: 'Promises',
    },
    staff: {
      overview: 'Overview',
      nights: 'Nights',
      incidents: 'Incidents',
      turns: 'Questions',
      reviews: 'Reviews',
      benefit: 'Value',
      promises: 'Promises',
      reports: 'Reports',
      connect: 'Connect data',
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
    fellBack: 'There is nothing to show for that month. This is the latest one that has something.',
  },
  signIn: {
    title: 'Sign in with a link',
    text: 'Ask your management company for one. It works once and expires after ten minutes.',
    demo: 'This is a demo: its sign-in links are printed in the terminal where it was started.',
    operator: 'Whoever runs the server issues links:',
    hello: 'Hello!',
    helloName: 'Hello, {{name}}!',
    enter: 'Sign in',
    used: { title: 'This link has already been used', text: 'Links work once. Ask for a new one.' },
    expired: { title: 'This link has expired', text: 'Links work for ten minutes. Ask for a new one.' },
    unknown: {
      title: 'This link isn’t valid',
      text: 'Check that the whole address was copied, or ask for a new one.',
    },
  },
  problem: {
    missing: {
      title: 'Page not found, or you don’t have access',
      text: 'If someone sent you the link, check that the whole address was copied.',
      action: 'Go to the overview',
    },
    failed: {
      title: 'This page could not be shown',
      text: 'Something went wrong on our side. Try again in a minute: your data is safe.',
      action: 'Try again',
    },
  },
  starting: {
    opening: { title: 'Preparing the data', text: 'This page will open automatically.' },
    anew: {
      title: 'Recalculating figures',
      text: 'The counting rules have changed, and every figure is being recalculated. Your data is safe; this page will open automatically when that is done.',
    },
    done: 'Done: {{share}}',
  },
  empty: {
    title: 'No data yet',
    text: 'Answers to guests, nights and cases appear here once the first event comes in.',
    how: 'Send one:',
    token:
      'Set the token with INGEST_TOKEN before starting the server. docs/connect.md explains how to connect your systems.',
    connect: 'Connect data',
    connectText:
      'Chats of Telegram and WhatsApp, the list of homes, the roster: drop the files in, and in five minutes there are numbers here.',
    byHand: 'For developers: send events from your own system',
  },
  foot: {
    asOf: 'Data as of {{moment}}.',
    lastEvent: 'Latest event: {{moment}}.',
    nothingYet: 'No data yet.',
    how: alike.counted,
    promise: 'We promise an answer within {{day}}, at night within {{night}}.',
    promiseSame: 'We promise an answer within {{day}}.',
    changed: 'This promise changes on {{date}}.',
  },
}
