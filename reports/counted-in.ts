import type { Subject } from '#sql/metrics/index.ts'
import type { Values } from '#sql/dated.ts'

/**
 * Over how many cases a figure is: of few cases a share is told as «n из m» (docs/rules.md#few-cases).
 * @returns null where the other figures do not tell
 */
export function countedIn(subject: Subject, id: string, values: Values): number | null {
  const of = (key: string) => values[key] ?? null
  switch (subject) {
    case 'turns':
      return countedTurns(id.replace(/^night_/, ''), id.startsWith('night_') ? 'night_' : '', of)
    case 'incidents':
      // while some are open it is not told how many of them are past their time
      if (id.startsWith('handled_') || id.startsWith('resolved_'))
        return of('open') === 0 ? of('incidents') : null
      return id.endsWith('_share') ? of('incidents') : null
    case 'reviews':
      if (id === 'five_star_share') return of('reviews')
      // a lift is a share, too, and no part of anything
      return id.endsWith('_share') ? of(id.replace(/_share$/, '_n')) : null
    case 'automation':
      return id.endsWith('_share') && id !== 'midstay_share' && id !== 'returning_share' ? of('stays') : null
    case 'nights':
      return null
  }
}

function countedTurns(id: string, night: string, of: (key: string) => number | null): number | null {
  const sum = (...ids: string[]) =>
    ids.reduce<number | null>((all, one) => {
      const value = of(night + one)
      return all === null || value === null ? null : all + value
    }, 0)
  const without = (all: string, left: string) => {
    const [whole, part] = [of(night + all), of(night + left)]
    return whole === null || part === null ? null : whole - part
  }
  if (id === 'in_time_share' || id.startsWith('answered_within_') || /^wait_/.test(id))
    return sum('in_time', 'late', 'overdue')
  if (id === 'in_time_strict_share') return sum('in_time', 'late', 'overdue', 'dismissed_late')
  if (id === 'people_in_time_strict_share') {
    const due = without('people_turns', 'waiting')
    const late = of(`${night}dismissed_late`)
    return due === null || late === null ? null : due + late
  }
  if (id.startsWith('people_')) return without('people_turns', 'waiting')
  if (id === 'bot_share') return of(`${night}answered`)
  return id === 'off_hours_share' ? of('turns') : null
}
