import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PlainError } from './errors.ts'

const LONGEST_SOCKET_PATH = 100

/**
 * Makes a folder and those above it, and checks that it can be written.
 * TRICKY: not with mkdir's own `recursive`, which never ends below /proc (Node 20).
 * @throws Error with the code of the system
 */
export function ensureFolder(folder: string): void {
  const missing: string[] = []
  for (let above = path.resolve(folder); !existsSync(above); above = path.dirname(above)) missing.push(above)
  for (const one of missing.reverse()) mkdirSync(one)
  accessSync(folder, constants.W_OK | constants.R_OK | constants.X_OK)
}

/** A local socket of the data directory: inside it, or where that path is too long for one, in the system's own folder. */
export function socketPath(dataDir: string, name: string): string {
  const inside = path.join(realpathSync(dataDir), `${name}.sock`)
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH) return inside
  return path.join(
    tmpdir(),
    `insights-${createHash('sha256').update(inside).digest('hex').slice(0, 16)}.sock`,
  )
}

/**
 * Holds the embedded database for this process, until it ends. The engine has a lock of its own, but complains past
 * Node, in words that nobody understands.
 * @throws PlainError when another process holds it.
 */
export async function holdDatabase(dataDir: string): Promise<void> {
  const where = socketPath(dataDir, 'database')
  if (held.has(where)) return
  if (await listens(where)) {
    throw new PlainError(
      `${path.resolve(dataDir, 'data')} is in use by another process: stop it, or set DATA_DIR to another folder`,
    )
  }
  rmSync(where, { force: true })
  const server = net.createServer((socket) => socket.end())
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(where, resolve))
  server.unref()
  held.add(where)
}

const held = new Set<string>()

function listens(where: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(where)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
}
