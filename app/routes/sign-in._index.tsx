import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SignedOutFrame } from '../components/ui/signed-out-frame.tsx'

export function loader({ context }: LoaderFunctionArgs) {
  if (context.person !== null) throw redirect('/')
  return { company: context.company, is_demo: context.is_demo }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.company }]

/** For strangers: links are handed out by whoever runs the server. */
export default function SignIn() {
  const { company, is_demo } = useLoaderData<typeof loader>()
  const { t } = useTranslation()
  return (
    <SignedOutFrame company={company}>
      <h1 className="sentence">{t('signIn.title')}</h1>
      <p className="second">{t(is_demo ? 'signIn.demo' : 'signIn.text')}</p>
      {is_demo ? null : (
        <>
          <p>{t('signIn.operator')}</p>
          <pre>insights link owner:ID{'\n'}insights link anna@example.com</pre>
        </>
      )}
    </SignedOutFrame>
  )
}
