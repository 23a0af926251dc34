/** The days that a calendar of duties covers: of all its people, from the first shift to the last. */
import type { Hours } from './roster-codes.ts'
import type { PersonDay } from './roster-events.ts'
import { dayAfter } from './calendar-times.ts'
import { managerId } from './sheet-names.ts'

/** Three years back from the last day. */
const MOST_DAYS = 1096

interface Person {
  readonly name: string
  /** null: a day of which something is not known, left as it is */
  readonly days: Map<string, Hours[] | null>
}

export class RosterDays {
  /** by the id that is made of the name: case makes no other person */
  readonly #people = new Map<string, Person>()

  /** @param date YYYY-MM-DD, local  @param hours of the shifts that begin on it; null: not known */
  add(names: readonly string[], date: string, hours: readonly Hours[] | null): void {
    for (const name of names) {
      const id = managerId(name)
      const person = this.#people.get(id) ?? { name, days: new Map<string, Hours[] | null>() }
      this.#people.set(id, person)
      const before = person.days.get(date)
      if (before === null) continue
      const all = hours === null ? null : [...(before ?? []), ...hours]
      person.days.set(date, all === null ? null : distinct(all))
    }
  }

  /**
   * A calendar tells what stands between its first day and its last too: that nobody is on duty there.
   * @returns left_out: how many days of people lie before what is told
   */
  covered(): { rows: PersonDay[]; left_out: number } {
    const dates = [...this.#people.values()].flatMap(({ days }) => [...days.keys()]).sort()
    const last = dates.at(-1)
    if (last === undefined) return { rows: [], left_out: 0 }
    const earliest = dayAfter(last, 1 - MOST_DAYS)
    const first = dates.find((date) => date >= earliest) ?? last
    const count = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1
    const all = Array.from({ length: count }, (_, day) => dayAfter(first, day))
    const rows = [...this.#people.values()].flatMap(({ name, days }) =>
      all.flatMap((date): PersonDay[] => {
        const hours = days.get(date)
        return hours === null ? [] : [{ name, date, hours: hours ?? [] }]
      }),
    )
    return { rows, left_out: dates.filter((date) => date < first).length }
  }
}

function distinct(hours: readonly Hours[]): Hours[] {
  const unique = new Map(hours.map((one) => [`${one.from} ${one.until}`, one]))
  return [...unique.values()].sort((a, b) => a.from - b.from)
}
