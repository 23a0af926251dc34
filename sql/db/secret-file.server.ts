import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureFolder } from './lock.server.ts'

/** A secret of 256 bits that is made at the first use and kept beside the database, readable for its owner only. */
export function secretFile(data_dir: string, name: string): string {
  const file = path.resolve(data_dir, name)
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    ensureFolder(path.dirname(file))
    const made = randomBytes(32).toString('base64url')
    try {
      writeFileSync(file, made + '\n', { mode: 0o600, flag: 'wx' })
      return made
    } catch {
      // another process made it meanwhile
      return readFileSync(file, 'utf8').trim()
    }
  }
}
