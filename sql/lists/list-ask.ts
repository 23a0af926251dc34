import type { Ask } from '../read.server.ts'

/** Which rows: a question without subject, breakdown and series. */
export type ListQuery = Omit<Ask, 'subject' | 'by' | 'every'>
