/** What is done in an invented world: incidents and shifts. */
import fc from 'fast-check'
import type { Teller } from './world.ts'
import { focusOf, oneOf, pick, rawTime, sometimes, timeIn, within2025, written } from './world-times.ts'
import { DAY, HOUR, MINUTE } from './zone.ts'

const incident = fc.record({
  home: oneOf(0, 0, 1, 8),
  category: oneOf('lock', 'lock', 'lock', 'heating', 'noise', 'extend_stay'),
  start: rawTime,
  /** From the start of the incident told before. */
  next: sometimes(6, oneOf(HOUR, 72 * HOUR, 72 * HOUR + 1, 24 * HOUR)),
  /** Opened, and resolved so long after; before whatever else happens to it. */
  usual: sometimes(4, oneOf(HOUR, 10 * MINUTE, 24 * HOUR)),
  actions: fc.array(
    fc.record({
      action: fc.oneof(
        { weight: 4, arbitrary: fc.constant('opened') },
        { weight: 5, arbitrary: oneOf('acknowledged', 'mitigated', 'resolved', 'resolved', 'reopened') },
        { weight: 2, arbitrary: oneOf('escalated', 'owner_notified', 'cancelled') },
      ),
      at: sometimes(3, rawTime),
      after: oneOf(0, 60_000, 120_000, 120_001, 600_000, 900_000, 900_001, 72 * HOUR, 72 * HOUR + 1, -1),
      reported: sometimes(4, oneOf(0, 15 * MINUTE, 15 * MINUTE + 1, 3 * HOUR)),
      severity: sometimes(3, oneOf('low', 'high', 'critical')),
      otherCategory: sometimes(1, oneOf('leak', 'documents')),
      otherHome: sometimes(1, fc.nat(8)),
      stay: sometimes(2, fc.nat(4)),
      playbook: sometimes(2, oneOf('reset_lock', 'call_plumber')),
      cause: sometimes(2, oneOf('guest', 'equipment')),
      actor: sometimes(6, fc.nat(3)),
    }),
    { minLength: 1, maxLength: 7, size: 'max' },
  ),
})

const review = fc.record({
  home: oneOf(0, 0, 1, 2, 8),
  /** 4 is one that no stay event knows, from 5 on none is named */
  stay: fc.nat(9),
  guest: sometimes(3, fc.nat(2)),
  platform: oneOf('airbnb', 'booking', 'survey'),
  language: sometimes(5, oneOf('en', 'ru')),
  at: rawTime,
  later: sometimes(5, oneOf(DAY, 6 * DAY, 30 * DAY, 30 * DAY + 1)),
  /** On the day on which a stay ends, or so many days after; by which hour of UTC. */
  departure: sometimes(4, fc.record({ stay: fc.nat(3), days: oneOf(0, 0, 30, 31), hour: oneOf(9, 3, 22) })),
  /** The same review, told again. */
  versions: fc.array(
    fc.record({
      after: oneOf(0, HOUR, 5 * DAY),
      scale: oneOf(5, 10, 100),
      /** Of the scale, from the worst on. */
      share: oneOf(1, 1, 0.94, 0.9375, 0.5, 0),
      communication: sometimes(5, oneOf(1, 0.5)),
      otherHome: sometimes(1, fc.nat(8)),
      deleted: sometimes(2, fc.boolean()),
    }),
    { minLength: 1, maxLength: 3, size: 'max' },
  ),
})

const shift = fc.record({
  manager: oneOf(0, 0, 0, 1, 2),
  start: rawTime,
  /** Planned the day before, started, ended ten hours later; before whatever else happens to it. */
  atFocus: fc.boolean(),
  usual: sometimes(5, oneOf(0, 6 * MINUTE, 10 * MINUTE, 10 * MINUTE + 1)),
  /** When it is ended so long after its beginning; null: never. */
  ends: oneOf(10 * HOUR, 10 * HOUR, 14 * HOUR, 14 * HOUR + 1, 16 * HOUR + 1, 33 * HOUR, null),
  /** Planned alone: nobody clocks. */
  isUnclocked: fc.oneof({ weight: 3, arbitrary: oneOf(false) }, { weight: 1, arbitrary: oneOf(true) }),
  takeover: sometimes(
    2,
    fc.record({ after: oneOf(5 * HOUR, 10 * HOUR, 0), manager: fc.nat(2), first: fc.boolean() }),
  ),
  events: fc.array(
    fc.record({
      action: fc.oneof(
        { weight: 4, arbitrary: oneOf('planned', 'started', 'ended') },
        { weight: 1, arbitrary: fc.constant('cancelled') },
      ),
      at: sometimes(2, rawTime),
      after: oneOf(0, 600_000, 600_001, HOUR, 2 * HOUR, 6 * HOUR, 10 * HOUR, -HOUR, -6 * HOUR, 30_000),
      plan: fc.record({ from: oneOf(0, HOUR, -HOUR, 600_000), long: oneOf(10, 1, 4, 12) }),
      otherManager: sometimes(1, fc.nat(2)),
      languages: sometimes(3, fc.subarray(['en', 'ru', 'en-GB'])),
      homes: sometimes(3, fc.subarray([0, 1, 2])),
    }),
    { minLength: 0, maxLength: 6, size: 'max' },
  ),
})

