/** What is wrong with an event's data, in plain words and without any of its values. */
import type { z } from 'zod'

const MAX_FAULTS = 3

/** Members whose own members are named by the producer: such a name is a value. */
const FREELY_NAMED = new Set<PropertyKey>(['parts', 'resolve_within_by_category'])

/** One sentence of at most three faults, each naming its member. */
export function faultsOf(issues: readonly z.core.$ZodIssue[]): string {
  const faults = issues.slice(0, MAX_FAULTS).map((issue) => `${memberOf(issue.path)} ${faultOf(issue)}`)
  const more = issues.length - faults.length
  return faults.join('. ') + (more > 0 ? `. And ${more} more` : '')
}

function faultOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_key') return issue.message
  return `has a name that ${issue.issues[0]?.message ?? 'is not taken'}`
}

function memberOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((member, step, i) => {
    if (typeof step === 'number') return `${member}[${step}]`
    return FREELY_NAMED.has(path[i - 1] ?? '') ? `${member}.*` : `${member}.${String(step)}`
  }, 'data')
}
