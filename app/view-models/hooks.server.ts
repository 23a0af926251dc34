/** What /connect shows of what sends by itself. */
import type { TFunction } from 'i18next'
import type { Connection } from '#pipelines/hooks/connections.server.ts'
import { sourceOf } from '#pipelines/hooks/hook.ts'
import { HOOK_KINDS } from '#pipelines/hooks/index.ts'
import type { Seen } from '#pipelines/hooks/take-hook.server.ts'
import { formatDateTime } from '#reports/month/format.ts'
import type { Database } from '#sql/db/client.server.ts'
import { readLastHeard } from '#sql/silences.server.ts'
import type { Locale } from '../i18n/locale.ts'

export interface HookRow {
  kind: string
  connection: string
  /** «Telegram для бизнеса · uyut» */
  name: string
  state: 'on' | 'paused'
  /** when something last came of it; '' where nothing has */
  last: string
  /** the last that came since the server began, without a word of it */
  seen: { when: string; what: string; why: string }[]
}

interface ViewContext {
  db: Database
  timezone: string
  locale: Locale
  t: TFunction
  seen: (kind: string, connection: string) => readonly Seen[]
}

export async function hookRows(
  connections: readonly Connection[],
  { db, timezone, locale, t, seen }: ViewContext,
): Promise<HookRow[]> {
  const shown = connections.flatMap((one) => {
    const kind = HOOK_KINDS.get(one.kind)
    return kind === undefined || one.state === 'removed'
      ? []
      : [{ one, state: one.state, source: sourceOf(kind, one.connection) }]
  })
  const last = await readLastHeard(
    db,
    shown.map(({ source }) => source),
  )
  const when = (ms: number) => formatDateTime(new Date(ms).toISOString(), timezone, locale)
  return shown.map(({ one: { kind, connection }, state, source }) => {
    const at = last.get(source)
    return {
      kind,
      connection,
      state,
      name: `${t(`connect.hooks.kinds.${kind}`)} · ${connection}`,
      last: at === undefined ? '' : when(at),
      seen: seen(kind, connection).map((event) => ({
        when: when(event.received_at),
        what: event.what
          .split(' ')
          .filter((word) => word !== '')
          .map((word) => t(`connect.hooks.words.${word}`, { defaultValue: word }))
          .join(' · '),
        why:
          event.why === ''
            ? ''
            : t(`connect.hooks.why.${event.why}`, { defaultValue: t('connect.hooks.why.other') }),
      })),
    }
  })
}

export interface KindChoice {
  kind: string
  name: string
  tells: string
  steps: string
  credentials: { name: string; label: string; isRequired: boolean }[]
}

/** What can be connected, each with what to click there. */
export function kindChoices(t: TFunction): KindChoice[] {
  return [...HOOK_KINDS.values()].map(({ kind, tells, credentials }) => ({
    kind,
    name: t(`connect.hooks.kinds.${kind}`),
    tells: tells.map((what) => t(`connect.hooks.tells.${what}`)).join(', '),
    steps: t(`connect.hooks.steps.${kind}`),
    credentials: credentials.map(({ name, is_required }) => ({
      name,
      label: t(`connect.hooks.credentials.${name}`, { defaultValue: name }),
      isRequired: is_required,
    })),
  }))
}
