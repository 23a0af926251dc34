import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { likelyHome } from '../../connect/likely.ts'
import type { ChatRow } from '../../view-models/connect.server.ts'
import { Name } from '../ui/text.tsx'

interface HomesProps {
  chats: readonly ChatRow[]
  homes: readonly { id: string; name: string }[]
  names: ReadonlyMap<string, string>
  /** chats that were decided here: they may be decided otherwise */
  decided: readonly ChatRow[]
}

const SHOWN = 30
const BULK = 'marked-chats'

/** Chats that have no home: each by itself, or those that are ticked together. */
export function Homes({ chats: known, homes, names, decided }: HomesProps) {
  const { t } = useTranslation()
  if (known.length + decided.length === 0) return null
  const chats = known.map((one) => byName(one, { homes, names, why: t('connect.homes.byName') }))
  const suggested = chats.filter((one) => one.suggested !== null)
  return (
    <section className="section" id="homes" aria-labelledby="homes-title">
      <div className="head">
        <h2 id="homes-title">{t('connect.homes.title')}</h2>
        {suggested.length === 0 ? null : (
          <Form method="post" preventScrollReset>
            {suggested.map((one) => (
              <span key={one.conversation_id}>
                <input type="hidden" name="conversation_id" value={one.conversation_id} />
                <input type="hidden" name="property_id" value={one.suggested ?? ''} />
              </span>
            ))}
            <button className="button" name="intent" value="accept_chats">
              {t('connect.homes.acceptAll', { count: suggested.length })}
            </button>
          </Form>
        )}
      </div>
      <p className="note">
        {chats.length === 0
          ? t('connect.homes.none')
          : t(homes.length === 0 ? 'connect.homes.noHomes' : 'connect.homes.note')}
      </p>
      {chats.length === 0 ? null : (
        <>
          <ul className="to-place chats">
            {chats.slice(0, SHOWN).map((one) => (
              <ChatItem key={one.conversation_id} one={one} homes={homes} names={names} />
            ))}
          </ul>
          {chats.length <= SHOWN ? null : (
            <details className="as-table">
              <summary>{t('connect.people.more', { count: chats.length - SHOWN })}</summary>
              <ul className="to-place chats">
                {chats.slice(SHOWN).map((one) => (
                  <ChatItem key={one.conversation_id} one={one} homes={homes} names={names} />
                ))}
              </ul>
            </details>
          )}
          <Form method="post" preventScrollReset id={BULK} className="picks bulk">
            <input type="hidden" name="intent" value="chat" />
            <span>{t('connect.homes.marked')}</span>
            <Choice homes={homes} label={t('connect.homes.home')} chosen="" />
          </Form>
        </>
      )}
      {decided.length === 0 ? null : (
        <details className="as-table">
          <summary>{t('connect.homes.placed', { count: decided.length })}</summary>
          <ul className="to-place chats">
            {decided.map((one) => (
              <ChatItem key={one.conversation_id} one={one} homes={homes} names={names} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

type ViewContext = Pick<HomesProps, 'homes' | 'names'>

/** The name under which this browser read it. */
function nameIn(names: HomesProps['names'], conversation_id: string): string | undefined {
  return names.get(conversation_id.replace(/^[a-z]{2}-/, ''))
}

/** What a name that only this browser has says of a chat for which nothing else speaks. */
function byName(one: ChatRow, { homes, names, why }: ViewContext & { why: string }): ChatRow {
  const name = one.suggested === null ? nameIn(names, one.conversation_id) : undefined
  const home = name === undefined ? null : likelyHome(name, homes)
  return home === null ? one : { ...one, suggested: home, why }
}

function ChatItem({ one, homes, names }: { one: ChatRow } & ViewContext) {
  const { t } = useTranslation()
  const name = nameIn(names, one.conversation_id) ?? one.name
  const mark = `mark-${one.conversation_id}`
  return (
    <li>
      <div className="of-chat">
        <input
          id={mark}
          type="checkbox"
          form={BULK}
          name="conversation_id"
          value={one.conversation_id}
          aria-label={t('connect.homes.mark', { name })}
        />
        <label htmlFor={mark}>
          <Name>{name}</Name>
          <small>{one.counts}</small>
        </label>
      </div>
      <Form method="post" preventScrollReset className="picks">
        <input type="hidden" name="intent" value="chat" />
        <input type="hidden" name="conversation_id" value={one.conversation_id} />
        {one.why === '' ? null : <span className="why">{one.why}</span>}
        <Choice homes={homes} label={t('connect.homes.homeOf', { name })} chosen={one.suggested ?? ''} />
      </Form>
    </li>
  )
}

function Choice({ homes, label, chosen }: { homes: HomesProps['homes']; label: string; chosen: string }) {
  const { t } = useTranslation()
  return (
    <>
      {homes.length === 0 ? null : (
        <>
          <select key={chosen} name="property_id" aria-label={label} defaultValue={chosen}>
            <option value="">{t('connect.homes.choose')}</option>
            {homes.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <button className={chosen === '' ? 'button' : 'button pick'} name="is" value="home">
            {t('connect.homes.put')}
          </button>
        </>
      )}
      <button className="button" name="is" value="ignore">
        {t('connect.homes.notHome')}
      </button>
    </>
  )
}
