import { createHash } from 'node:crypto'
import express, { type Express, type Response } from 'express'
import { readStarting, type Opening } from '#pipelines/opening.ts'
import { formatShare } from '#reports/month/format.ts'
import { escaped } from '#reports/mailing/mail-html.ts'
import type { AppEnv } from './env.server.ts'
import { vitals } from './health.server.ts'
import { localeFor, type Locale } from './i18n/locale.ts'
import { wordsOf } from './i18n/words.server.ts'
import { securityHeaders } from './security.server.ts'

/** When somebody should ask again, and a page does by itself. */
const AGAIN_S = '5'

/** The colours of app/styles.css; nothing else is loaded, since the pages' files are served when the store is open. */
const STYLE = `:root{color-scheme:light dark;--paper:#faf9f6;--ink:#1b1a18;--soft:#5f5b55;--fill:#3c478f;--track:#e9ecf9}
@media(prefers-color-scheme:dark){:root{--paper:#121317;--ink:#eceae6;--soft:#aaa69f;--fill:#9dacff;--track:#23283f}}
body{margin:0;background:var(--paper);color:var(--ink);font:400 17px/1.5 'Golos Text',system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:720px;margin:0 auto;padding:24px clamp(16px,4vw,48px) 72px}
h1{margin:24px 0 12px;font-size:clamp(24px,5vw,34px);line-height:1.25;font-weight:500;text-wrap:balance}
p{margin:0 0 16px;max-width:38em;color:var(--soft)}
.brand{margin:0;padding:10px 0;font-weight:600;color:var(--ink)}
progress{display:block;width:100%;height:8px;margin:24px 0 8px;appearance:none;border:0;border-radius:4px;overflow:hidden;background:var(--track)}
progress::-webkit-progress-bar{background:var(--track)}
progress::-webkit-progress-value{background:var(--fill)}
progress::-moz-progress-bar{background:var(--fill)}`
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'`

/** What the web server answers before its store is open: that it runs, why it is not ready, and a page that opens by itself. */
export function starting(
  opening: Opening,
  env: Pick<AppEnv, 'BASE_URL' | 'COMPANY_NAME' | 'METRICS_TOKEN'>,
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(securityHeaders(env.BASE_URL))
  app.use(vitals(env.METRICS_TOKEN))
  app.get('/readyz', (_request, response) => {
    response.status(503).json(readStarting(opening))
  })
  app.use(['/ingest', '/hooks', '/api'], (_request, response) => {
    later(response).json({ error: `not ready yet: ${readStarting(opening).reason}; try again later` })
  })
  app.use((request, response) => {
    const locale = localeFor(request.headers.cookie, null, request.headers['accept-language'])
    response.setHeader('Content-Security-Policy', POLICY)
    response.setHeader('Content-Language', locale)
    response.setHeader('Vary', 'Accept-Language, Cookie')
    response.setHeader('Refresh', AGAIN_S)
    later(response)
      .type('html')
      .send(page(opening, locale, env.COMPANY_NAME))
  })
  return app
}

function later(response: Response): Response {
  response.setHeader('Retry-After', AGAIN_S)
  return response.status(503)
}

function page({ stage }: Opening, locale: Locale, company: string): string {
  const t = wordsOf(locale)
  const kind = stage === null ? 'opening' : 'anew'
  const title = escaped(t(`starting.${kind}.title`))
  const bar = stage === null ? '' : shareBar(stage.done_share, locale)
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${escaped(company)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="brand">${escaped(company)}</p>
<h1>${title}</h1>
<p>${escaped(t(`starting.${kind}.text`))}</p>
${bar}</main>
</body>
</html>
`
}

function shareBar(share: number, locale: Locale): string {
  const said = escaped(wordsOf(locale)('starting.done', { share: formatShare(share, locale) }))
  return `<progress max="1" value="${share.toFixed(3)}" aria-label="${said}"></progress>\n<p>${said}</p>\n`
}
