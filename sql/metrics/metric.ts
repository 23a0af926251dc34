/** What a number depends on that not everyone reports (docs/rules.md#not-reported). */
export type Capability =
  | 'clock'
  | 'plans'
  | 'clock and plans'
  | 'clock or plans'
  | 'calls'
  | 'handoffs'
  | 'owner_contact'
  | 'playbooks'
  | 'incidents'
  | 'stays'
  | 'reviews'
  | 'instructions'
  | 'templates'

/** What is told whole, or in part (docs/rules.md#told-in-part). */
export type Telling = 'messages' | 'incidents' | 'stays'

/**
 * share 0–1; seconds; count; per_100_nights: incidents on 100 nights stayed; per_stay: turns a stay; stars 1–5;
 * correlation −1 to 1; probability 0–1: the p of a test
 */
export type Unit =
  'count' | 'share' | 'seconds' | 'per_100_nights' | 'per_stay' | 'stars' | 'correlation' | 'probability'

export interface Words {
  ru: string
  en: string
}

/** Of what there is nothing to count. `owner`: what an owner reads instead. */
export interface Nothing extends Words {
  owner?: Words
}

/** A heading of docs/rules.md, as links name it. */
export type Rule =
  | 'state'
  | 'waits'
  | 'bots-and-handoffs'
  | 'missed-calls'
  | 'off-hours'
  | 'nights'
  | 'presence'
  | 'no-shows-and-late-starts'
  | 'late-silent-and-overloaded-nights'
  | 'incidents'
  | 'reviews'
  | 'the-link'
  | 'automation'
  | 'the-owners-benefit'

/** What every metric tells about itself: cards, tables, tooltips, CSV, PDF and docs/metrics.md read it. */
export interface Metric {
  label: Words
  /** what an owner reads instead of it */
  owner_label?: Words
  /** of nights: what it is called where those of several homes are added up */
  home_nights_label?: Words
  /** what it is called where there is little room: on cards, in mails; absent: as everywhere */
  short_label?: Words
  /** what an owner reads instead of that */
  owner_short_label?: Words
  /** the definition, for the one who reads the number; it stands alone, in a tooltip */
  about: Words
  /** what an owner reads instead of it: it speaks to him, of questions and cases; absent: the same */
  owner_about?: Words
  unit: Unit
  better: 'higher' | 'lower' | null
  /**
   * from which difference on it is better or worse than it was, in its unit; of a count that is told as a part, the
   * difference of that share; absent: from any
   */
  better_by?: number
  /** the section of the rule book that it follows, and whose table names it; under() says it of a group of metrics */
  rule: Rule
  /** of a share that is not cases of cases: `time`, milliseconds of milliseconds; `ratio`, no part of anything */
  measures?: 'time' | 'ratio'
  /** of a median, a percentile or a maximum: the share whose whole is the cases that it is over */
  over?: string
  /** over nothing: 0 for counts, null for all that can't be known */
  empty: 0 | null
  /** empty null: why it is not known where it is reported, of what there is nothing (none.ts) */
  none?: Nothing
  /** all of them must be reported; from the latest of their days on */
  needs: readonly Capability[]
  /** a ratio of these: only of homes and from days on which each is told whole (sql/wholeness.ts) */
  ratio_of?: readonly Telling[]
  /** over so many days that end with the period, instead of the period */
  days?: number
  /** raised by hand whenever its definition changes, since months that were sealed keep their numbers; absent: 1 */
  version?: number
  /** id of the metric of which this is another form (at night, for communication) or says more (n, interval, p) */
  of?: string
}

/** A metric as its group writes it: each of a union's members by itself. */
type Entry<M extends Metric> = M extends unknown ? Omit<M, 'rule'> : never

/** The metrics that stand under one heading of docs/rules.md. */
export function under<M extends Metric>(rule: Rule, metrics: Record<string, Entry<M>>): Record<string, M> {
  return Object.fromEntries(
    Object.entries(metrics).map(([id, metric]) => [id, { ...metric, rule } as unknown as M]),
  )
}

/** A share as the fraction that it is, both ends in the same unit; over a whole of 0 its value is null. */
export interface Fraction {
  part: number
  whole: number
}

/**
 * One line of SQL over the subject's relation. `of` narrows the rows ('' or ' and …') and stands behind each condition: night
 * hours, the day from which it is told.
 */
export type Formula = (of: string) => string

/** A metric over a fact in the database: one line, of a share one for its part and one for its whole. */
export type SqlMetric = Metric & {
  /** what it reads beside the subject's own rows: a statement without such metrics leaves it out, and plans faster */
  also?: readonly Beside[]
} & ({ sql: Formula } | { part: Formula; whole: Formula })

/**
 * Rows beside a subject's own: guest messages, autoresponses and missed calls (messages); turns about trouble without an
 * incident (unlogged); nights (stayed). And earlier resolvings of the same home and category (resolvings).
 */
export type Beside = 'messages' | 'unlogged' | 'stayed' | 'resolvings'
