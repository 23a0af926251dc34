/** What an invented world knows: homes with their versions, owners, managers, promises, stays. */
import fc from 'fast-check'
import type { Teller } from './world.ts'
import { oneOf, pick, rawTime, sometimes, timeIn, written, ZONES, type RawTime } from './world-times.ts'
import { addDays, DAY, HOUR } from './zone.ts'

const dateNear = oneOf(0, 1, -1, 2, 3, -3, 30, -20)

const home = fc.record({
  zone: fc.nat(6),
  listed: fc.boolean(),
  versions: fc.array(
    fc.record({
      at: rawTime,
      early: fc.boolean(),
      otherZone: sometimes(1, fc.nat(5)),
      owner: sometimes(8, fc.nat(1)),
      owner_from: sometimes(3, dateNear),
      managed_from: sometimes(3, dateNear),
      managed_until: sometimes(2, oneOf(1, 2, 5, 40)),
      forgetsListings: fc.boolean(),
      /** From a day on also the advertisement of another home. */
      takesOver: sometimes(3, fc.record({ listing: fc.nat(2), since: sometimes(8, dateNear) })),
      hours: sometimes(2, oneOf('15:00', '16:30')),
    }),
    { minLength: 1, maxLength: 3, size: 'max' },
  ),
})

const NIGHTS = [
  ['22:00', '08:00'],
  ['23:30', '06:15'],
  ['00:00', '07:00'],
  ['01:00', '05:00'],
  ['21:00', '02:30'],
  ['02:30', '09:00'],
  ['09:00', '08:30'],
] as const

const policy = fc.record({
  home: fc.nat(8),
  isDefault: fc.boolean(),
  at: rawTime,
  valid: rawTime,
  early: fc.boolean(),
  sameStart: fc.boolean(),
  answer: oneOf(600, 60, 300, 1800, 3600),
  night: sometimes(5, oneOf(600, 120, 1200, 7200)),
  hours: oneOf<readonly [string, string]>(...NIGHTS),
  resolve: oneOf(900, 3600, 86400),
  byCategory: sometimes(4, fc.constant({ lock: 600, heating: 7200, noise: 1200 })),
  followUp: sometimes(4, oneOf(1800, 600, 3600, 60)),
})

const stay = fc.record({
  statuses: fc.array(
    fc.record({
      at: rawTime,
      early: fc.boolean(),
      status: fc.oneof(
        { weight: 6, arbitrary: oneOf('booked', 'changed', 'checked_in', 'checked_out') },
        { weight: 2, arbitrary: oneOf('cancelled', 'no_show') },
      ),
      home: fc.nat(8),
      guest: sometimes(8, fc.nat(2)),
      platform: sometimes(6, oneOf('airbnb', 'booking')),
      form: oneOf<'dates' | 'hours' | 'exact'>('dates', 'hours', 'exact'),
      exact: rawTime,
      in: oneOf(0, 1, -1, -2, 3, -8, 31, 365, -30),
      inHour: oneOf(14, 12, 23, 0),
      nights: oneOf(1, 2, 3, 0, 5, 7),
      outHour: oneOf(11, 12, 23),
    }),
    { minLength: 1, maxLength: 2 },
  ),
})

const managerCard = fc.record({
  at: rawTime,
  languages: sometimes(7, fc.subarray(['ru', 'en-US', 'de'])),
  shared: sometimes(3, fc.constant(true)),
})

/** What accounts and chats are said to be; the same one may be said twice. */
const account = fc.record({
  at: rawTime,
  channel: oneOf('telegram', 'avito', 'booking', 'airbnb', 'sutochno'),
  account: fc.nat(2),
  is: fc.oneof(
    { weight: 6, arbitrary: oneOf('guest', 'manager', 'manager') },
    { weight: 3, arbitrary: oneOf('bot', 'owner', 'automation', 'contractor', 'ignore') },
  ),
  person: sometimes(7, fc.nat(2)),
  shared: sometimes(2, fc.constant(true)),
  since: sometimes(3, dateNear),
})

const chat = fc.record({
  at: rawTime,
  conversation: fc.nat(4),
  kind: sometimes(3, oneOf('guest', 'guest', 'team', 'owner', 'contractor', 'ignore')),
  home: sometimes(6, fc.nat(8)),
  stay: sometimes(3, fc.nat(4)),
  since: sometimes(3, dateNear),
})

export const known = fc.record({
  accounts: fc.array(account, { maxLength: 4, size: 'max' }),
  chats: fc.array(chat, { maxLength: 2 }),
  homes: fc.array(home, { minLength: 1, maxLength: 3 }),
  policies: fc.array(policy, { maxLength: 4 }),
  stays: fc.array(stay, { maxLength: 4, size: 'max' }),
  managers: fc.array(managerCard, { maxLength: 3 }),
  sources: fc.array(
    fc.record({
      at: rawTime,
      since: sometimes(6, dateNear),
      partial: sometimes(3, fc.subarray(['messages', 'incidents', 'stays'])),
      homes: sometimes(3, fc.subarray([0, 1, 2, 7])),
      reports: fc.subarray([
        ...[
          'messages',
          'calls',
          'handoffs',
          'incidents',
          'playbooks',
          'owner_contact',
          'plans',
          'clock',
          'stays',
          'reviews',
          'instructions',
          'templates',
        ],
      ]),
    }),
    { maxLength: 2 },
  ),
})
type Known = typeof known extends fc.Arbitrary<infer T> ? T : never

