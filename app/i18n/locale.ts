export const LOCALES = ['ru', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export const LOCALE_COOKIE = 'lang'

/** What somebody chose, else what the directory says of him, else what the browser asks for, else Russian. */
export function localeFor(
  cookies: string | undefined,
  own: Locale | null,
  acceptLanguage: string | undefined,
): Locale {
  const chosen = /(?:^|;\s*)lang=(ru|en)(?:;|$)/.exec(cookies ?? '')?.[1]
  return asLocale(chosen) ?? own ?? preferred(acceptLanguage ?? '') ?? 'ru'
}

export function asLocale(value: unknown): Locale | null {
  return LOCALES.find((locale) => locale === value) ?? null
}

/** The first language of the header that is one of ours; its order is taken for the weights. */
function preferred(acceptLanguage: string): Locale | null {
  const languages = acceptLanguage.split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return asLocale(languages.find((language) => asLocale(language) !== null))
}
