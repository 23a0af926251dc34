/** An event of a calendar as what is asked of it, whatever it is of: no more of its words is kept. */
import type ICAL from 'ical.js'
import { type Lines } from './calendar-parts.ts'
import { propertyOf, type Wall, wallsIn } from './calendar-times.ts'
import { platformIn } from './calendar-words.ts'
import { phoneOf } from './sheet-names.ts'

export interface Entry {
  readonly uid: string
  readonly summary: string
  readonly is_cancelled: boolean
  readonly start: Wall | null
  readonly end: Wall | null
  /** minutes; null: none told */
  readonly duration: number | null
  /** as RRULE tells it, without that word */
  readonly rules: readonly string[]
  readonly also: readonly Wall[]
  readonly except: readonly Wall[]
  /** which of a series it stands for */
  readonly instead_of: Wall | null
  /** THISANDFUTURE: and for all after it */
  readonly is_for_later: boolean
  /** who takes part, else who made it */
  readonly people: readonly string[]
  /** of a booking: a platform's code, the platform, a guest's whole phone */
  readonly code: string
  readonly platform: string | undefined
  readonly phone: string | null
  /** the last day that it names, YYYY-MM-DD; '' where none */
  readonly last: string
}

const MOST_TITLE = 200
/** Airbnb: https://www.airbnb.com/hosting/reservations/details/HMABCDEFGH */
const CODE = /airbnb\.[a-z.]+\/\S*?details\/([A-Z0-9]{6,16})(?![A-Z0-9])/i
const PHONE = /(?:^|\n)\s*(?:телефон|тел|phone|mobile)[^:\n]{0,20}:\s*(\+?[\d\s()-]{10,20})/iu

export function entryOf(lines: Lines): Entry {
  const one = (name: string) => propertyOf(lines.get(name)?.[0])
  const description = textOf(one('DESCRIPTION'))
  const start = wallsIn(lines.get('DTSTART'))[0] ?? null
  const end = wallsIn(lines.get('DTEND'))[0] ?? null
  const also = wallsIn(lines.get('RDATE'))
  const except = wallsIn(lines.get('EXDATE'))
  const again = one('RECURRENCE-ID')
  const instead_of = wallsIn(lines.get('RECURRENCE-ID'))[0] ?? null
  const made = wallsIn(lines.get('DTSTAMP'))
  const uid = textOf(one('UID'))
  const days = [start, end, instead_of, ...also, ...except, ...made].flatMap((wall) => wall?.date ?? [])
  return {
    uid,
    summary: textOf(one('SUMMARY')).slice(0, MOST_TITLE).trim(),
    is_cancelled: textOf(one('STATUS')).toUpperCase() === 'CANCELLED',
    start,
    end,
    duration: durationOf(one('DURATION')),
    rules: (lines.get('RRULE') ?? []).map((line) => line.slice(line.indexOf(':') + 1).trim()),
    also,
    except,
    instead_of,
    is_for_later: String(again?.getParameter('range') ?? '').toUpperCase() === 'THISANDFUTURE',
    people: peopleIn(lines),
    code: CODE.exec(description)?.[1]?.toUpperCase() ?? '',
    platform: platformIn(uid, description),
    phone: phoneOf(PHONE.exec(description)?.[1] ?? ''),
    last: days.sort().at(-1) ?? '',
  }
}

function textOf(property: ICAL.Property | null): string {
  const value = property?.getFirstValue()
  return typeof value === 'string' ? value : ''
}

function durationOf(property: ICAL.Property | null): number | null {
  const value = property?.getFirstValue()
  if (typeof value !== 'object' || value === null || !('toSeconds' in value)) return null
  const minutes = Math.floor(value.toSeconds() / 60)
  return minutes > 0 ? minutes : null
}

/** Rooms and equipment take part too, and who said no. */
function peopleIn(lines: Lines): string[] {
  const named = (line: string) => {
    const property = propertyOf(line)
    const parameter = (name: string) => String(property?.getParameter(name) ?? '')
    if (/^(?:ROOM|RESOURCE|GROUP)$/i.test(parameter('cutype')) || /^DECLINED$/i.test(parameter('partstat')))
      return []
    const address = textOf(property).replace(/^mailto:/i, '')
    const name = parameter('cn').trim()
    const shown = name === '' || name.includes('@') ? (address.split('@')[0] ?? '') : name
    return /\p{L}{2}/u.test(shown) ? [shown.slice(0, 64)] : []
  }
  const guests = (lines.get('ATTENDEE') ?? []).flatMap(named)
  return [...new Set(guests.length > 0 ? guests : (lines.get('ORGANIZER') ?? []).flatMap(named))]
}
