import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What somebody or something of a foreign file is called here: the same for the same kind and key, and told by neither. */
export type Pseudonym = (kind: string, key: string) => string

/**
 * The pseudonyms of this installation: a keyed hash (HMAC-SHA-256, the first 132 bits), whose key is made at the first use and
 * kept beside the database, readable for its owner only. Whoever loses the key can't read a file again without counting its
 * guests twice.
 */
export function pseudonyms(data_dir: string): Pseudonym {
  const secret = keyIn(data_dir)
  return (kind, key) =>
    createHmac('sha256', secret).update(`${kind}\0${key}`).digest('base64url').slice(0, 22)
}

function keyIn(data_dir: string): string {
  const file = path.resolve(data_dir, 'guest-key')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    mkdirSync(data_dir, { recursive: true })
    const made = randomBytes(32).toString('base64url')
    try {
      writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
      return made
    } catch {
      return readFileSync(file, 'utf8').trim()
    }
  }
}
