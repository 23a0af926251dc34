import type { MetricsQuery } from '../read.server.ts'

/** Which rows: a question without subject, breakdown and series. */
export type ListQuery = Omit<MetricsQuery, 'subject' | 'by' | 'every'>
