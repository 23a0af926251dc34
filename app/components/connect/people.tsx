import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { likelyPerson } from '../../connect/likely.ts'
import type { AccountRow, Choice } from '../../view-models/connect.server.ts'
import { Name, Text } from '../ui/text.tsx'

interface PeopleProps {
  open: readonly AccountRow[]
  placed: readonly AccountRow[]
  choices: readonly Choice[]
  managers: readonly { id: string; name: string }[]
  /** names that only this browser has, by account */
  names: ReadonlyMap<string, string>
}

const SHOWN = 20

/** Who wrote: those of whom nobody said who they are first, each with what speaks for it. */
export function People({ open: known, placed, ...of }: PeopleProps) {
  const { t } = useTranslation()
  if (known.length + placed.length === 0) return null
  const open = known.map((one) => byName(one, of, (name) => t('connect.why.byName', { name })))
  const suggested = open.filter((one) => one.suggested !== null)
  const first = open.slice(0, SHOWN)
  const rest = open.slice(SHOWN)
  return (
    <section className="section" id="people" aria-labelledby="people-title">
      <div className="head">
        <h2 id="people-title">{t('connect.people.title')}</h2>
        {suggested.length === 0 ? null : (
          <Form method="post" preventScrollReset>
            {suggested.map((one) => (
              <span key={`${one.channel} ${one.account}`}>
                <input type="hidden" name="channel" value={one.channel} />
                <input type="hidden" name="account" value={one.account} />
                <input type="hidden" name="is" value={one.suggested ?? ''} />
                <input type="hidden" name="id" value={one.person ?? ''} />
              </span>
            ))}
            <button className="button" name="intent" value="accept_accounts">
              {t('connect.people.acceptAll', { count: suggested.length })}
            </button>
          </Form>
        )}
      </div>
      <p className="note">
        {t(open.length === 0 ? 'connect.people.none' : 'connect.people.note')}
        {of.names.size === 0 ? '' : ` ${t('connect.people.local')}`}
      </p>
      <ul className="to-place">
        {first.map((one) => (
          <AccountItem key={`${one.channel} ${one.account}`} one={one} {...of} />
        ))}
      </ul>
      {rest.length === 0 ? null : (
        <details className="as-table">
          <summary>{t('connect.people.more', { count: rest.length })}</summary>
          <ul className="to-place">
            {rest.map((one) => (
              <AccountItem key={`${one.channel} ${one.account}`} one={one} {...of} />
            ))}
          </ul>
        </details>
      )}
      {placed.length === 0 ? null : <Placed placed={placed} {...of} />}
    </section>
  )
}

type ViewContext = Pick<PeopleProps, 'choices' | 'managers' | 'names'>

/** An account, and whose it may be by a name that only this browser has. */
interface Named extends AccountRow {
  person?: string
}

/** A name of ours says which of us: where nothing else speaks for anybody, or for one of us without a name. */
function byName(one: AccountRow, { managers, names }: ViewContext, why: (name: string) => string): Named {
  const name = names.get(one.account)
  if (name === undefined || (one.suggested !== null && one.suggested !== 'manager')) return one
  const person = managers.find(({ id }) => id === likelyPerson(name, managers))
  return person === undefined
    ? one
    : { ...one, suggested: 'manager', person: person.id, why: why(person.name) }
}

function AccountItem({ one, ...of }: { one: Named } & ViewContext) {
  const name = of.names.get(one.account) ?? one.name
  return (
    <li>
      <div>
        <p className="of-whom">
          <Name>{name}</Name>
        </p>
        <p className="note">{one.counts}</p>
      </div>
      <div>
        <p className="why">{one.why}</p>
        <AccountForm one={one} name={name} {...of} />
      </div>
    </li>
  )
}

function AccountForm({ one, name, choices, managers }: { one: Named; name: string } & ViewContext) {
  const { t } = useTranslation()
  return (
    <Form method="post" preventScrollReset className="picks">
      <input type="hidden" name="intent" value="account" />
      <input type="hidden" name="channel" value={one.channel} />
      <input type="hidden" name="account" value={one.account} />
      {choices.map((choice) => (
        <span key={choice} className="pick-of">
          {choice === 'manager' && managers.length > 0 ? (
            <select
              key={one.person ?? ''}
              name="id"
              aria-label={`${t('connect.people.whoOf')}: ${name}`}
              defaultValue={one.person ?? ''}
            >
              <option value="">{t('connect.people.nameless')}</option>
              {managers.map(({ id, name: manager }) => (
                <option key={id} value={id}>
                  {manager}
                </option>
              ))}
            </select>
          ) : null}
          <button
            className={one.suggested === choice ? 'button pick' : 'button'}
            name="is"
            value={choice}
            aria-label={`${name}: ${t(`connect.is.${choice}`)}`}
          >
            {t(`connect.is.${choice}`)}
          </button>
        </span>
      ))}
    </Form>
  )
}

function Placed({ placed, ...of }: ViewContext & { placed: readonly AccountRow[] }) {
  const { t } = useTranslation()
  return (
    <details className="as-table placed">
      <summary>{t('connect.people.placed', { count: placed.length })}</summary>
      <ul className="to-place">
        {placed.map((one) => {
          const name = of.names.get(one.account) ?? one.name
          return (
            <li key={`${one.channel} ${one.account}`}>
              <div>
                <p className="of-whom">
                  <Name>{name}</Name>
                </p>
                <p className="note">{one.counts}</p>
              </div>
              <div>
                <p className="why">
                  <Text>{one.is}</Text>
                </p>
                <details className="as-table">
                  <summary aria-label={t('connect.people.changeOf', { name })}>
                    {t('connect.people.change')}
                  </summary>
                  <AccountForm one={one} name={name} {...of} />
                </details>
              </div>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
