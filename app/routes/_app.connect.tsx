import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { readConnections } from '#pipelines/hooks/connections.server.ts'
import { importId, readImports, type Import } from '#pipelines/imports.server.ts'
import { say } from '#pipelines/said.server.ts'
import { PlainError } from '#sql/db/errors.ts'
import { readAccounts, readChats, readHabits } from '#sql/directory/to-place.server.ts'
import { policyAt } from '#sql/directory/directory.ts'
import { keyOf } from '../auth/person.ts'
import { notFound, requireManagement } from '../auth/require-person.ts'
import { Files } from '../components/connect/files.tsx'
import { Hooks } from '../components/connect/hooks.tsx'
import { Homes } from '../components/connect/homes.tsx'
import { Imports } from '../components/connect/imports.tsx'
import { Outcome } from '../components/connect/outcome.tsx'
import { People } from '../components/connect/people.tsx'
import { titleOf } from '../components/ui/title.ts'
import { decisionsOf } from '../connect/decisions.server.ts'
import { actOnHook } from '../connect/hook-acts.server.ts'
import { useLocalNames } from '../connect/local-names.ts'
import { CONNECT_WORDS, wordsOf } from '../i18n/words.server.ts'
import {
  accountRows,
  chatRows,
  CHOICES,
  decidedRows,
  homeChoices,
  homesZone,
  importRows,
} from '../view-models/connect.server.ts'
import { hookRows, kindChoices } from '../view-models/hooks.server.ts'
import { AGAIN, outcomeOf } from '../view-models/outcome.server.ts'

const AGAIN_MS = 3_000

export async function loader({ context, request }: LoaderFunctionArgs) {
  requireManagement(context, request)
  const { locale, company, store } = context
  const { db } = store
  const t = wordsOf(locale)
  const directory = await store.directory()
  const of = { directory, locale, t }
  const imports = await readImports(db)
  const { searchParams } = new URL(request.url)
  const shown = shownImport(imports, searchParams.get('import'))
  const chats = await readChats(db, directory)
  const people = accountRows(await readAccounts(db, directory), await readHabits(db), of)
  const homeless = chatRows(chats, of)
  const connections = await readConnections(db)
  return {
    locale,
    company,
    words: CONNECT_WORDS[locale],
    people,
    chats: homeless,
    decided: decidedRows(chats, of),
    homes: homeChoices(directory),
    managers: [...directory.managers.values()]
      .filter(({ is_shared }) => !is_shared)
      .map(({ manager_id, name }) => ({ id: manager_id, name })),
    choices: CHOICES,
    imports: importRows(imports, of),
    hooks: await hookRows(connections, {
      ...{ db, locale, t, timezone: directory.default_timezone },
      seen: context.hooks.seen,
    }),
    kinds: kindChoices(t),
    outcome: shown === undefined ? null : await outcomeOf(shown, { ...of, db, as_of: context.now() }),
    clock: { timezone: homesZone(directory), night: policyAt(directory, '', context.now()) },
    zones: [...store.sink.zones].filter((zone) => zone.includes('/')).sort(),
    connections: Object.fromEntries(imports.toReversed().map((one) => [one.reader, one.connection])),
    sentence: sentenceOf(imports.length > 0, people.open.length, homeless.length).map(({ key, count }) =>
      t(`connect.sentence.${key}`, { count }),
    ),
    again: AGAIN.find((one) => one === searchParams.get('again')) ?? null,
    notice: ['saved', 'undone', 'undoing'].find((name) => name === searchParams.get('done')) ?? null,
  }
}

/** The one that is asked for, else the latest that told messages. */
function shownImport(imports: readonly Import[], requested: string | null): Import | undefined {
  const done = imports.filter(({ state }) => state === 'done')
  const id = importId(requested ?? '')
  const isOfMessages = ({ reader }: Import) => reader !== 'sheet' && reader !== 'calendar'
  return done.find((one) => one.import_id === id) ?? done.find(isOfMessages) ?? done[0]
}

