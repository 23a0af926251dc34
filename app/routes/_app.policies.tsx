import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import type { AppLoadContext } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { addPolicy } from '#pipelines/policy.server.ts'
import { homeName } from '#reports/month/names.ts'
import { categoryWord } from '#reports/month/single-words.ts'
import { policyAt, zoneOf } from '#sql/directory/directory.ts'
import { managementScope } from '#sql/directory/scope.ts'
import { formatDay, localDay } from '#sql/time/zone.ts'
import { notFound, requirePerson } from '../auth/require-person.ts'
import { PolicyTable } from '../components/tables/policy-table.tsx'
import { titleOf } from '../components/ui/title.ts'
import { FIELDS, filledFrom, OWN_TIME, promiseFrom, type Filled, type Wrong } from '../filters/policy-form.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { policyRows } from '../view-models/policies.server.ts'

function requireAdmin(context: AppLoadContext, request: Request): void {
  const person = requirePerson(context, request)
  if (person.kind !== 'staff' || person.role !== 'admin') throw notFound()
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  requireAdmin(context, request)
  const { locale, company, store } = context
  const directory = await store.directory()
  const now = context.clock()
  const homes = [...directory.properties.values()]
    .map(({ property_id }) => ({ id: property_id, name: homeName(directory, property_id) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ru', { numeric: true }))
  return {
    locale,
    company,
    homes,
    rows: policyRows(directory, managementScope(directory), { locale, t: wordsOf(locale) }),
    filled: filledFrom(policyAt(directory, '', now)),
    today: formatDay(localDay(directory.default_timezone, now)),
    categories: OWN_TIME.map((id) => ({ id, name: categoryWord(id, locale) })),
    isAdded: new URL(request.url).searchParams.has('added'),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  requireAdmin(context, request)
  const form = await request.formData()
  const filled: Filled = Object.fromEntries(
    FIELDS.map((field) => {
      const value = form.get(field)
      return [field, typeof value === 'string' ? value : '']
    }),
  )
  const directory = await context.store.directory()
  const home = filled['home'] ?? ''
  if (home !== '' && !directory.properties.has(home)) throw notFound()
  const now = context.clock()
  const zone = zoneOf(directory, home)
  const read = promiseFrom(filled, { zone, today: formatDay(localDay(zone, now)), now })
  if ('wrong' in read) return { filled, wrong: read.wrong }
  await addPolicy(context.takeEvent, directory, read.policy, now)
  throw redirect('/policies?added=1')
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  titleOf(data, { ru: 'Что обещано гостям', en: 'What guests are promised' })

/** What is promised to guests and when night is: every version, and a form for the next one. Admins only. */
export default function Policies() {
  const data = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t } = useTranslation()
  const isBusy = useNavigation().state === 'submitting'
  const filled: Filled = answered?.filled ?? data.filled
  const wrong: Wrong = answered?.wrong ?? {}
  return (
    <>
      <p className="crumb">
        <Link to="/promises">← {t('menu.staff.promises')}</Link>
      </p>
      <h1 className="sentence">{t('policies.title')}</h1>
      <p className="second">{t('policies.text')}</p>
      {data.isAdded && answered === undefined ? (
        <p className="notice" role="status">
          {t('policies.added')}
        </p>
      ) : null}
      {answered === undefined ? null : (
        <p className="missing" role="alert">
          {t('policies.notTaken')}
        </p>
      )}
      <div className="two">
        <section className="section">
          <h2>{t('policies.versions')}</h2>
          <PolicyTable rows={data.rows} />
        </section>
        <section className="section">
          <h2>{t('policies.add')}</h2>
          <Form method="post" className="inputs" key={data.rows.length}>
            <label>
              <span>{t('policies.field.home')}</span>
              <select name="home" defaultValue={filled['home']}>
                <option value="">{t('policies.everyHome')}</option>
                {data.homes.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <Field
              name="since"
              type="date"
              min={data.today}
              hint={t('policies.hint.since')}
              filled={filled}
              wrong={wrong}
            />
            <Field name="answer" filled={filled} wrong={wrong} />
            <Field name="night_answer" hint={t('policies.hint.night_answer')} filled={filled} wrong={wrong} />
            <Field name="night_from" type="time" filled={filled} wrong={wrong} />
            <Field name="night_to" type="time" filled={filled} wrong={wrong} />
            <Field name="follow_up" filled={filled} wrong={wrong} />
            <Field name="resolve" filled={filled} wrong={wrong} />
            {data.categories.map(({ id, name }) => (
              <Field
                key={id}
                name={`resolve_${id}`}
                label={name}
                hint={t('policies.hint.resolve_category')}
                filled={filled}
                wrong={wrong}
              />
            ))}
            <button className="button strong" type="submit" disabled={isBusy}>
              {t(isBusy ? 'policies.saving' : 'policies.save')}
            </button>
          </Form>
        </section>
      </div>
    </>
  )
}

function Field({
  name,
  label,
  hint,
  type = 'text',
  min,
  filled,
  wrong,
}: {
  name: string
  label?: string
  /** what an empty field means */
  hint?: string
  type?: 'text' | 'date' | 'time'
  min?: string
  filled: Filled
  wrong: Wrong
}) {
  const { t } = useTranslation()
  const why = wrong[name]
  return (
    <>
      <label>
        <span>{label ?? t(`policies.field.${name}`)}</span>
        <input
          name={name}
          type={type}
          min={min}
          inputMode={type === 'text' ? 'decimal' : undefined}
          defaultValue={filled[name]}
          aria-invalid={why === undefined ? undefined : true}
          aria-describedby={
            [hint === undefined ? '' : `${name}-hint`, why === undefined ? '' : `${name}-wrong`]
              .filter((id) => id !== '')
              .join(' ') || undefined
          }
        />
      </label>
      {hint === undefined ? null : (
        <p className="note" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {why === undefined ? null : (
        <p className="note bad" id={`${name}-wrong`}>
          {t(`policies.wrong.${why}`)}
        </p>
      )}
    </>
  )
}
