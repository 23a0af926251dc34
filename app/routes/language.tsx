import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { asLocale, LOCALE_COOKIE } from '../i18n/locale.ts'

const YEAR_S = 365 * 86_400

/** POST locale=ru|en: what somebody chose goes before what his browser asks for. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  const locale = asLocale(form.get('locale')) ?? 'ru'
  const to = form.get('to')
  const isOwn = typeof to === 'string' && /^\/(?![/\\])/.test(to)
  // not signed: nothing depends on it but the words
  const cookie = `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly`
  return redirect(isOwn ? to : '/', { headers: { 'Set-Cookie': cookie } })
}

export function loader() {
  return redirect('/')
}
