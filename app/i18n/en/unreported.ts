import type { Same } from '#reports/month/words/same.ts'
import type { unreported as ru } from '../ru/unreported.ts'

/** Of a month, or of a person’s homes, there is nothing to tell: why. */
export const unreported: Same<typeof ru> = {
  untold: {
    owner: {
      no_home: 'No home is assigned to you yet. If that is a mistake, contact your management company.',
      no_data: 'There is no data on your homes yet.',
      before_home: 'Your homes are managed since {{date}}. There is nothing to report for {{month}}.',
      before_data: 'Data starts on {{date}}. There is nothing to report for {{month}}.',
      after_home: 'Since {{date}} none of your homes is managed. There is nothing to report for {{month}}.',
      no_home_then: 'There is nothing to report for {{month}}: no home of yours was managed then.',
    },
    management: {
      no_home: 'No home is assigned, so there is nothing to report.',
      no_data: 'There is no data here yet.',
      before_home: 'Managed since {{date}}. There is nothing to report for {{month}}.',
      before_data: 'Data starts on {{date}}. There is nothing to report for {{month}}.',
      after_home: 'Not managed from {{date}} on. There is nothing to report for {{month}}.',
      no_home_then: 'There is nothing to report for {{month}}: not managed then.',
    },
    open: 'Open {{month}}',
  },
}
