import type { MetaDescriptor } from '@remix-run/node'
import type { Locale } from '../../i18n/locale.ts'

/** The title of a page: what it is about, then whose it is. */
export function titleOf(
  data: { locale: Locale; company: string } | undefined,
  words: Record<Locale, string>,
): MetaDescriptor[] {
  return [{ title: data === undefined ? 'Butler Insights' : `${words[data.locale]} — ${data.company}` }]
}
