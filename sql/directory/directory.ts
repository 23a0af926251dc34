import type { Database } from '../db/client.server.ts'
import { ASSUMPTIONS, type Assumptions } from './assumptions.ts'
import { distinctEvents, type LandedEvent } from '../standing.ts'
import {
  DEFAULT_POLICY,
  inForce,
  policyVersions,
  type Policy,
  type PolicyData,
  type PolicyVersion,
} from './policy.ts'
import { localDay, parseClock, parseDay } from '../time/zone.ts'

/** The source of what people say by the sheets of `insights map`. */
export const MAP_SOURCE = 'insights://map'

export interface DirectoryEvent extends LandedEvent {
  kind: string
  key: string
  data: Record<string, unknown>
  canonical: string
}

export interface Property {
  property_id: string
  name: string
  timezone: string
  group: string | null
  /** time of its first event, ms UTC */
  announced_at: number
  /** local dates, days since 1970-01-01: first on which it is managed, first on which it no longer is; null = open */
  managed_from: number | null
  managed_until: number | null
  check_in_ms: number
  check_out_ms: number
  /** who owns it from which local date on (−Infinity = always), in order of start */
  owners: { from: number; owner_id: string }[]
}

export interface Owner {
  owner_id: string
  name: string
  email: string | null
  /** null: not told */
  locale: 'ru' | 'en' | null
  /** false: wants no report by mail; not told is true */
  monthly_report: boolean
  /** further addresses that the report goes to */
  copies: readonly string[]
}

export interface Manager {
  manager_id: string
  name: string
  email: string | null
  role: string
  languages: string[]
  /** an account that several people write from: what it does names nobody */
  is_shared: boolean
}

/** That a home is what an advertisement shows. */
export interface Listing {
  property_id: string
  channel: string
  /** the first local date of the home on which it is, days since 1970-01-01; −Infinity: always */
  since: number
}

/** What an account of a channel is, from a date on. */
export interface AccountIs {
  /** local date in DEFAULT_TIMEZONE, days since 1970-01-01; −Infinity: always */
  since: number
  /** contractor and ignore: whose messages count nowhere */
  role: 'guest' | 'manager' | 'bot' | 'owner' | 'automation' | 'contractor' | 'ignore'
  /** of managers and bots; '' where it names nobody: several people write from it, or nobody said who */
  id: string
  is_shared: boolean
}

/** What a chat is about, from a date on. */
export interface ChatIs {
  /** local date in the home's zone, days since 1970-01-01; −Infinity: always */
  since: number
  /** '' where it says nothing of it */
  property_id: string
  stay_id: string
}

export interface Chat {
  /** whose chat it is: the last that was said, for the whole of it */
  kind: 'guest' | 'team' | 'owner' | 'contractor' | 'ignore'
  /** in the order in which it was said */
  versions: readonly ChatIs[]
}

export interface Source {
  source_id: string
  name: string
  reports: string[]
  /** local date from which it tells everything, days since 1970-01-01, in DEFAULT_TIMEZONE */
  since: number
  /** what it tells only in part (sql/wholeness.ts) */
  partial: string[]
  /** the homes that all this is about; null: every one, and what has no home */
  properties: string[] | null
  /** of its times; null: as exact as they are written */
  precision: 'minute' | null
  alive_every_s: number | null
}

/** Who and what there is, as known today, with the versions that matter. */
export interface Directory {
  default_timezone: string
  assumptions: Assumptions
  properties: ReadonlyMap<string, Property>
  owners: ReadonlyMap<string, Owner>
  managers: ReadonlyMap<string, Manager>
  sources: ReadonlyMap<string, Source>
  /** listing id → the homes that announced it, the last one last */
  listings: ReadonlyMap<string, readonly Listing[]>
  /** channel, space, account → what was ever said of it, the last one last */
  accounts: ReadonlyMap<string, readonly AccountIs[]>
  /** conversation id → what was ever said of it */
  chats: ReadonlyMap<string, Chat>
  policies: ReadonlyMap<string, readonly PolicyVersion[]>
  /** number of distinct events that were read */
  events: number
  /** how many imports had been undone when it was read */
  erasures: number
}

/** Reads the whole directory: some hundreds of rows. */
export async function readDirectory(db: Database, default_timezone: string): Promise<Directory> {
  const [rows, [erasures]] = await Promise.all([
    db.readBulk<[string, string, number, string, string, string, string, number]>(
      `select kind, key, toUnixTimestamp64Milli(at), source, id, data, canonical, import_id from directory_events final`,
    ),
    db.readBulk<[number]>('select max(erasures) from imports'),
  ])
  const directory = directoryOf(
    rows.map(([kind, key, at, source, id, data, canonical, import_id]) => ({
      kind,
      key,
      at,
      source,
      id,
      data: JSON.parse(data) as Record<string, unknown>,
      canonical,
      import_id,
    })),
    default_timezone,
  )
  return { ...directory, erasures: erasures?.[0] ?? 0 }
}

