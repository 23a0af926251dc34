import type { TFunction } from 'i18next'
import type { Case, Step } from '#reports/contents.ts'
import { formatDay, formatTime } from '#reports/format.ts'
import { caseOf } from '#reports/month.server.ts'
import { nightColumns } from '#reports/night-columns.ts'
import { readNotes } from '#reports/notes.server.ts'
import { gapsOf, stepInWords, stepsOfCase, stepsOfGap, stepsOfWait, type Tone } from '#reports/steps.ts'
import { readReported } from '#sql/capabilities.server.ts'
import { zoneOf } from '#sql/directory.ts'
import { isInScope, isMomentInScope, isNobodyElses } from '#sql/gate.ts'
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
      ...cases.flatMap((one) => stepsInWords(casesSteps(one, of), one.home, hrefOfCase(one, of), of)),
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

/** A question is told with its answer, whenever that came; of one that was another owner's what fell on the asker's days. */
function stepsOf(wait: Wait, of: Of): NightStep[] {
  const { view, search } = of
  const { scope, directory } = view
  const { property_id, opened_at } = wait
  const isNobodys = (at: number) => isNobodyElses(scope, directory, property_id, at)
  const opened = new Date(opened_at).toISOString()
  const href = isMomentInScope(scope, directory, property_id, opened_at)
    ? `/threads/${encodeURIComponent(wait.conversation_id)}${search}&at=${encodeURIComponent(opened)}`
    : null
  const place = directory.properties.get(property_id)?.name ?? ''
  const steps = stepsOfWait(wait, view.as_of).filter(({ at }) => isNobodys(opened_at) || isNobodys(at))
  return stepsInWords(steps, place, href, of)
}

function casesSteps(one: Case, { view: { scope, directory } }: Of): Step[] {
  return stepsOfCase(one).filter(({ at }) => isNobodyElses(scope, directory, one.property_id, at))
}

/**
 * Under the month in which it was opened: a night may reach into the next one. One of the morning after an owner's last
 * night is in that night, and not his to open: null.
 */
function hrefOfCase(one: Case, { view }: Of): string | null {
  const { directory, scope } = view
  const opened_at = Date.parse(one.opened_at)
  const date = localDay(zoneOf(directory, one.property_id), opened_at)
  if (!isInScope(scope, directory, one.property_id, date)) return null
  const month = formatDate(localDay(view.timezone, opened_at)).slice(0, 7)
  return caseHref(one, searchOf({ ...view.bar, month }))
}

function peopleOf({ book, nights }: Ledger, window: Span, of: Of): NightPerson[] {
  // each shift once, however many homes it counts for
  const plans = new Map(nights.flatMap((night) => night.plans.map((plan) => [plan.shift_id, plan] as const)))
  const people = new Map<string, NightPerson>()
  for (const { shift_id, manager_id, clocked } of book.shifts) {
    const ledgered = plans.get(shift_id)
    const within = (spans: readonly (Span | null)[]) =>
      inside(
        spans.filter((span) => span !== null),
        window,
      )
    const plan = within([ledgered?.planned ?? null])
    const changed = within((ledgered?.edits ?? []).map((edit) => edit.planned))
    const there = inside(clocked, window)
    if (plan.length === 0 && changed.length === 0 && there.length === 0) continue
    const found = people.get(manager_id)
    const person = {
      name: of.view.directory.managers.get(manager_id)?.name ?? manager_id,
      planned: union([...(found?.planned ?? []), ...plan]),
      edited: union([...(found?.edited ?? []), ...changed]),
      clocked: union([...(found?.clocked ?? []), ...there]),
      acts: (book.acts.get(manager_id) ?? [])
        .map(({ at }) => at)
        .filter((at) => at >= window.from_at && at < window.until_at),
      spoken: '',
    }
    people.set(manager_id, {
      ...person,
      spoken: told(person.clocked.length > 0 ? person.clocked : person.planned, of),
    })
  }
  return [...people.values()].sort((a, b) => (a.planned[0]?.from_at ?? 0) - (b.planned[0]?.from_at ?? 0))
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