export const work = fc.record({
  incidents: fc.array(incident, { maxLength: 4, size: 'max' }),
  shifts: fc.array(shift, { maxLength: 5, size: 'max' }),
  reviews: fc.array(review, { maxLength: 6, size: 'max' }),
})
type Work = typeof work extends fc.Arbitrary<infer T> ? T : never

/** @param departures the dates on which stays end */
export function tellWork(teller: Teller, raw: Work, departures: readonly string[]): void {
  const { scene, name, tell } = teller
  let before: number | null = null
  raw.incidents.forEach(({ home, category, start, next, usual, actions }, i) => {
    const begin = before !== null && next !== undefined ? before + next : timeIn(scene, start)
    before = begin
    if (usual !== undefined) {
      const members = { incident_id: name('i', i), property_id: teller.home(home), category }
      tell('incident', begin, { ...members, action: 'opened' })
      tell('incident', begin + usual, { ...members, action: 'resolved' })
    }
    for (const one of actions) {
      const at = one.at === undefined ? begin + one.after : timeIn(scene, one.at)
      const reported = one.action === 'opened' && one.reported !== undefined ? at - one.reported : undefined
      const byOwner = one.actor === 3
      const actor = byOwner ? { role: 'owner' } : { role: 'manager', id: name('m', one.actor ?? 0) }
      tell('incident', at, {
        incident_id: name('i', i),
        property_id: teller.home(one.otherHome ?? home),
        stay_id: one.stay === undefined ? undefined : name('stay', one.stay),
        action: one.action,
        category: one.otherCategory ?? category,
        severity: one.severity,
        reported_at: reported === undefined ? undefined : written(reported),
        playbook: one.playbook,
        cause: one.cause,
        actor: one.actor === undefined ? undefined : actor,
      })
    }
  })
  raw.shifts.forEach(({ manager, start, atFocus, usual, ends, isUnclocked, takeover, events }, s) => {
    const begin = atFocus ? focusOf(scene) : timeIn(scene, start)
    if (usual !== undefined) {
      const members = { shift_id: name('s', s), manager_id: name('m', manager) }
      const plan = { planned_start: written(begin), planned_end: written(begin + 10 * HOUR) }
      tell('shift', begin - 24 * HOUR, { ...members, action: 'planned', ...plan })
      const taken = takeover === undefined ? undefined : within2025(begin + usual + takeover.after)
      const byOther = { ...members, manager_id: name('m', takeover?.manager ?? 0), action: 'started' }
      // told before or after the end, so that their ids stand either way
      if (taken !== undefined && takeover?.first === true) tell('shift', taken, byOther)
      if (!isUnclocked) tell('shift', begin + usual, { ...members, action: 'started' })
      if (!isUnclocked && ends !== null)
        tell('shift', within2025(begin + ends), { ...members, action: 'ended' })
      if (taken !== undefined && takeover?.first === false) tell('shift', taken, byOther)
    }
    for (const one of events) {
      const from = begin + one.plan.from
      const plan = { planned_start: written(from), planned_end: written(from + one.plan.long * HOUR) }
      tell('shift', one.at === undefined ? begin + one.after : timeIn(scene, one.at), {
        shift_id: name('s', s),
        manager_id: name('m', one.otherManager ?? manager),
        action: one.action,
        ...(one.action === 'planned' ? plan : {}),
        languages: one.languages,
        property_ids: one.homes?.map((home) => teller.home(home)),
      })
    }
  })
  raw.reviews.forEach(({ home, stay, guest, platform, language, at, later, departure, versions }, r) => {
    const left = departure === undefined ? undefined : pick(departures, departure.stay)
    const first =
      left === undefined || departure === undefined
        ? timeIn(scene, at) + (later ?? 0)
        : Date.parse(`${left}T00:00:00Z`) + departure.days * DAY + departure.hour * HOUR
    for (const one of versions) {
      const worst = one.scale === 100 ? 0 : 1
      const rating = (share: number) => worst + share * (one.scale - worst)
      tell('review', within2025(first + one.after), {
        review_id: name('r', r),
        property_id: teller.home(one.otherHome ?? home),
        stay_id: stay < 5 ? name('stay', stay) : undefined,
        guest_id: guest === undefined ? undefined : name('guest', guest),
        platform,
        rating: rating(one.share),
        scale: one.scale,
        parts: one.communication === undefined ? undefined : { communication: rating(one.communication) },
        language,
        deleted: one.deleted,
      })
    }
  })
}
