import type { Ask } from '../read.server.ts'

/** Which rows: a question without subject, breakdown and series. */
export type ListAsk = Omit<Ask, 'subject' | 'by' | 'every'>
