import { rmSync } from 'node:fs'
import http from 'node:http'
import type { Store } from '#pipelines/store.server.ts'
import { socketPath } from '#sql/db/lock.server.ts'
import { CALL, type Call, type Frame } from './call.ts'
import type { CommandContext } from './context.ts'
import { runCommand } from './program.ts'

/** Carries out the commands of other processes, so that they work while this one holds the database. */
export async function listenForCommands(
  dataDir: string,
  store: Store,
  { now, base_url }: Pick<CommandContext, 'now' | 'base_url'>,
): Promise<http.Server> {
  const where = socketPath(dataDir, 'insights')
  rmSync(where, { force: true })
  const server = http.createServer((request, response) => {
    const call = JSON.parse(Buffer.from(String(request.headers[CALL]), 'base64').toString()) as Call
    const send = (frame: Frame) => response.write(JSON.stringify(frame) + '\n')
    const context = {
      cwd: call.cwd,
      isTerminal: call.isTerminal,
      stdin: request,
      now,
      isServed: true,
      base_url,
      out: (out: string) => send({ out }),
      err: (err: string) => send({ err }),
      store: () => Promise.resolve(store),
    }
    void runCommand(call.argv, context).then((exit) => {
      send({ exit })
      response.end()
    })
  })
  const old = process.umask(0o077)
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(where, resolve))
  process.umask(old)
  return server
}
