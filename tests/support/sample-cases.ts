import type { Case } from '#reports/month/contents.ts'
import { DAYS, dice, iso, MINUTE, START } from './sample-dates.ts'

export function sampleCase(changes: Partial<Case> = {}): Case {
  const reported_at = changes.reported_at ?? '2026-10-06T05:15:00.000Z'
  const handle_s = changes.handle_s === undefined ? 7800 : changes.handle_s
  return {
    incident_id: 'case-1',
    property_id: 'Невский, 24',
    home: 'Невский, 24',
    category: 'hot_water',
    cause: 'utility',
    severity: 'major',
    playbook: null,
    reported_at,
    opened_at: reported_at,
    handled_at: handle_s === null ? null : iso(Date.parse(reported_at) + handle_s * 1000),
    resolved_at: null,
    handle_s,
    promise_s: 3600,
    handled_in_time: false,
    is_night: false,
    is_owner_notified: false,
    is_repeated: false,
    is_logged_late: false,
    ...changes,
  }
}

/** Four of them: one late, three at night. */
export function sampleCases(): Case[] {
  const inTime = { handled_in_time: true, cause: null }
  return [
    sampleCase(),
    sampleCase({
      ...inTime,
      incident_id: 'case-2',
      home: 'Рубинштейна, 9',
      category: 'lock',
      handle_s: 540,
      promise_s: 900,
      reported_at: '2026-10-11T20:41:00.000Z',
      is_night: true,
    }),
    sampleCase({
      ...inTime,
      incident_id: 'case-3',
      category: 'noise',
      handle_s: 1080,
      promise_s: 1200,
      reported_at: '2026-10-16T23:06:00.000Z',
      is_night: true,
    }),
    sampleCase({
      ...inTime,
      incident_id: 'case-4',
      home: 'Марата, 5',
      category: 'leak',
      handle_s: 840,
      promise_s: 900,
      reported_at: '2026-10-21T01:02:00.000Z',
      is_night: true,
      is_owner_notified: true,
    }),
  ]
}

/** As many cases, late ones first. */
export function manyCases(count: number): Case[] {
  const next = dice(5)
  const categories = ['lock', 'hot_water', 'noise', 'leak', 'wifi', 'power', 'cleaning']
  return Array.from({ length: count }, (_, index) => {
    const promise_s = 900
    const handle_s = Math.round(index < count / 10 ? 1200 + next() * 9000 : 200 + next() * 600)
    return sampleCase({
      incident_id: `case-${String(index)}`,
      category: categories[index % categories.length] ?? 'lock',
      reported_at: iso(START + Math.floor(next() * DAYS * 24 * 60) * MINUTE),
      promise_s,
      handle_s,
      handled_in_time: handle_s <= promise_s,
    })
  })
}
