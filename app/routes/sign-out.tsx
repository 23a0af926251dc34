import { redirect, type ActionFunctionArgs } from '@remix-run/node'

export async function action({ context }: ActionFunctionArgs) {
  return redirect('/sign-in', { headers: { 'Set-Cookie': await context.sessions.end() } })
}

export function loader() {
  return redirect('/')
}