/** Reads the directory, but keeps what it read for as long as no event of it has come: a page asks for it again and again. */
export function directoryReader(
  db: Database,
  default_timezone: string,
  assumptions = ASSUMPTIONS,
): () => Promise<Directory> {
  let cache: { fingerprint: string; directory: Directory } | undefined
  return async () => {
    const [row] = await db.readBulk<[string]>(
      'select toString((count(), sum(cityHash64(kind, key, at, source, id, variant, import_id)))) from directory_events',
    )
    const fingerprint = row?.[0] ?? ''
    if (cache?.fingerprint !== fingerprint)
      cache = { fingerprint, directory: { ...(await readDirectory(db, default_timezone)), assumptions } }
    return cache.directory
  }
}

/** Folds directory events, in any order, into the directory. */
export function directoryOf(rows: readonly DirectoryEvent[], default_timezone: string): Directory {
  const events = distinctEvents(rows, (event) => `${event.kind} ${event.key}`)
  const of = (kind: string) => groupByKey(events.filter((event) => event.kind === kind))
  const properties = mapValues(of('property'), (id, versions) =>
    propertyOf(id, ofItself(versions), default_timezone),
  )
  return {
    default_timezone,
    assumptions: ASSUMPTIONS,
    properties,
    owners: mapValues(of('owner'), (owner_id, versions) => {
      const data = latest(versions)
      return {
        owner_id,
        name: nameIn(data) ?? owner_id,
        email: text(data['email']),
        locale: data['locale'] === 'ru' || data['locale'] === 'en' ? data['locale'] : null,
        monthly_report: data['monthly_report'] !== false,
        copies: (data['copies'] as string[] | undefined) ?? [],
      }
    }),
    managers: mapValues(of('manager'), (manager_id, versions) => {
      const data = latest(versions)
      return {
        manager_id,
        name: nameIn(data) ?? manager_id,
        email: text(data['email']),
        role: text(data['role']) ?? 'manager',
        languages: (data['languages'] as string[] | undefined) ?? [],
        is_shared: data['shared'] === true,
      }
    }),
    sources: mapValues(of('source'), (source_id, versions) => {
      const event = versions.at(-1)
      const data = latest(versions)
      const since = text(data['since'])
      return {
        source_id,
        name: nameIn(data) ?? source_id,
        reports: (data['reports'] as string[] | undefined) ?? [],
        since: since === null ? localDay(default_timezone, event?.at ?? 0) : parseDay(since),
        partial: (data['partial'] as string[] | undefined) ?? [],
        properties: (data['properties'] as string[] | undefined) ?? null,
        precision: data['precision'] === 'minute' ? 'minute' : null,
        alive_every_s: (data['alive_every_s'] as number | undefined) ?? null,
      }
    }),
    listings: listingsOf(events.filter((event) => event.kind === 'property')),
    accounts: mapValues(of('account'), (_, versions) => versions.map(accountOf)),
    chats: mapValues(of('chat'), (_, versions) => chatOf(versions)),
    policies: policiesOf(events.filter((event) => event.kind === 'policy')),
    events: rows.length,
    erasures: 0,
  }
}

/** The key of an account in the directory: a channel holds no space, so that it can be taken apart. */
export function accountKey(channel: string, account: string): string {
  return `${channel} ${account}`
}

/** Sources of events whose times have no seconds (docs/events.md, butler.source.v1), by what events call them. */
export function minuteSources({ sources }: Directory): string[] {
  return [...sources.values()]
    .filter(({ precision }) => precision === 'minute')
    .map(({ source_id }) => source_id.replace(/\/minutes$/, ''))
}

/** Time zone of a home; DEFAULT_TIMEZONE for one that nobody has announced, and for none. */
export function zoneOf(directory: Directory, property_id: string): string {
  return directory.properties.get(property_id)?.timezone ?? directory.default_timezone
}

/** The policy in force for a home (or none, '') at an instant: the property's own before the default. */
export function policyAt(directory: Directory, property_id: string, at: number): Policy {
  const own = property_id === '' ? undefined : inForce(directory.policies.get(property_id) ?? [], at)
  return own ?? inForce(directory.policies.get('') ?? [], at) ?? DEFAULT_POLICY
}

/** Whether an author or actor id says who it was: it is there, and no account that several people write from. */
export function isNamed(directory: Directory, person_id: string): boolean {
  return person_id !== '' && directory.managers.get(person_id)?.is_shared !== true
}

