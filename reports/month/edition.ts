/** Which edition of a month's report this is, and what differs from the one before. */
export interface Edition {
  /** 1: as first sent; from 2 on a restatement («уточнённый отчёт № 2») */
  number: number
  /** RFC 3339: when the edition before was sealed; null for the first */
  previous_sealed_at: string | null
  /** what a reader sees changed, already written in the report's language, as printed; empty for the first */
  changes: EditionChange[]
}
export interface EditionChange {
  /** definition: the metric is counted by another version, and its figures are not compared */
  kind: 'figure' | 'night' | 'case' | 'definition'
  /** metric such as turns.people_in_time_share; the local date of a night's evening; incident_id */
  id: string
  label: string
  before: string
  after: string
}
