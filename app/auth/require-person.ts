import { redirect, type AppLoadContext } from '@remix-run/node'
import { isManagement, type Person, type Staff } from './person.ts'

/** The signed-in person: the first line of every loader, since a page's frame does not guard what it frames. */
export function requirePerson(context: AppLoadContext, request: Request): Person {
  if (context.person !== null) return context.person
  const { pathname, search } = new URL(request.url)
  const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`
  throw redirect(`/sign-in${to}`)
}

/** A lead or an admin: what concerns owners' reports. For everybody else such a page is not there. */
export function requireManagement(context: AppLoadContext, request: Request): Staff {
  const person = requirePerson(context, request)
  if (!isManagement(person)) throw notFound()
  return person
}

/** What is not there, and what somebody else's is: the same answer. */
export function notFound(): Response {
  return new Response(null, { status: 404 })
}
