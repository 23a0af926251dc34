/** Every kind of hook that is taken. */
import { amocrm } from './amocrm.ts'
import { avito } from './avito.ts'
import { chatwoot } from './chatwoot.ts'
import { guesty } from './guesty.ts'
import type { HookKind } from './hook.ts'
import { hostaway } from './hostaway.ts'
import { mango } from './mango.ts'
import { max } from './max.ts'
import { realtycalendar } from './realtycalendar.ts'
import { telegram } from './telegram.ts'
import { wazzup } from './wazzup.ts'
import { whatsapp } from './whatsapp.ts'

const ALL: readonly HookKind[] = [
  ...[telegram, wazzup, avito, realtycalendar, chatwoot, max, mango, amocrm, whatsapp],
  ...[hostaway, guesty],
]

/** By their names in addresses, in the order in which pages show them. */
export const HOOK_KINDS: ReadonlyMap<string, HookKind> = new Map(ALL.map((one) => [one.kind, one]))
