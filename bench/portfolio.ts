/** Invented portfolios of any size, the same for the same numbers: what the benchmarks run on. */

const DAY_MS = 86_400_000
const START = Date.UTC(2015, 0, 1)
export const END = Date.UTC(2026, 9, 1)
const TOPICS = ['lock', 'wifi', 'check_in', 'hot_water', 'noise', 'parking', 'other']
const STAY_DAYS = 4
const MESSAGES_A_STAY = 20
/** homes that one team looks after */
const TEAM = 25

export interface PortfolioSize {
  homes: number
  /** days of history, up to END */
  days: number
}

export interface BenchEvent {
  at: number
  line: string
}

/** Messages in a portfolio of that size. */
export function messagesOf({ homes, days }: PortfolioSize): number {
  return homes * Math.floor(days / STAY_DAYS) * MESSAGES_A_STAY
}

function event(
  type: string,
  source: string,
  id: string,
  at: number,
  data: Record<string, unknown>,
): BenchEvent {
  const time = new Date(at).toISOString()
  return {
    at,
    line: JSON.stringify({ specversion: '1.0', id, source, type: `butler.${type}.v1`, time, data }),
  }
}

/** Homes, owners, people: a home has an owner for each five, a team of four for each 25. */
export function* directoryEvents({ homes }: PortfolioSize): Generator<BenchEvent> {
  for (let home = 0; home < homes; home++) {
    yield event('property', 'bench://directory', `property-${home}`, START, {
      property_id: `home-${home}`,
      name: `Home ${home}`,
      owner_id: `owner-${Math.floor(home / 5)}`,
      timezone: 'Europe/Moscow',
      managed_from: '2015-01-01',
    })
  }
  for (let owner = 0; owner < homes / 5; owner++) {
    yield event('owner', 'bench://directory', `owner-${owner}`, START, {
      owner_id: `owner-${owner}`,
      name: `Owner ${owner}`,
    })
  }
  for (let manager = 0; manager < Math.ceil(homes / TEAM) * 4; manager++) {
    yield event('manager', 'bench://directory', `manager-${manager}`, START, {
      manager_id: `manager-${manager}`,
      name: `M ${manager}`,
      role: 'manager',
      languages: ['ru'],
    })
  }
}

/** Everything else of one day at a time, each day in order of time. */
export function* historyByDay(size: PortfolioSize): Generator<BenchEvent[]> {
  const first = END - size.days * DAY_MS
  for (let day = 0; day < size.days; day++) {
    const events: BenchEvent[] = []
    for (let home = 0; home < size.homes; home++) {
      if ((day + home) % STAY_DAYS === 0 && day + STAY_DAYS <= size.days)
        events.push(...stayEvents(home, first + day * DAY_MS))
    }
    for (let team = 0; team < Math.ceil(size.homes / TEAM); team++)
      events.push(...shiftEvents(team, size, first + day * DAY_MS))
    yield events.sort((a, b) => a.at - b.at)
  }
}

function* stayEvents(home: number, day: number): Generator<BenchEvent> {
  const key = `${home}-${day / DAY_MS}`
  const ids = { property_id: `home-${home}`, stay_id: `stay-${key}` }
  const guest_id = `guest-${key}`
  yield event('stay', 'bench://crm', `stay-${key}`, day - 20 * DAY_MS, {
    ...ids,
    guest_id,
    status: 'booked',
    platform: 'avito',
    check_in: new Date(day).toISOString().slice(0, 10),
    check_out: new Date(day + STAY_DAYS * DAY_MS).toISOString().slice(0, 10),
  })
  const team = Math.floor(home / TEAM) * 4
  for (let index = 0; index < MESSAGES_A_STAY; index++) {
    const isGuest = index % 2 === 0
    const random = (home * 7919 + (day / DAY_MS) * 104_729 + index * 31) % 1000
    const at =
      day +
      Math.floor((index / MESSAGES_A_STAY) * STAY_DAYS * DAY_MS) +
      (isGuest ? random * 20_000 : -3_600_000 + random * 3_000)
    yield event('message', 'bench://chat', `${key}-${index}`, at, {
      ...ids,
      guest_id,
      conversation_id: `${index < 4 ? 'booking' : 'chat'}-${key}`,
      channel: index < 4 ? 'avito' : 'telegram',
      ...(isGuest
        ? {
            author: { role: 'guest' },
            needs_reply: random % 10 !== 0,
            language: 'ru',
            topic: TOPICS[random % TOPICS.length],
          }
        : index === 1
          ? { author: { role: 'automation' }, template: 'checkin_instructions' }
          : {
              author: { role: 'manager', id: `manager-${team + (random % 4)}` },
              holding: random % 40 === 0,
            }),
    })
  }
  const stay = Math.floor(day / DAY_MS / STAY_DAYS)
  if ((home + stay) % 3 === 0)
    yield event('review', 'bench://crm', `review-${key}`, day + (STAY_DAYS + 2) * DAY_MS, {
      ...ids,
      guest_id,
      review_id: `review-${key}`,
      platform: 'avito',
      rating: 5 - ((home * 7 + stay) % 4 === 0 ? 2 : 0),
      scale: 5,
    })
  if ((home + day / DAY_MS) % 5 !== 0) return
  const incident = {
    incident_id: `incident-${key}`,
    property_id: `home-${home}`,
    category: 'hot_water',
    actor: { role: 'manager', id: `manager-${team}` },
  }
  for (const [index, action] of ['opened', 'acknowledged', 'resolved'].entries()) {
    yield event(
      'incident',
      'bench://crm',
      `incident-${key}-${index}`,
      day + 30 * 3_600_000 + index * 1_200_000,
      { ...incident, action },
    )
  }
}

function* shiftEvents(team: number, { homes }: PortfolioSize, day: number): Generator<BenchEvent> {
  const property_ids = Array.from(
    { length: Math.min(TEAM, homes - team * TEAM) },
    (_, index) => `home-${team * TEAM + index}`,
  )
  for (let part = 0; part < 3; part++) {
    const start = day + part * 8 * 3_600_000
    const end = start + 8 * 3_600_000
    const shift = {
      shift_id: `shift-${team}-${day / DAY_MS}-${part}`,
      manager_id: `manager-${team * 4 + part}`,
      property_ids,
    }
    const actions = [
      ['planned', start - 7 * DAY_MS],
      ['started', start + 60_000 * ((team + part) % 5)],
      ['ended', end],
    ] as const
    for (const [action, at] of actions) {
      const plan =
        action === 'planned'
          ? { planned_start: new Date(start).toISOString(), planned_end: new Date(end).toISOString() }
          : {}
      yield event('shift', 'bench://roster', `${shift.shift_id}-${action}`, at, { ...shift, action, ...plan })
    }
  }
}
