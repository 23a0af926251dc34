import type { TFunction } from 'i18next'
import type { Figures, MonthContents } from '#reports/contents.ts'
import { momentAt } from '#reports/clocks.ts'
import { formatCount, formatMonth, formatWait, formatWaits, ofCount, type Part } from '#reports/format.ts'
import { CATALOGUE } from '#sql/metrics/index.ts'
import type { Locale } from '../i18n/locale.ts'

/** One of the four numbers: already written, with where it leads and how it stands to the month before. */
export interface NumberCard {
  id: string
  label: string
  /** the definition */
  about: string
  /** null: not known; `why` says why */
  parts: Part[] | null
  why: string | null
  /** the rows that it counts */
  href: string | null
  delta: { text: string; tone: 'good' | 'bad' | null; href: string | null } | null
}

interface Of {
  contents: MonthContents
  locale: Locale
  t: TFunction
  /** the search of a link to a list, with these filters */
  search: (filters: Record<string, string>) => string
}

/** Below this many cases in either month a change is told, not coloured. */
const ENOUGH_TO_COLOUR = 20

/** A median that moved by less is as good as before. */
const LEAST_CHANGE_S = 30
/** So is a share that moved by less than two of a hundred. */
const LEAST_CHANGE_SHARE = 0.02

export function numberCards(of: Of): NumberCard[] {
  return [
    nightInTime(of),
    usualWait(of),
    longestWait(of),
    of.contents.audience === 'owner' ? undisturbed(of) : covered(of),
  ]
}

/** Turns for people that were due, and of them those in time: of the night, or of all. */
export function inTimeOf(turns: Figures['turns'], night: 'night_' | ''): { n: number; of: number } | null {
  const [asked, waiting] = [turns[`${night}people_turns`], turns[`${night}waiting`]]
  const share = turns[`${night}people_in_time_share`]
  if (asked == null || waiting == null || share == null) return null
  return ofCount(share, asked - waiting)
}

function nightInTime({ contents, locale, t, search }: Of): NumberCard {
  const now = inTimeOf(contents.figures.turns, 'night_')
  const before = inTimeOf(contents.figures_before.turns, 'night_')
  return {
    id: 'night_people_in_time_share',
    label: t('numbers.night'),
    about: aboutOf('turns', 'people_in_time_share', locale),
    parts: now === null ? null : countOf(now, locale, t),
    why: now === null ? t('numbers.nobodyAtNight') : null,
    href: now === null ? null : `/turns${search({ night: '1', who: 'people', state: 'due' })}`,
    delta: change(
      { contents, locale, t },
      before === null
        ? null
        : `${formatCount(before.n, locale)}\u00a0${t('numbers.of', { of: formatCount(before.of, locale) })}`,
      now === null || before === null || Math.min(now.of, before.of) < ENOUGH_TO_COLOUR
        ? 0
        : now.n / now.of - before.n / before.of,
    ),
  }
}

function usualWait({ contents, locale, t, search }: Of): NumberCard {
  const { figures, figures_before, people_waits_s } = contents
  const now = figures.turns['people_wait_p50_s'] ?? null
  const before = figures_before.turns['people_wait_p50_s'] ?? null
  const due = (turns: Figures['turns']) => (turns['people_turns'] ?? 0) - (turns['waiting'] ?? 0)
  const isEnough = Math.min(due(figures.turns), due(figures_before.turns)) >= ENOUGH_TO_COLOUR
  return {
    id: 'people_wait_p50_s',
    label: t('numbers.usual'),
    about: aboutOf('turns', 'people_wait_p50_s', locale),
    parts:
      now === null
        ? null
        : (people_waits_s === null ? formatWait(now, locale) : formatWaits(people_waits_s, locale)).parts,
    why: now === null ? t('numbers.nobodyWaited') : null,
    href: now === null ? null : `/turns${search({ who: 'people', state: 'due' })}`,
    delta: change(
      { contents, locale, t },
      before === null ? null : formatWait(before, locale).text,
      now === null || before === null || !isEnough || Math.abs(before - now) < LEAST_CHANGE_S
        ? 0
        : before - now,
    ),
  }
}

