/** Reads one file beside the page, so that it stays quick, and sends what it gives. Ending the worker ends both. */
import { newSeal } from '#pipelines/sealed-names.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import { contentsOf, recognise } from './read-file.ts'
import { sendFile } from './send-file.ts'

const TELL_EVERY_MS = 200

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  // the file is gone, or was changed while it was read
  act(data).catch(() => {
    tell({ is: 'unreadable' })
  })
})

async function act(asked: ToWorker): Promise<void> {
  const { file, answers } = asked
  const known = await recognise(file)
  if ('foreign' in known) {
    tell({ is: 'foreign', what: known.foreign })
    return
  }
  const { reader } = known
  const seal = newSeal(crypto.getRandomValues(new Uint8Array(9)))
  if (asked.is === 'look') {
    const { clock } = asked
    const onRead = nowAndThen((bytes, events) => {
      tell({ is: 'read', bytes, events })
    })
    tell({ is: 'looked', contents: await contentsOf(file, reader, { answers, seal, clock, onRead }) })
    return
  }
  const { contents } = asked
  await sendFile({ file, reader, answers, contents, seal, send: fetch.bind(self), tell, pause })
}

function tell(what: FromWorker): void {
  postMessage(what)
}

function nowAndThen(act: (bytes: number, events: number) => void): typeof act {
  let last = 0
  return (bytes, events) => {
    const now = Date.now()
    if (now - last < TELL_EVERY_MS) return
    last = now
    act(bytes, events)
  }
}

/** Ends early when the connection is back. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
  })
}
