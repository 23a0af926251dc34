import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { HookAnswer } from '../../connect/hook-acts.server.ts'
import type { HookRow, KindChoice } from '../../view-models/hooks.server.ts'
import { Name, Text } from '../ui/text.tsx'

/** What sends by itself: each with its last events, and how to connect one more. */
export function Hooks({
  hooks,
  kinds,
  answered,
}: {
  hooks: readonly HookRow[]
  kinds: readonly KindChoice[]
  answered: HookAnswer | null
}) {
  const { t } = useTranslation()
  return (
    <section className="section" id="hooks" aria-labelledby="hooks-title">
      <h2 id="hooks-title">{t('connect.hooks.title')}</h2>
      <p className="note">{t('connect.hooks.about')}</p>
      {answered === null ? null : 'refused' in answered ? (
        <p className="missing" role="alert">
          {t(`connect.hooks.refused.${answered.refused}`)}
        </p>
      ) : (
        <Address answered={answered} steps={kinds.find(({ kind }) => kind === answered.kind)?.steps ?? ''} />
      )}
      {hooks.length === 0 ? null : (
        <ul className="imports hooks">
          {hooks.map((one) => (
            <Connection key={`${one.kind}/${one.connection}`} one={one} />
          ))}
        </ul>
      )}
      <ul className="kinds">
        {kinds.map((kind) => (
          <li key={kind.kind}>
            <NewHook kind={kind} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Shown once: it opens the door. */
function Address({ answered, steps }: { answered: Extract<HookAnswer, { address: string }>; steps: string }) {
  const { t } = useTranslation()
  return (
    <div className="notice address" role="status">
      <p>{t('connect.hooks.address')}</p>
      <input
        readOnly
        value={answered.address}
        aria-label={t('connect.hooks.addressLabel')}
        onFocus={({ currentTarget }) => {
          currentTarget.select()
        }}
      />
      <p>{steps}</p>
      <p className="note">{t('connect.hooks.addressOnce')}</p>
    </div>
  )
}

function Connection({ one }: { one: HookRow }) {
  const { t } = useTranslation()
  return (
    <li>
      <div>
        <p className="of-whom">
          <Name>{one.name}</Name>
        </p>
        <p className={one.last === '' ? 'note waits' : 'note'}>
          {one.last === '' ? t('connect.hooks.nothing') : t('connect.hooks.last', { when: one.last })}
        </p>
        {one.seen.length === 0 ? null : (
          <details className="as-table">
            <summary>{t('connect.hooks.seen')}</summary>
            <ol className="seen">
              {one.seen.map((event, index) => (
                <li key={index}>
                  <time>{event.when}</time> <Text>{event.what}</Text>{' '}
                  {event.why === '' ? null : <small>{event.why}</small>}
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
      <p className="taken">{t(`connect.hooks.states.${one.state}`)}</p>
      <div className="state">
        <Act one={one} intent={one.state === 'on' ? 'hook_pause' : 'hook_resume'} />
        <Act one={one} intent="hook_rotate" />
        <details className="sure">
          <summary>
            {t('connect.hooks.remove')} <span className="unseen">{one.name}</span>
          </summary>
          <p>{t('connect.hooks.removeText')}</p>
          <Act one={one} intent="hook_remove" />
        </details>
      </div>
    </li>
  )
}

function Act({ one: { kind, connection, name }, intent }: { one: HookRow; intent: string }) {
  const { t } = useTranslation()
  return (
    <Form method="post" action="/connect#hooks" preventScrollReset>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="connection" value={connection} />
      <button className="plain" type="submit" name="intent" value={intent}>
        {t(`connect.hooks.acts.${intent}`)} <span className="unseen">{name}</span>
      </button>
    </Form>
  )
}

function NewHook({ kind }: { kind: KindChoice }) {
  const { t } = useTranslation()
  return (
    <details className="as-table asked">
      <summary>
        {kind.name} <small>{kind.tells}</small>
      </summary>
      <p>{kind.steps}</p>
      <Form method="post" action="/connect#hooks" className="questions">
        <input type="hidden" name="kind" value={kind.kind} />
        <label>
          <span>{t('connect.hooks.name')}</span>
          <input
            name="connection"
            required
            pattern="[a-z0-9][a-z0-9_\-]{0,31}"
            defaultValue="main"
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
          />
          <small>{t('connect.card.connectionHint')}</small>
        </label>
        {kind.credentials.map(({ name, label, isRequired }) => (
          <label key={name}>
            <span>{label}</span>
            <input name={name} type="password" required={isRequired} autoComplete="off" />
            <small>{isRequired ? '' : t('connect.hooks.optional')}</small>
          </label>
        ))}
        <label className="tick">
          <input type="checkbox" name="complete" value="yes" />
          <span>{t('connect.hooks.complete', { what: kind.tells })}</span>
        </label>
        <button className="button" type="submit" name="intent" value="hook_add">
          {t('connect.hooks.add')}
        </button>
      </Form>
    </details>
  )
}
