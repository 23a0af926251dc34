/** Questions to this reading about events written short. */
import type { Told } from '../support/events.ts'
import type { Ask, Figures } from './figures.ts'
import { figures, managementHomes } from './figures.ts'

/** Asked for 2025 as management at the end of the year, unless said otherwise. */
export function ask(subject: Ask['subject'], events: readonly Told[], other: Partial<Ask> = {}): Figures {
  return figures(events, {
    subject,
    from: '2025-01-01',
    until: '2026-01-01',
    as_of: Date.parse('2026-01-01T00:00:00Z'),
    homes: managementHomes(events),
    unassigned: true,
    default_timezone: 'Europe/Moscow',
    ...other,
  })
}
