import type { TFunction } from 'i18next'
import type { Case, Step } from '#reports/month/contents.ts'
import { byClock, clocksOf, timeAt, zoneIn, zonesOf, type Clocks } from '#reports/month/clocks.ts'
import { readReportedAsOf } from '#reports/month/data-as-of.server.ts'
import { formatTime } from '#reports/month/format.ts'
import { caseOf } from '#reports/month/month.server.ts'
import { asReported, nightColumns } from '#reports/month/night-columns.ts'
import { homeName, staffName } from '#reports/month/names.ts'
import { noteBy } from '#reports/month/note-words.ts'
import { readNotes } from '#reports/month/notes.server.ts'
import { runningSentence } from '#reports/month/night-words.ts'
import { gapsOf, stepInWords, stepsOfCase, stepsOfGap, stepsOfWait, type Tone } from '#reports/month/steps.ts'
import { readsAsTeam } from '#reports/month/team.ts'
import { readReported } from '#sql/capabilities.server.ts'
import { isInScope, isMomentInScope, isNobodyElses } from '#sql/directory/gate.ts'
import type { Database } from '#sql/db/client.server.ts'
import { readList } from '#sql/lists.server.ts'
import { readLedger, type Ledger } from '#sql/ledger/ledger.server.ts'
import type { Night } from '#sql/nights/nights.ts'
import { compareBytes } from '#sql/order.ts'
import { atAnyDate } from '#sql/directory/scope.ts'
import { readSilences, type Silence } from '#sql/silences.server.ts'
import { inside, meets, outside, union, type Span } from '#sql/time/spans.ts'
import { readWaits, type Wait } from '#sql/waits.server.ts'
import { nightWindow } from '#sql/nights/windows.ts'
import { localDay, formatDay as formatDate } from '#sql/time/zone.ts'
import { searchOf, type View } from '../filters/view.server.ts'
import type { Locale } from '../i18n/locale.ts'
import { nightLedger, type NightLedger } from './night-ledger.server.ts'
import { caseHref } from './cases.server.ts'
import { hoursWithin } from './nights.server.ts'