function sentenceOf(hasAny: boolean, people: number, chats: number): { key: string; count: number }[] {
  if (!hasAny) return [{ key: 'empty', count: 0 }]
  const open = [
    { key: 'open_people', count: people },
    { key: 'open_chats', count: chats },
  ].filter(({ count }) => count > 0)
  return open.length === 0 ? [{ key: 'done', count: 0 }] : open
}

export async function action({ context, request }: ActionFunctionArgs) {
  const person = requireManagement(context, request)
  const { store, imports } = context
  const form = await request.formData()
  const named = form.get('import')
  const back = new URL(request.url).searchParams
  if (form.get('intent') === 'undo') {
    const id = importId(typeof named === 'string' ? named : '')
    const [one] = id === null ? [] : await readImports(store.db, id)
    if (one === undefined) throw notFound()
    await imports.undo(one.import_id, keyOf(person))
    const [after] = await readImports(store.db, one.import_id)
    const again = AGAIN.find((one) => one === form.get('again'))
    const done = new URLSearchParams({ done: after?.state === 'undone' ? 'undone' : 'undoing' })
    if (again !== undefined) done.set('again', again)
    throw redirect(`/connect?${done.toString()}`)
  }
  const acted = await actOnHook(form, store, {
    base_url: context.base_url,
    person: keyOf(person),
    now: context.clock(),
  })
  if (acted !== undefined) context.hooks.changed()
  if (acted === null) throw redirect('/connect?done=saved#hooks')
  if (acted !== undefined) return { isRefused: false, hook: acted }
  const directory = await store.directory()
  const rows = decisionsOf(form)
  if (rows === null) throw notFound()
  try {
    await say({ sink: store.sink, directory }, rows, { origin: 'pages', now: context.clock() })
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    return { isRefused: true, hook: null }
  }
  await imports.derive()
  back.set('done', 'saved')
  throw redirect(`/connect?${back.toString()}`)
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: 'Подключение', en: 'Connect data' })

/** Files in, people and homes placed, what came of it, and the way back. Leads and admins only. */
export default function Connect() {
  const data = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t, i18n } = useTranslation()
  // the other pages do without them
  if (!i18n.exists('connect.title')) i18n.addResourceBundle(i18n.language, 'app', data.words, true)
  const names = useLocalNames()
  const isAwaited = data.hooks.some(({ last, state }) => last === '' && state === 'on')
  useWhile(isAwaited || data.imports.some(({ state }) => state === 'undoing'))
  return (
    <>
      <h1 className="sentence">{data.sentence.join(' ')}</h1>
      <p className="second">{t('connect.privacy')}</p>
      {answered?.isRefused === true ? (
        <p className="missing" role="alert">
          {t('connect.notSaved')}
        </p>
      ) : data.notice === null ? null : (
        <p className="notice" role="status">
          {t(data.notice === 'saved' ? 'connect.saved' : `connect.imports.${data.notice}`)}
          {data.again === null ? null : ` ${t(`connect.otherwise.again.${data.again}`)}`}
        </p>
      )}
      <Files clock={data.clock} connections={data.connections} zones={data.zones} />
      <People {...data.people} choices={data.choices} managers={data.managers} names={names} />
      <Homes chats={data.chats} homes={data.homes} names={names} decided={data.decided} />
      {data.outcome === null ? null : <Outcome outcome={data.outcome} />}
      <Hooks hooks={data.hooks} kinds={data.kinds} answered={answered?.hook ?? null} />
      <Imports imports={data.imports} />
    </>
  )
}

/** Reads the page anew while an import is being taken back, or a connection has not been heard of. */
function useWhile(isGoing: boolean): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!isGoing) return undefined
    const timer = setInterval(revalidate, AGAIN_MS)
    return () => {
      clearInterval(timer)
    }
  }, [isGoing, revalidate])
}
