import type { Same } from '../same.ts'
import type { untold as ru } from '../ru/untold.ts'

/** Of a month, or of a person’s homes, there is nothing to tell: why. */
export const untold: Same<typeof ru> = {
  untold: {
    owner: {
      no_home: 'No home is assigned to you yet. If that is a mistake, write to your management company.',
      no_data: 'Nothing has been reported of your homes yet.',
      before_home: 'Your homes are managed from {{date}} on. There is nothing to tell of {{month}}.',
      before_data: 'Data begin on {{date}}. There is nothing to tell of {{month}}.',
      after_home: 'From {{date}} on no home of yours is managed. There is nothing to tell of {{month}}.',
      no_home_then: 'There is nothing to tell of {{month}}: no home of yours was managed then.',
    },
    management: {
      no_home: 'No home is assigned, so there is nothing to tell.',
      no_data: 'Nothing has been reported here yet.',
      before_home: 'Managed from {{date}} on. There is nothing to tell of {{month}}.',
      before_data: 'Data begin on {{date}}. There is nothing to tell of {{month}}.',
      after_home: 'Not managed from {{date}} on. There is nothing to tell of {{month}}.',
      no_home_then: 'There is nothing to tell of {{month}}: not managed then.',
    },
    open: 'Open {{month}}',
  },
}
