/** Who sends a request of a program: a key that was made here, or a token of the environment. */
import type { Request } from 'express'
import { isItsKey, noteUse, readKeys, type Key } from '#pipelines/keys.server.ts'
import { kindOf, log } from '#pipelines/log.ts'
import { isSame } from '#pipelines/same-secret.ts'
import type { Database } from '#sql/db/client.server.ts'
import { bearerOf } from './bearer.ts'
import { grantOf, type Grant } from './env.server.ts'
import { remembered } from './remembered.ts'

/** Uses are noted at most so often. */
const NOTED_MS = 600_000

export interface Keys {
  /** null: no key is the bearer's */
  keyOf: (request: Request) => Promise<Key | null>
  /** What a request may read; null: nothing. @param tokens of the environment */
  grantFor: (request: Request, tokens: ReadonlyMap<string, Grant>) => Promise<Grant | null>
}

export function openKeys(db: Database, now: () => number): Keys {
  const keys = remembered(() => readKeys(db), now)
  const noted = new Map<string, number>()
  const keyOf = async (request: Request): Promise<Key | null> => {
    const bearer = bearerOf(request)
    if (bearer === null) return null
    // all of them are looked at, whichever it is
    const [found = null] = (await keys.read()).filter((one) => isItsKey(one, bearer, now()))
    if (found !== null && now() - (noted.get(found.name) ?? 0) >= NOTED_MS) {
      noted.set(found.name, now())
      noteUse(db, found.name, now()).catch((error: unknown) => {
        log({ level: 'warn', event: 'key_use_not_noted', error: kindOf(error) })
      })
    }
    return found
  }
  return {
    keyOf,
    grantFor: async (request, tokens) => {
      const bearer = bearerOf(request)
      if (bearer === null) return null
      const known = [...tokens].find(([token]) => isSame(bearer, token))?.[1]
      if (known !== undefined) return known
      const key = await keyOf(request)
      return key === null || key.reads === '' ? null : grantOf(key.reads)
    },
  }
}