/** One night as it went: what happened in it from top to bottom, and for staff who was there and what they did. */
export interface NightPage {
  column: ReturnType<typeof nightColumns>[number]
  /** of the homes' nights, from the first to the last, ms UTC */
  axis: Span
  /** whole hours of the clock in it */
  hours: { at: number; label: string }[]
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

interface ViewContext {
  view: View
  date: number
  locale: Locale
  t: TFunction
  search: string
}

interface Shown extends ViewContext {
  /** of the night's homes */
  clocks: Clocks
}

/** @returns null where none of the homes in the scope has a night of that date that has begun */
export async function readNightPage(db: Database, context: ViewContext): Promise<NightPage | null> {
  const { view, date } = context
  const { directory, scope, as_of } = view
  const reported = await readReported(db, directory)
  const period = { from: date, until: date + 1 }
  const team = readsAsTeam(view.audience, scope, period)
  const whole = { scope, as_of, language: 'en', team }
  const { book, nights } = await readLedger(db, directory, { ...whole, period })
  if (book.nights.length === 0) return null
  // what waited into the night began on the day before, what began in it may be of the day after
  const around = { ...whole, period: { from: date - 1, until: date + 2 }, scope: atAnyDate(scope) }
  // a night belongs whole to its date, also after the last date of the scope; other homes of that date do not
  const homes = new Set(book.nights.flatMap((night) => night.property_ids))
  const of: Shown = { ...context, clocks: clocksOf(directory, [...homes].sort(compareBytes), period) }
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
  const axis = {
    ...window,
    until_at: Math.max(...[...homes].map((home) => nightWindow(directory, home, date).until_at)),
  }
  const silences = await readSilences(db, directory, window, as_of)
  const data_as_of = await readReportedAsOf(db, directory, view)
  const [column] = nightColumns({
    directory,
    clocks: of.clocks,
    nights: book.nights,
    waits,
    silences,
    as_of,
    data_as_of,
    shifts: book.shifts,
    known_from: reported['clock or plans'],
  })
  if (column === undefined) return null
  const by = { as_of, data_as_of, shifts: book.shifts }
  const seen = book.nights.map((night) => asReported(directory, night, by))
  const open = waits.filter((wait) => meets(spanOf(wait, as_of), window))
  const cases = incidents
    .flatMap((row) => caseOf(row, directory))
    .filter((one) => {
      const at = Date.parse(one.reported_at)
      return at >= window.from_at && at < window.until_at
    })
  const notes = await readNotes(db, directory, view, period, as_of)
  const named = [...homes].map((property_id) => ({ property_id, name: homeName(directory, property_id) }))
  return {
    column,
    axis,
    hours: hoursWithin(axis, of.clocks.timezone, of.locale),
    sentences: sentencesOf(seen, column, { window, silences }, of),
    steps: [
      ...open.flatMap((wait) => stepsOf(wait, of)),
      ...cases.flatMap((one) => stepsInWords(casesSteps(one, of), one.property_id, hrefOfCase(one, of), of)),
      ...(column.spans.length === 0 ? [] : gapSteps(seen, of)),
    ].sort((a, b) => a.at - b.at),
    ledger: view.person.kind === 'staff' ? nightLedger(nights, { directory, ...of }) : null,
    people:
      view.person.kind === 'staff'
        ? peopleOf(
            { book, nights },
            { axis, seen: { ...axis, until_at: column.running?.until_at ?? axis.until_at } },
            of,
          )
        : [],
    waits: view.person.kind === 'staff' ? open.map((wait) => waitOf(wait, of)) : [],
    notes: notes.map((note) => ({
      text: note.text,
      by: noteBy({ ...of.clocks, homes: named, cases }, note, {
        locale: of.locale,
        beside: { night: formatDate(date) },
      }),
    })),
  }
}

function spanOf({ opened_at, answered_at }: Wait, as_of: number): Span {
  return { from_at: opened_at, until_at: Math.min(answered_at ?? as_of, opened_at + 86_400_000) }
}

const clock = (at: number, home: string, { clocks, locale }: Shown) =>
  formatTime(new Date(at).toISOString(), zoneIn(clocks, home), locale)

/** From one time to the other, on one line. */
const DASH = '\u2060–\u2060'

/** «22:06–02:58, 04:41–08:00», where homes' clocks differ with whose clock it is. @param home '': of none */
function spansText(spans: readonly Span[], home: string, of: Shown): string {
  const times = spans.map(
    ({ from_at, until_at }) => `${clock(from_at, home, of)}${DASH}${clock(until_at, home, of)}`,
  )
  return times.join(', ') + byClock(of.clocks, home, of.locale)
}

/** Nights of homes with the same clock, with one of these homes. */
function byZone(nights: readonly Night[], { clocks }: Shown): { home: string; nights: Night[] }[] {
  const zone = ({ property_ids: [home = ''] }: Night) => zoneIn(clocks, home)
  return zonesOf(clocks).flatMap((one) => {
    const own = nights.filter((night) => zone(night) === one)
    const home = own[0]?.property_ids[0]
    return home === undefined ? [] : [{ home, nights: own }]
  })
}

function gapSteps(nights: readonly Night[], of: Shown): NightStep[] {
  return byZone(nights, of).flatMap((group) =>
    gapsOf(group.nights).flatMap((gap) =>
      stepsInWords(stepsOfGap(gap), group.home, null, of).map((step) => ({ ...step, place: '' })),
    ),
  )
}

function sentencesOf(
  nights: readonly Night[],
  column: NightPage['column'],
  { window, silences }: { window: Span; silences: readonly Silence[] },
  of: Shown,
): NightPage['sentences'] {
  const { t, view, locale } = of
  const running = runningSentence(column, view.audience, locale)
  // where nothing was told yet there is no such moment
  const seen_at = column.running?.until_at ?? column.from_at
  const until = seen_at > column.from_at ? new Date(seen_at).toISOString() : null
  const silent = union(
    inside(
      silences.map(({ from_at, until_at }) => ({ from_at, until_at: until_at ?? view.as_of })),
      window,
    ),
  )
  const say = (text: string, isBad = false) => ({ text, isBad })
  return [
    ...(running === null ? [] : [say(running)]),
    ...(column.spans.length === 0
      ? [say(t('nights.unknown'))]
      : byZone(nights, of).flatMap((group) => presenceSentences(group, of))),
    ...(silent.length === 0 ? [] : [say(t('nights.silent', { spans: spansText(silent, '', of) }), true)]),
    ...(until === null ? [] : [say(t('nights.dataUntil', { time: timeAt(of.clocks, '', until, locale) }))]),
  ]
}

function presenceSentences(
  { home, nights }: { home: string; nights: readonly Night[] },
  of: Shown,
): NightPage['sentences'] {
  const all = (spans: (night: Night) => readonly Span[]) => union(nights.flatMap(spans))
  const [planned, present] = [all((night) => night.planned), all((night) => night.attended)]
  const nobody = all((night) => inside(night.nobody, night.window))
  const unseen = all((night) => inside(night.gaps, night.window)).flatMap((gap) => outside(nobody, gap))
  const unclocked = all((night) => night.unclocked.flatMap((span) => outside(night.attended, span)))
  const say = (
    key: 'planned' | 'present' | 'unclocked' | 'unseen' | 'nobody',
    spans: readonly Span[],
    isBad: boolean,
  ) =>
    spans.length === 0 ? [] : [{ text: of.t(`nights.${key}`, { spans: spansText(spans, home, of) }), isBad }]
  return [
    ...say('planned', planned, false),
    ...(present.length === 0 && unclocked.length === 0 && nobody.length + unseen.length > 0
      ? [{ text: of.t('nights.notPresent'), isBad: true }]
      : []),
    ...say('present', present, false),
    ...say('unclocked', unclocked, false),
    ...say('unseen', unseen, false),
    ...say('nobody', nobody, true),
  ]
}

function stepsInWords(steps: readonly Step[], home: string, href: string | null, of: Shown): NightStep[] {
  const place = home === '' ? '' : homeName(of.view.directory, home)
  const time = (at: number) => timeAt(of.clocks, home, new Date(at).toISOString(), of.locale)
  return steps.map((step) => ({
    at: step.at,
    time: time(step.at),
    place,
    href,
    ...stepInWords(step, of.locale),
  }))
}

/** A question is told with its answer, whenever that came; of one that was another owner's what fell on the asker's days. */
function stepsOf(wait: Wait, of: Shown): NightStep[] {
  const { view, search } = of
  const { scope, directory } = view
  const { property_id, opened_at } = wait
  const isNobodys = (at: number) => isNobodyElses(scope, directory, property_id, at)
  const opened = new Date(opened_at).toISOString()
  const href = isMomentInScope(scope, directory, property_id, opened_at)
    ? `/threads/${encodeURIComponent(wait.conversation_id)}${search}&at=${encodeURIComponent(opened)}`
    : null
  const steps = stepsOfWait(wait, view.as_of).filter(({ at }) => isNobodys(opened_at) || isNobodys(at))
  return stepsInWords(steps, property_id, href, of)
}

function casesSteps(one: Case, { view: { scope, directory } }: Shown): Step[] {
  return stepsOfCase(one).filter(({ at }) => isNobodyElses(scope, directory, one.property_id, at))
}

/**
 * Under the month in which it was opened: a night may reach into the next one. One of the morning after an owner's last
 * night is in that night, and not his to open: null.
 */
function hrefOfCase(one: Case, { view, clocks }: Shown): string | null {
  const { directory, scope } = view
  const opened_at = Date.parse(one.opened_at)
  const date = localDay(zoneIn(clocks, one.property_id), opened_at)
  if (!isInScope(scope, directory, one.property_id, date)) return null
  const month = formatDate(date).slice(0, 7)
  return caseHref(one, searchOf({ ...view.bar, month }))
}

type Duty = Pick<NightPerson, 'planned' | 'edited' | 'clocked' | 'unclocked'>

/**
 * Whoever was planned or at work in the night, by the beginning of his plan.
 * @param spans.axis the whole night, as far as plans go
 * @param spans.seen what of it can be seen
 */
function peopleOf(
  { book, nights }: Ledger,
  { axis, seen }: { axis: Span; seen: Span },
  of: Shown,
): NightPerson[] {
  const people = new Map<string, Duty>()
  const add = (manager_id: string, what: keyof Duty, span: Span) => {
    const there = inside([span], what === 'planned' || what === 'edited' ? axis : seen)
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
  // whose going was never clocked, or too late to be true
  const endless = new Set<string>()
  const isClockReported = nights.some(({ night }) => night.is_clock_reported)
  for (const shift of book.shifts) {
    for (const span of shift.clocked) {
      add(span.manager_id, 'clocked', span)
      // one that still runs has no end yet
      const isOver = span.until_at < of.view.as_of
      if (span.is_end_assumed && isOver && meets(span, axis)) endless.add(span.manager_id)
    }
    for (const span of isClockReported ? book.onShift.unclocked(shift) : [])
      add(span.manager_id, 'unclocked', span)
  }
  return [...people]
    .map(([manager_id, duty]) => ({
      ...duty,
      name: staffName(of.view.directory, manager_id),
      acts: (book.acts.get(manager_id) ?? [])
        .filter(({ at, is_sure }) => is_sure && at >= axis.from_at && at < axis.until_at)
        .map(({ at }) => at),
      spoken:
        spansText(duty.clocked.length > 0 ? duty.clocked : duty.planned, '', of) +
        (endless.has(manager_id) ? of.t('nights.endAssumed') : ''),
    }))
    .sort((a, b) => (a.planned[0]?.from_at ?? 0) - (b.planned[0]?.from_at ?? 0))
}

function waitOf(wait: Wait, { view }: Shown): NightWait {
  const span = spanOf(wait, view.as_of)
  return {
    ...span,
    home: wait.property_id === '' ? '–' : homeName(view.directory, wait.property_id),
    due_at: wait.due_at,
    isLate: wait.is_late,
    isOpen: wait.answered_at === null,
  }
}