/**
 * What `insights map` says of a home is its listings alone, whenever it was said: else the home would stay as it was on that
 * day, whatever a later sheet of homes says of it.
 */
function ofItself(versions: readonly DirectoryEvent[]): readonly DirectoryEvent[] {
  const own = versions.filter(({ source }) => source !== MAP_SOURCE)
  return own.length === 0 ? versions : own
}

function propertyOf(
  property_id: string,
  versions: readonly DirectoryEvent[],
  default_timezone: string,
): Property {
  const data = latest(versions)
  const timezone = text(data['timezone']) ?? default_timezone
  const day = (value: unknown) => (text(value) === null ? null : parseDay(text(value) ?? ''))
  return {
    property_id,
    name: nameIn(data) ?? property_id,
    timezone,
    group: text(data['group']),
    announced_at: versions[0]?.at ?? 0,
    managed_from: day(data['managed_from']),
    managed_until: day(data['managed_until']),
    check_in_ms: parseClock(text(data['check_in_at']) ?? '14:00'),
    check_out_ms: parseClock(text(data['check_out_at']) ?? '12:00'),
    owners: ownersOf(versions, timezone),
  }
}

/** events.md, butler.property.v1: how owners form a list. */
function ownersOf(versions: readonly DirectoryEvent[], timezone: string): Property['owners'] {
  const entries: Property['owners'] = []
  let named: string | null = null
  for (const { at, data } of versions) {
    const owner_id = text(data['owner_id'])
    if (owner_id === null) continue
    const owner_from = text(data['owner_from'])
    if (owner_from !== null) entries.push({ from: parseDay(owner_from), owner_id })
    else if (named === null) entries.push({ from: -Infinity, owner_id })
    else if (named !== owner_id) entries.push({ from: localDay(timezone, at), owner_id })
    named = owner_id
  }
  // stable: of equal starts the later event stays behind, and the last one counts
  return entries.sort((a, b) => (a.from === b.from ? 0 : a.from - b.from))
}

interface ListingEntry {
  channel: string
  id: string
  since?: string
}

function listingsOf(events: readonly DirectoryEvent[]): Map<string, Listing[]> {
  const listings = new Map<string, Listing[]>()
  for (const { key: property_id, data } of events) {
    for (const { channel, id, since } of (data['listings'] as ListingEntry[] | undefined) ?? [])
      push(listings, id, { property_id, channel, since: since === undefined ? -Infinity : parseDay(since) })
  }
  return listings
}

function accountOf({ data }: DirectoryEvent): AccountIs {
  const role = data['is'] as AccountIs['role']
  const is_shared = data['shared'] === true
  const isNamed = (role === 'manager' || role === 'bot') && !is_shared
  return { since: sinceIn(data), role, id: isNamed ? (text(data['id']) ?? '') : '', is_shared }
}

function chatOf(events: readonly DirectoryEvent[]): Chat {
  const kind = latest(events)['kind'] as Chat['kind'] | undefined
  return {
    kind: kind ?? 'guest',
    versions: events.map(({ data }) => ({
      since: sinceIn(data),
      property_id: text(data['property_id']) ?? '',
      stay_id: text(data['stay_id']) ?? '',
    })),
  }
}

function sinceIn(data: Record<string, unknown>): number {
  const since = text(data['since'])
  return since === null ? -Infinity : parseDay(since)
}

function policiesOf(events: readonly DirectoryEvent[]): Map<string, PolicyVersion[]> {
  const versions = events.map(({ at, data }) => ({ at, data: data as unknown as PolicyData }))
  const byProperty = new Map<string, typeof versions>()
  for (const version of versions) push(byProperty, version.data.property_id ?? '', version)
  return mapValues(byProperty, (_, list) => policyVersions(list))
}

function groupByKey(events: readonly DirectoryEvent[]): Map<string, DirectoryEvent[]> {
  const groups = new Map<string, DirectoryEvent[]>()
  for (const event of events) push(groups, event.key, event)
  return groups
}

function push<V>(groups: Map<string, V[]>, key: string, value: V): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [value])
  else group.push(value)
}

function mapValues<V, W>(map: ReadonlyMap<string, V>, make: (key: string, value: V) => W): Map<string, W> {
  return new Map([...map].map(([key, value]) => [key, make(key, value)]))
}

function latest(versions: readonly DirectoryEvent[]): Record<string, unknown> {
  return versions.at(-1)?.data ?? {}
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** The name that was told; null where it shows nothing: the id stands in its place. */
function nameIn(data: Record<string, unknown>): string | null {
  const name = text(data['name'])
  return name !== null && SEEN.test(name) ? name : null
}

/** A sign that is no space, no control and none of those that are drawn as nothing. */
const SEEN = /[^\s\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u
