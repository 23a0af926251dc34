import { openLinks } from '#app/auth/links.server.ts'
import { keyByEmail, personOf } from '#app/auth/person.ts'
import { UsageError } from '#sql/db/errors.ts'
import type { CommandContext } from './context.ts'

/** insights link EMAIL | manager:ID | owner:ID */
export async function link(who: string, context: CommandContext): Promise<void> {
  const store = await context.store()
  const directory = await store.directory()
  const key = who.includes('@') ? keyByEmail(who, directory) : /^(owner|manager):/.test(who) ? who : null
  if (key === null || personOf(key, directory) === null) {
    throw new UsageError(
      `the directory knows nobody as ${who}: name an e-mail address that it holds, manager:ID or owner:ID`,
    )
  }
  const token = await openLinks(store.db, context.now).issue(key)
  context.out(`${context.base_url}/sign-in/${token}\n`)
}
