import type { TFunction } from 'i18next'
import type { Case, Step } from '#reports/contents.ts'
import { formatDay, formatTime } from '#reports/format.ts'
import { caseOf } from '#reports/month.server.ts'
import { nightColumns } from '#reports/night-columns.ts'
import { readNotes } from '#reports/notes.server.ts'
import { gapsOf, stepInWords, stepsOfCase, stepsOfGap, stepsOfWait, type Tone } from '#reports/steps.ts'
import { readReported } from '#sql/capabilities.server.ts'
import type { Database } from '#sql/client.server.ts'
import { readList } from '#sql/lists.server.ts'
import { readLedger, type Ledger } from '#sql/ledger/ledger.server.ts'
import type { NightBook } from '#sql/nights.server.ts'
import { atAnyDate } from '#sql/scope.ts'
import { readSilences } from '#sql/silences.server.ts'
import { inside, meets, union, type Span } from '#sql/spans.ts'
import { readWaits, type Wait } from '#sql/waits.server.ts'
import { localDay, formatDay as formatDate } from '#sql/zone.ts'
import { searchOf, type View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'
import { nightLedger, type NightLedger } from './night-ledger.server.ts'
import { caseHref } from './cases.server.ts'

/** One night as it went: what happened in it from top to bottom, and for staff who was there and what they did. */
export interface NightPage {
  column: ReturnType<typeof nightColumns>[number]
  /** plan, presence, nobody: a sentence each */
  sentences: { text: string; isBad: boolean }[]
  steps: NightStep[]
  people: NightPerson[]
  waits: NightWait[]
  notes: { text: string; by: string }[]
  /** null: for an owner */
  ledger: NightLedger | null
}

export interface NightStep {
  at: number
  time: string
  text: string
  place: string
  tone: Tone
  /** the thread, or the case */
  href: string | null
}

export interface NightPerson {
  name: string
  /** as it stood when the night began */
  planned: Span[]
  /** what later edits made of it */
  edited: Span[]
  clocked: Span[]
  /** no mark of the shift was made, but somebody was at work */
  unclocked: Span[]
  /** ms UTC */
  acts: number[]
  /** «22:06–02:58, 04:41–08:00» */
  spoken: string
}

export interface NightWait {
  home: string
  from_at: number
  until_at: number
  due_at: number
  isLate: boolean
  isOpen: boolean
}

interface Of {
  view: View
  date: number
  locale: Locale
  t: TFunction
  search: string
}

/** @returns null where none of the homes in the scope has a night of that date that has begun */
export async function readNightPage(db: Database, of: Of): Promise<NightPage | null> {
  const { view, date } = of
  const { directory, scope, as_of } = view
  const reported = await readReported(db, directory)
  const period = { from: date, until: date + 1 }
  const whole = { scope, as_of, language: 'en', team: false }
  const { book, nights } = await readLedger(db, directory, { ...whole, period })
  if (book.nights.length === 0) return null
  // what waited into the night began on the day before, what began in it may be of the day after
  const around = { ...whole, period: { from: date - 1, until: date + 2 }, scope: atAnyDate(scope) }
  // a night belongs whole to its date, also after the last date of the scope; other homes of that date do not
  const homes = new Set(book.nights.flatMap((night) => night.property_ids))
  const [allWaits, allIncidents] = await Promise.all([
    readWaits(db, directory, around),
    readList(db, directory, 'incidents', around),
  ])
  const waits = allWaits.filter(({ property_id }) => homes.has(property_id))
  const incidents = allIncidents.filter((row) => homes.has(String(row['property_id'])))
  const window = {
    from_at: Math.min(...book.nights.map((night) => night.window.from_at)),
    until_at: Math.max(...book.nights.map((night) => night.window.until_at)),
  }
  const silences = await readSilences(db, directory, window, as_of)
  const [column] = nightColumns({
    directory,
    nights: book.nights,
    waits,
    silences,
    known_from: reported['clock or plans'],
  })
  if (column === undefined) return null
  const open = waits.filter((wait) => meets(spanOf(wait, as_of), window))
  const cases = incidents
    .flatMap((row) => caseOf(row, directory))
    .filter((one) => {
      const at = Date.parse(one.reported_at)
      return at >= window.from_at && at < window.until_at
    })
  const notes = await readNotes(db, directory, view, period, as_of)
  return {
    column,
    sentences: sentencesOf(book, column, window, of),
    steps: [
      ...open.flatMap((wait) => stepsOf(wait, of)),
      ...cases.flatMap((one) => stepsInWords(stepsOfCase(one), one.home, hrefOfCase(one, of), of)),
      ...(column.spans.length === 0 ? [] : gapsOf(book.nights)).flatMap((gap) =>
        stepsInWords(stepsOfGap(gap), '', null, of),
      ),
    ].sort((a, b) => a.at - b.at),
    ledger: view.person.kind === 'staff' ? nightLedger(nights, { ...view, ...of }) : null,
    people: view.person.kind === 'staff' ? peopleOf({ book, nights }, window, of) : [],
    waits: view.person.kind === 'staff' ? open.map((wait) => waitOf(wait, of)) : [],
    notes: notes.map(({ text, author, written_at }) => ({
      text,
      by: of.t('notes.of', { author, date: formatDay(written_at.slice(0, 10), of.locale) }),
    })),
  }
}

function spanOf({ opened_at, answered_at }: Wait, as_of: number): Span {
  return { from_at: opened_at, until_at: Math.min(answered_at ?? as_of, opened_at + 86_400_000) }
}

const clock = (at: number, { view, locale }: Of) =>
  formatTime(new Date(at).toISOString(), view.timezone, locale)

/** From one time to the other, on one line. */
const DASH = '\u2060–\u2060'

function told(spans: readonly Span[], of: Of): string {
  return spans.map(({ from_at, until_at }) => `${clock(from_at, of)}${DASH}${clock(until_at, of)}`).join(', ')
}

function sentencesOf(
  book: NightBook,
  column: NightPage['column'],
  window: Span,
  of: Of,
): NightPage['sentences'] {
  if (column.spans.length === 0) return [{ text: of.t('nights.unknown'), isBad: false }]
  const planned = union(book.nights.flatMap((night) => night.planned))
  const present = union(book.nights.flatMap((night) => night.attended))
  const gaps = union(
    inside(
      book.nights.flatMap((night) => night.gaps),
      window,
    ),
  )
  return [
    ...(planned.length === 0
      ? []
      : [{ text: of.t('nights.planned', { spans: told(planned, of) }), isBad: false }]),
    present.length === 0
      ? { text: of.t('nights.notPresent'), isBad: true }
      : { text: of.t('nights.present', { spans: told(present, of) }), isBad: false },
    ...(gaps.length === 0 ? [] : [{ text: of.t('nights.nobody', { spans: told(gaps, of) }), isBad: true }]),
    ...(column.silences.length === 0
      ? []
      : [{ text: of.t('nights.silent', { spans: told(union(column.silences), of) }), isBad: true }]),
    ...(column.until_at > of.view.as_of
      ? [{ text: of.t('nights.stillOn', { time: clock(of.view.as_of, of) }), isBad: false }]
      : []),
  ]
}

function stepsInWords(steps: readonly Step[], place: string, href: string | null, of: Of): NightStep[] {
  return steps.map((step) => ({
    ...{ at: step.at, time: clock(step.at, of), place, href },
    ...stepInWords(step, of.locale),
  }))
}

function stepsOf(wait: Wait, of: Of): NightStep[] {
  const { view, search } = of
  const opened = new Date(wait.opened_at).toISOString()
  const href = `/threads/${encodeURIComponent(wait.conversation_id)}${search}&at=${encodeURIComponent(opened)}`
  const place = view.directory.properties.get(wait.property_id)?.name ?? ''
  return stepsInWords(stepsOfWait(wait, view.as_of), place, href, of)
}

/** Under the month in which it was opened: a night may reach into the next one. */
function hrefOfCase(one: Case, { view }: Of): string {
  const month = formatDate(localDay(view.timezone, Date.parse(one.opened_at))).slice(0, 7)
  return caseHref(one, searchOf({ ...view.bar, month }))
}

type Duty = Pick<NightPerson, 'planned' | 'edited' | 'clocked' | 'unclocked'>

/** Whoever was planned or at work in the window, by the beginning of his plan. */
function peopleOf({ book, nights }: Ledger, window: Span, of: Of): NightPerson[] {
  const people = new Map<string, Duty>()
  const add = (manager_id: string, what: keyof Duty, span: Span) => {
    const there = inside([span], window)
    if (there.length === 0) return
    const own = people.get(manager_id) ?? { planned: [], edited: [], clocked: [], unclocked: [] }
    people.set(manager_id, { ...own, [what]: union([...own[what], ...there]) })
  }
  // each shift once, however many homes it counts for
  const plans = new Map(nights.flatMap((night) => night.plans.map((plan) => [plan.shift_id, plan] as const)))
  for (const { planned, edits } of plans.values()) {
    if (planned !== null) add(planned.manager_id, 'planned', planned)
    for (const edit of edits) if (edit.planned !== null) add(edit.planned.manager_id, 'edited', edit.planned)
  }
  const isClockReported = nights.some(({ night }) => night.is_clock_reported)
  for (const shift of book.shifts) {
    for (const span of shift.clocked) add(span.manager_id, 'clocked', span)
    for (const span of isClockReported ? book.onShift.unclocked(shift) : [])
      add(span.manager_id, 'unclocked', span)
  }
  return [...people]
    .map(([manager_id, duty]) => ({
      ...duty,
      name: of.view.directory.managers.get(manager_id)?.name ?? manager_id,
      acts: (book.acts.get(manager_id) ?? [])
        .filter(({ at, is_sure }) => is_sure && at >= window.from_at && at < window.until_at)
        .map(({ at }) => at),
      spoken: told(duty.clocked.length > 0 ? duty.clocked : duty.planned, of),
    }))
    .sort((a, b) => (a.planned[0]?.from_at ?? 0) - (b.planned[0]?.from_at ?? 0))
}

function waitOf(wait: Wait, { view }: Of): NightWait {
  const span = spanOf(wait, view.as_of)
  return {
    ...span,
    home: view.directory.properties.get(wait.property_id)?.name ?? '–',
    due_at: wait.due_at,
    isLate: wait.is_late,
    isOpen: wait.answered_at === null,
  }
}
