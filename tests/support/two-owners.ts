import { parsePeriod } from '#sql/time/period.ts'
import {
  bot,
  everythingReported,
  guest,
  incident,
  manager,
  mark,
  message,
  planned,
  property,
  shift,
  stay,
} from './events.ts'

/** Every string of owner A's homes begins with this, every one of owner B's with the other. */
export const A = 'yya'
export const B = 'zzb'
const from_ = { managed_from: '2025-03-01' }
export const march = {
  period: parsePeriod('2025-03-01', '2025-04-01'),
  as_of: Date.parse('2025-04-02T00:00:00Z'),
}
export const ofA = (name: string, data = {}) => ({
  property_id: 'yya-home',
  conversation_id: `yya-${name}`,
  channel: 'yya_chat',
  topic: 'yya_topic',
  language: 'yya',
  ...data,
})
const ofB = (name: string, data = {}) => ({
  property_id: 'zzb-home',
  conversation_id: `zzb-${name}`,
  channel: 'zzb_chat',
  topic: 'zzb_topic',
  language: 'zzb',
  ...data,
})
const troubleOf = (side: string, data = {}) => ({
  incident_id: `${side}-i`,
  property_id: `${side}-home`,
  category: `${side}_trouble`,
  cause: `${side}_cause`,
  playbook: `${side}_script`,
  actor: { role: 'manager', id: `${side}-manager` },
  ...data,
})

export const twoOwners = [
  everythingReported(),
  property({ property_id: 'yya-home', owner_id: 'yya-owner', name: 'yya', group: 'yya', ...from_ }),
  property({ property_id: 'zzb-home', owner_id: 'zzb-owner', name: 'zzb', group: 'zzb', ...from_ }),
  // sold by A to B on the 15th
  property({ property_id: 'sold', owner_id: 'yya-owner', name: 'Sold', ...from_ }),
  property(
    { property_id: 'sold', owner_id: 'zzb-owner', owner_from: '2025-03-15', name: 'Sold', ...from_ },
    '2025-03-20 12:00',
  ),
  // A's: answered, a promise, a stay, a shift, an incident
  guest('2025-03-04 10:00', ofA('chat', { stay_id: 'yya-stay' })),
  manager('2025-03-04 10:05', ofA('chat', { stay_id: 'yya-stay', author_id: 'yya-manager' })),
  stay('2025-03-02', '2025-03-09', {
    stay_id: 'yya-stay',
    property_id: 'yya-home',
    guest_id: 'yya-guest',
    platform: 'yya',
  }),
  planned('2025-03-01 12:00', '2025-03-03 22:00', '2025-03-04 08:00', {
    shift_id: 'yya-shift',
    manager_id: 'yya-manager',
    property_ids: ['yya-home'],
  }),
  incident('opened', '2025-03-05 12:00', troubleOf(A)),
  // the sold home's: the 14th and its night are A's, the 15th from the morning on is B's
  guest('2025-03-14 23:59', ofA('last', { property_id: 'sold' })),
  incident('opened', '2025-03-14 23:59', troubleOf(A, { property_id: 'sold', incident_id: 'yya-j' })),
  guest('2025-03-15 08:00', ofB('first', { property_id: 'sold' })),
  guest('2025-03-15 10:00', ofB('second', { property_id: 'sold' })),
  incident('opened', '2025-03-15 00:00', troubleOf(B, { property_id: 'sold', incident_id: 'zzb-j' })),
  // B's: a missed call, a bot, a person, a mark, a stay, shifts, an incident
  guest('2025-03-20 10:00', ofB('chat', { stay_id: 'zzb-stay', kind: 'missed_call' })),
  bot('2025-03-20 10:01', ofB('chat', { stay_id: 'zzb-stay', author_id: 'zzb-bot', handoff: true })),
  manager('2025-03-20 10:05', ofB('chat', { stay_id: 'zzb-stay', author_id: 'zzb-manager' })),
  mark('taken', '2025-03-20 10:06', {
    conversation_id: 'zzb-chat',
    actor: { role: 'manager', id: 'zzb-manager' },
  }),
  message('automation', '2025-03-20 11:00', ofB('chat', { template: 'zzb_template' })),
  stay('2025-03-18', '2025-03-22', {
    stay_id: 'zzb-stay',
    property_id: 'zzb-home',
    guest_id: 'zzb-guest',
    platform: 'zzb',
  }),
  planned('2025-03-01 12:00', '2025-03-20 22:00', '2025-03-21 08:00', {
    shift_id: 'zzb-shift',
    manager_id: 'zzb-manager',
    property_ids: ['zzb-home'],
  }),
  shift('started', '2025-03-20 22:30', { shift_id: 'zzb-shift', manager_id: 'zzb-manager' }),
  incident('opened', '2025-03-20 12:00', troubleOf(B)),
  incident('owner_notified', '2025-03-20 12:05', troubleOf(B)),
  // one stay over both their homes: one thread, of which each sees his own part
  stay('2025-03-10', '2025-03-13', { stay_id: 'moved', property_id: 'yya-home' }),
  guest('2025-03-10 10:00', ofA('', { conversation_id: 'both', stay_id: 'moved' })),
  manager('2025-03-10 10:02', ofA('', { conversation_id: 'both', stay_id: 'moved' })),
  guest('2025-03-11 12:00', ofB('', { conversation_id: 'both', stay_id: 'moved' })),
  manager(
    '2025-03-11 12:30',
    ofB('', { conversation_id: 'both', stay_id: 'moved', author_id: 'zzb-manager' }),
  ),
  // nobody's: no home, and a home that nobody has announced
  guest('2025-03-12 10:00', { property_id: undefined, conversation_id: 'nowhere' }),
  guest('2025-03-12 11:00', { property_id: 'ghost', conversation_id: 'ghost' }),
  incident('opened', '2025-03-12 12:00', { property_id: 'ghost', incident_id: 'ghost' }),
]
