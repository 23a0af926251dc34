import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { NonceProvider } from './components/nonce.tsx'
import { makeI18n } from './i18n/instance.ts'
import { WORDS } from './i18n/words.server.ts'

const ABORT_MS = 10_000

/** Nothing is deferred, so the page is sent whole. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { locale, nonce }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let isBroken = false
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <I18nextProvider i18n={makeI18n(locale, WORDS[locale])}>
          <RemixServer context={remix} url={request.url} nonce={nonce} abortDelay={ABORT_MS} />
        </I18nextProvider>
      </NonceProvider>,
      {
        nonce,
        onAllReady: () => {
          const body = new PassThrough()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          headers.set('Content-Language', locale)
          headers.append('Vary', 'Accept-Language, Cookie')
          resolve(
            new Response(createReadableStreamFromReadable(body), {
              headers,
              status: isBroken ? 500 : status,
            }),
          )
          pipe(body)
        },
        onShellError: reject,
        onError: (error) => {
          isBroken = true
          process.stderr.write(
            JSON.stringify({ level: 'error', event: 'render_failed', error: describe(error) }) + '\n',
          )
        },
      },
    )
    setTimeout(abort, ABORT_MS + 1000).unref()
  })
}

/** What a loader threw goes to the log by name, never with the rows that its text may quote. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return
  const { pathname } = new URL(request.url)
  process.stderr.write(
    JSON.stringify({ level: 'error', event: 'page_failed', path: pathname, error: describe(error) }) + '\n',
  )
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return process.env['INSIGHTS_DEBUG'] === undefined ? error.name : (error.stack ?? error.name)
}
