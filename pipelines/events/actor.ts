import type { z } from 'zod'
import type { actor } from '../members.ts'

/** The columns actor_role and actor_id. A guest's id is not kept: who he is must not rest. */
export function actorOf(person: z.infer<typeof actor> | null | undefined): [role: string, id: string] {
  if (person === null || person === undefined) return ['', '']
  return [person.role, person.role === 'guest' ? '' : (person.id ?? '')]
}
