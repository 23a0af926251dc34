import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { lookUnsubscribe, unsubscribe } from '#reports/mailing/owner-reports.server.ts'
import { comeBack } from '#reports/mailing/subscriptions.server.ts'
import { SignedOutFrame } from '../components/ui/signed-out-frame.tsx'
import { Text } from '../components/ui/text.tsx'

/** Opening the link changes nothing, since mail programs open links too: the button, or a provider's POST, unsubscribes. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const looked = await lookUnsubscribe(context.reports, params['token'] ?? '')
  return { looked: publicOf(looked), company: context.company }
}

/** RFC 8058 sends List-Unsubscribe=One-Click, our button nothing: both unsubscribe. Reads no session (security.server.ts). */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const token = params['token'] ?? ''
  const form = await request.formData().catch(() => new FormData())
  const { reports } = context
  const done =
    form.get('intent') === 'return' ? await comeBack(reports, token) : await unsubscribe(reports, token)
  return publicOf(done)
}

function publicOf(found: Awaited<ReturnType<typeof lookUnsubscribe>>) {
  return found.state === 'good'
    ? { state: found.state, name: found.owner_name, isDone: found.is_done }
    : { state: found.state, name: '', isDone: false }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.company },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function Unsubscribe() {
  const { looked, company } = useLoaderData<typeof loader>()
  const current = useActionData<typeof action>() ?? looked
  const { t } = useTranslation()
  const say = current.state === 'unknown' ? 'unknown' : current.isDone ? 'done' : 'ask'
  return (
    <SignedOutFrame company={company}>
      <h1 className="sentence">{t(`unsubscribe.${say}.title`)}</h1>
      <p className="second">
        <Text>{t(`unsubscribe.${say}.text`, { name: current.name })}</Text>
      </p>
      {say === 'unknown' ? null : (
        <Form method="post">
          {say === 'done' ? <input type="hidden" name="intent" value="return" /> : null}
          <button className={say === 'done' ? 'button' : 'button strong'} type="submit">
            {t(`unsubscribe.${say}.button`)}
          </button>
        </Form>
      )}
    </SignedOutFrame>
  )
}
