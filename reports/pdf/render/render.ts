import { parentPort } from 'node:worker_threads'
import { PlainError } from '#sql/db/errors.ts'
import { drawPages } from '../pages.ts'
import type { Job, Outcome } from './job.ts'

/** Draws what it is sent, one report after the other. */
parentPort?.on('message', ({ id, contents, options }: Job) => {
  drawPages(contents, options).then(
    (pdf) => {
      send({ id, pdf: new Uint8Array(pdf) })
    },
    (error: unknown) => {
      const isPlain = error instanceof PlainError
      const { message, stack = message } = error instanceof Error ? error : new Error(String(error))
      send({ id, message, stack, isPlain })
    },
  )
})

function send(outcome: Outcome) {
  parentPort?.postMessage(outcome, 'pdf' in outcome ? [outcome.pdf.buffer] : [])
}
