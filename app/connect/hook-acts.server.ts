/** What somebody does with connections on /connect. */
import {
  changeHookState,
  hookAddress,
  hookNamed,
  makeHook,
  MissingCredential,
} from '#pipelines/hooks/change.server.ts'
import { rotateSecret, type ConnectionState } from '#pipelines/hooks/connections.server.ts'
import { HOOK_KINDS } from '#pipelines/hooks/index.ts'
import type { Store } from '#pipelines/store.server.ts'
import { PlainError, UsageError } from '#sql/db/errors.ts'

/** An address that is shown once, or why nothing was done. */
export type HookAnswer =
  | { kind: string; connection: string; address: string }
  | { refused: 'name' | 'known' | 'credentials' | 'gone' }

const STATES: ReadonlyMap<string, ConnectionState> = new Map([
  ['hook_pause', 'paused'],
  ['hook_resume', 'on'],
  ['hook_remove', 'removed'],
])

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
  const state = STATES.get(intent)
  if (state === undefined && intent !== 'hook_add' && intent !== 'hook_rotate') return undefined
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
    if (state !== undefined) await changeHookState(store, one, { state, ...by })
    return null
  } catch (error) {
    if (error instanceof MissingCredential) return { refused: 'credentials' }
    if (error instanceof UsageError) return { refused: 'name' }
    if (error instanceof PlainError) return { refused: intent === 'hook_add' ? 'known' : 'gone' }
    throw error
  }
}
