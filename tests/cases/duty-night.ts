/** The night that the cases of duty and of credit are about, its homes and who is on shift. */
import { planned, property, shift } from '../support/events.ts'

/** The night of 3 to 4 March, and the one after. */
export const one = { from: '2025-03-03', until: '2025-03-04' }
export const two = { from: '2025-03-04', until: '2025-03-05' }
export const homes = [property(), property({ property_id: 'M' })]
export const ofN = { ...one, homes: ['N'] }
export const plan = planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00')
export const wholeNight = [shift('started', '2025-03-03 22:00'), shift('ended', '2025-03-04 08:00')]
export const boris = { shift_id: 't', manager_id: 'boris' }
/** A chat about another home. */
export const elsewhere = { conversation_id: 'E', property_id: 'M' }