/** Long before everything else, so that most homes are announced when their messages come. */
const EARLY = -25 * DAY

/** @returns the dates on which stays end */
export function tellKnown(teller: Teller, raw: Known, global: boolean): string[] {
  const { scene, name, home, tell } = teller
  const at = (one: { at: RawTime; early: boolean }) =>
    timeIn(scene, one.early ? { ...one.at, more: EARLY } : one.at)
  const near = (days: number | undefined) => (days === undefined ? undefined : addDays(scene.anchor, days))
  raw.homes.forEach(({ zone, listed, versions }, h) => {
    for (const version of versions) {
      const { owner, owner_from, managed_from, managed_until, otherZone, hours } = version
      const listings = [
        ...(listed && !version.forgetsListings ? [{ listing: h, since: undefined }] : []),
        ...(version.takesOver === undefined ? [] : [version.takesOver]),
      ]
      tell('property', at(version), {
        property_id: home(h),
        name: `Home ${h}`,
        owner_id: owner === undefined ? undefined : name('owner', owner),
        timezone: otherZone === undefined ? [scene.zone, ...ZONES][zone] : ZONES[otherZone],
        owner_from: owner === undefined ? undefined : near(owner_from),
        managed_from: near(managed_from),
        managed_until: near(managed_until),
        listings:
          listings.length === 0
            ? undefined
            : listings.map(({ listing, since }) => ({
                channel: 'avito',
                id: name('listing', listing),
                since: near(since),
              })),
        check_in_at: hours,
      })
    }
  })
  for (const [o, owner] of ['Olga', 'Pavel'].entries()) {
    tell('owner', timeIn(scene, { day: -20, clock: 0, distance: 0, more: 0 }), {
      owner_id: name('owner', o),
      name: owner,
    })
  }
  raw.managers.forEach((card, m) => {
    const members = { manager_id: name('m', m), name: `Manager ${m}`, role: 'manager' }
    tell('manager', timeIn(scene, card.at), { ...members, languages: card.languages, shared: card.shared })
  })
  for (const one of raw.accounts) {
    tell('account', timeIn(scene, one.at), {
      channel: one.channel,
      account: name('account', one.account),
      is: one.is,
      id: one.person === undefined ? undefined : name(one.is === 'bot' ? 'bot' : 'm', one.person),
      shared: one.shared,
      since: near(one.since),
    })
  }
  for (const one of raw.chats) {
    tell('chat', timeIn(scene, one.at), {
      conversation_id: name('c', one.conversation),
      kind: one.kind,
      property_id: one.home === undefined ? undefined : home(one.home),
      stay_id: one.stay === undefined ? undefined : name('stay', one.stay),
      since: near(one.since),
    })
  }
  raw.policies.forEach((one, p) => {
    const valid = at({ at: one.valid, early: one.early })
    tell('policy', one.sameStart ? valid : timeIn(scene, one.at), {
      policy_id: name('policy', p % 2),
      property_id: global && one.isDefault ? undefined : home(one.home),
      valid_from: written(valid),
      answer_within_s: one.answer,
      night_answer_within_s: one.night,
      night_from: one.hours[0],
      night_to: one.hours[1],
      resolve_within_s: one.resolve,
      resolve_within_by_category: one.byCategory,
      follow_up_within_s: one.followUp,
    })
  })
  const departures: string[] = []
  raw.stays.forEach(({ statuses }, s) => {
    for (const one of statuses) {
      const from = addDays(scene.anchor, one.in)
      const until = addDays(from, one.nights)
      const clock = (date: string, hour: number) => written(Date.parse(`${date}T00:00:00Z`) + hour * HOUR)
      const exact = timeIn(scene, one.exact)
      const forms = {
        dates: { check_in: from, check_out: until },
        hours: { check_in: clock(from, one.inHour), check_out: clock(until, one.outHour) },
        exact: { check_in: written(exact), check_out: written(exact + one.nights * DAY) },
      }
      departures.push(one.form === 'exact' ? written(exact + one.nights * DAY).slice(0, 10) : until)
      tell('stay', at(one), {
        stay_id: name('stay', s),
        property_id: home(one.home),
        status: one.status,
        guest_id: one.guest === undefined ? undefined : name('guest', one.guest),
        platform: one.platform,
        ...forms[one.form],
      })
    }
  })
  if (!global) return departures
  raw.sources.forEach(({ at: time, since, reports, partial, homes }, s) => {
    tell('source', timeIn(scene, time), {
      source_id: name(pick(['crm', 'phone'], s) ?? 'crm', 0),
      name: 'A source',
      reports,
      since: near(since),
      partial,
      properties: homes?.map(home),
    })
  })
  return departures
}
