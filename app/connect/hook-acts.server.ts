/** What somebody does with connections on /connect. */
import { changeHookState, hookAddress, hookNamed, makeHook } from '#pipelines/hooks/change.server.ts'
import { rotateSecret } from '#pipelines/hooks/connections.server.ts'
import { HOOK_KINDS } from '#pipelines/hooks/index.ts'
import type { Store } from '#pipelines/store.server.ts'
import { PlainError, UsageError } from '#sql/db/errors.ts'

/** An address that is shown once, or why nothing was done. */
export type HookAnswer =
  | { kind: string; connection: string; address: string }
  | { refused: 'name' | 'known' | 'credentials' | 'gone' }

const STATES = { hook_pause: 'paused', hook_resume: 'on', hook_remove: 'removed' } as const

/** @returns null: it was done, and there is nothing more to say; undefined: the form is none of these */
export async function actOnHook(
  form: FormData,
  store: Store,
  { base_url, ...by }: { base_url: string; person: string; now: number },
): Promise<HookAnswer | null | undefined> {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const intent = text('intent')
  const kind = text('kind')
  const connection = text('connection').toLowerCase()
  if (!intent.startsWith('hook_')) return undefined
  try {
    if (intent === 'hook_add') {
      const tells = HOOK_KINDS.get(kind)?.tells ?? []
      const credentials = (HOOK_KINDS.get(kind)?.credentials ?? []).map(({ name }) => [name, text(name)])
      const wanted = { kind, connection, timezone: store.default_timezone }
      const { made, secret } = await makeHook(
        store,
        {
          ...wanted,
          complete: text('complete') === 'yes' ? tells : [],
          credentials: Object.fromEntries(credentials) as Record<string, string>,
        },
        by,
      )
      return { kind, connection, address: hookAddress(base_url, made, secret) }
    }
    const one = await hookNamed(store, kind, connection)
    if (intent === 'hook_rotate')
      return { kind, connection, address: hookAddress(base_url, one, await rotateSecret(store.db, one, by)) }
    const state = STATES[intent as keyof typeof STATES]
    await changeHookState(store, one, { state, ...by })
    return null
  } catch (error) {
    if (error instanceof UsageError)
      return { refused: error.message.includes('needs') ? 'credentials' : 'name' }
    if (error instanceof PlainError) return { refused: intent === 'hook_add' ? 'known' : 'gone' }
    throw error
  }
}
