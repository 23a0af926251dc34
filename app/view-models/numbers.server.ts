import {
  beforeText,
  coveredNights,
  longestWait,
  nightInTime,
  undisturbedNights,
  usualWait,
  type Card,
} from '#reports/month/cards.ts'
import type { MonthContents } from '#reports/month/contents.ts'
import type { Part } from '#reports/month/format.ts'
import type { Locale } from '../i18n/locale.ts'

/** One of the four numbers as the page shows it: written, with where it leads and how it stands to the month before. */
export interface NumberCard {
  /** id of the metric */
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

interface ViewContext {
  contents: MonthContents
  locale: Locale
  /** the search of a link to a list, with these filters */
  search: (filters: Record<string, string>) => string
}

export function numberCards(of: ViewContext): NumberCard[] {
  const { search, contents } = of
  return [
    shown(of, nightInTime(of), `/turns${search({ night: '1', who: 'people', state: 'due' })}`),
    shown(of, usualWait(of), `/turns${search({ who: 'people', state: 'due' })}`),
    longest(of, longestWait(of)),
    contents.audience === 'owner'
      ? shown(of, undisturbedNights(of), `/nights${search({ calls: 'none' })}`)
      : shown(of, coveredNights(of), `/nights${search({})}`),
  ]
}

const TONES = { better: 'good', worse: 'bad', same: null } as const

function shown(of: ViewContext, card: Card, href: string): NumberCard {
  const { metric, label, about, value, detail, before, change } = card
  return {
    id: metric,
    label,
    about,
    parts: value,
    why: detail,
    href: value === null ? null : href,
    delta:
      before === null
        ? null
        : { text: beforeText(card, of, 'judged'), tone: TONES[change ?? 'same'], href: null },
  }
}

/** Of the longest wait its moment says more than the month before. */
function longest({ contents, search }: ViewContext, card: Card): NumberCard {
  const { metric, label, about, value, detail, isBad } = card
  const { longest: wait } = contents
  const base = { id: metric, label, about, parts: value }
  if (wait === null) return { ...base, why: detail, href: null, delta: null }
  const href = `/threads/${encodeURIComponent(wait.conversation_id)}${search({ at: wait.opened_at })}`
  return { ...base, why: null, href, delta: { text: detail ?? '', tone: isBad ? 'bad' : null, href } }
}
