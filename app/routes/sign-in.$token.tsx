import {
  redirect,
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { personOf } from '../auth/person.ts'
import { SignedOutFrame } from '../components/ui/signed-out-frame.tsx'
import { viewOf } from '../filters/view.server.ts'
import { wordsOf } from '../i18n/words.server.ts'
import { monthOf } from '../view-models/month.server.ts'
import { todayLine } from '../view-models/today.server.ts'
import { Text } from '../components/ui/text.tsx'

/** Opening the link changes nothing, since mail programs and messengers open links too: the button signs in. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const opened = await context.links.look(params['token'] ?? '')
  const person = opened.state === 'good' ? personOf(opened.person, await context.store.directory()) : null
  const state = opened.state === 'good' && person === null ? ('unknown' as const) : opened.state
  if (person !== null) readAhead({ ...context, person })
  return { state, name: person?.name ?? '', company: context.company }
}

/** The overview is read while the hand goes to the button; what fails here fails again, and is told, on that page. */
function readAhead(context: AppLoadContext): void {
  const { locale } = context
  void viewOf(context, new Request(context.base_url))
    .then((view) =>
      Promise.all([monthOf(context, view), todayLine(context, view, { locale, t: wordsOf(locale) })]),
    )
    .catch(() => undefined)
}

export async function action({ params, context }: ActionFunctionArgs) {
  const opened = await context.links.take(params['token'] ?? '')
  if (opened.state !== 'good') return { state: opened.state }
  throw redirect('/', { headers: { 'Set-Cookie': await context.sessions.start(opened.person) } })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.company }]

export default function SignInByLink() {
  const { state, name, company } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <SignedOutFrame company={company}>
      {state === 'good' ? (
        <>
          <h1 className="sentence">
            <Text>{name === '' ? t('signIn.hello') : t('signIn.helloName', { name })}</Text>
          </h1>
          <Form method="post" reloadDocument>
            <button className="button strong" type="submit">
              {t('signIn.enter')}
            </button>
          </Form>
        </>
      ) : (
        <>
          <h1 className="sentence">{t(`signIn.${state}.title`)}</h1>
          <p className="second">{t(`signIn.${state}.text`)}</p>
        </>
      )}
    </SignedOutFrame>
  )
}