function longestWait({ contents, locale, t, search }: Of): NumberCard {
  const { longest, promise } = contents
  const isLate =
    longest !== null && longest.wait_s > Math.max(promise.answer_within_s, promise.night_answer_within_s)
  const href =
    longest === null
      ? null
      : `/threads/${encodeURIComponent(longest.conversation_id)}${search({ at: longest.opened_at })}`
  return {
    id: 'people_wait_max_s',
    label: t('numbers.longest'),
    about: aboutOf('turns', 'people_wait_max_s', locale),
    parts: longest === null ? null : formatWait(longest.wait_s, locale).parts,
    why: longest === null ? t('numbers.nobodyWaited') : null,
    href,
    delta:
      longest === null
        ? null
        : {
            text: [
              momentAt(contents, longest.property_id, longest.opened_at, locale),
              ...(longest.answered_at === null ? [t('numbers.unanswered')] : []),
            ].join(', '),
            tone: isLate ? 'bad' : null,
            href,
          },
  }
}

function undisturbed({ contents, locale, t, search }: Of): NumberCard {
  const told = (figures: Figures) => {
    const [n, other] = [figures.automation['undisturbed_nights'], figures.automation['disturbed_nights']]
    return n == null || other == null ? null : { n, of: n + other }
  }
  const [now, before] = [told(contents.figures), told(contents.figures_before)]
  return {
    id: 'undisturbed_nights',
    label: t('numbers.undisturbed'),
    about: aboutOf('automation', 'undisturbed_nights', locale),
    parts: now === null ? null : countOf(now, locale, t),
    why: now === null ? t('numbers.notReported') : null,
    href: now === null ? null : `/nights${search({ calls: 'none' })}`,
    delta: change(
      { contents, locale, t },
      before === null || before.of === 0
        ? null
        : `${formatCount(before.n, locale)}\u00a0${t('numbers.of', { of: formatCount(before.of, locale) })}`,
      0,
    ),
  }
}

function covered({ contents, locale, t, search }: Of): NumberCard {
  const told = ({ nights }: Figures) =>
    nights['covered_nights'] == null || nights['nights'] == null
      ? null
      : { n: nights['covered_nights'], of: nights['nights'] }
  const [now, before] = [told(contents.figures), told(contents.figures_before)]
  return {
    id: 'covered_nights',
    label: t('numbers.covered'),
    about: aboutOf('nights', 'covered_nights', locale),
    parts: now === null ? null : countOf(now, locale, t),
    why: now === null ? t('numbers.notReported') : null,
    href: now === null ? null : `/nights${search({})}`,
    delta: change(
      { contents, locale, t },
      before === null || before.of === 0
        ? null
        : `${formatCount(before.n, locale)}\u00a0${t('numbers.of', { of: formatCount(before.of, locale) })}`,
      now === null || before === null || Math.min(now.of, before.of) < ENOUGH_TO_COLOUR
        ? 0
        : now.n / now.of - before.n / before.of,
    ),
  }
}

function countOf({ n, of }: { n: number; of: number }, locale: Locale, t: TFunction): Part[] {
  return [{ value: formatCount(n, locale), unit: t('numbers.of', { of: formatCount(of, locale) }) }]
}

/** @param better above 0: better than the month before; below: worse; 0: as good, or too few cases to say */
function change(
  { contents, locale, t }: Pick<Of, 'contents' | 'locale' | 't'>,
  value: string | null,
  better: number,
): NumberCard['delta'] {
  if (value === null) return null
  const how = Math.abs(better) < LEAST_CHANGE_SHARE ? 'same' : better > 0 ? 'better' : 'worse'
  const month = formatMonth(contents.before.month, locale, 'in', contents.as_of)
  return {
    text: t(`numbers.${contents.period.is_so_far ? 'sameDays' : 'before'}.${how}`, { month, value }),
    tone: how === 'same' ? null : how === 'better' ? 'good' : 'bad',
    href: null,
  }
}

function aboutOf(subject: keyof typeof CATALOGUE, id: string, locale: Locale): string {
  const metrics: Record<string, { about: Record<Locale, string> }> = CATALOGUE[subject]
  return metrics[id]?.about[locale] ?? ''
}
