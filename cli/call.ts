import { existsSync } from 'node:fs'
import http from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { linesOf } from '#pipelines/lines.ts'
import { socketPath } from '#sql/db/lock.server.ts'
import type { ExitStatus } from './program.ts'

/** What a client sends ahead of its standard input. */
export interface Call {
  argv: string[]
  cwd: string
  isTerminal: boolean
}

export type Frame = { out: string } | { err: string } | { exit: ExitStatus }

export const CALL = 'x-insights-call'

/**
 * Has the process that holds the data directory carry out a command.
 * @returns its exit status, or null where no process listens.
 */
export function callServer(
  dataDir: string,
  call: Call,
  io: { stdin: Readable; out: (text: string) => void; err: (text: string) => void },
): Promise<ExitStatus | null> {
  const headers = {
    [CALL]: Buffer.from(JSON.stringify(call)).toString('base64'),
    'transfer-encoding': 'chunked',
  }
  if (!existsSync(dataDir)) return Promise.resolve(null)
  return new Promise((resolve, reject) => {
    const request = http.request(
      { socketPath: socketPath(dataDir, 'insights'), method: 'POST', path: '/', headers },
      (response) => {
        readFrames(response, io).then(resolve, reject)
      },
    )
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null)
      else reject(error)
    })
    const input = call.argv.includes('-') ? io.stdin : new PassThrough().end()
    input.pipe(request)
  })
}

async function readFrames(
  response: Readable,
  io: { out: (text: string) => void; err: (text: string) => void },
): Promise<ExitStatus> {
  for await (const lines of linesOf(response)) {
    for (const line of lines) {
      const frame = JSON.parse(Buffer.from(line).toString()) as Frame
      if ('out' in frame) io.out(frame.out)
      else if ('err' in frame) io.err(frame.err)
      else return frame.exit
    }
  }
  io.err('insights: the server ended before the command did; try again\n')
  return 1
}
