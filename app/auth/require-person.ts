import { redirect, type AppLoadContext } from '@remix-run/node'
import type { Person } from './person.ts'

/** The signed-in person: the first line of every loader, since a page's frame does not guard what it frames. */
export function requirePerson(context: AppLoadContext, request: Request): Person {
  if (context.person !== null) return context.person
  const { pathname, search } = new URL(request.url)
  const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`
  throw redirect(`/sign-in${to}`)
}

/** What is not there, and what somebody else's is: the same answer. */
export function notFound(): Response {
  return new Response(null, { status: 404 })
}
