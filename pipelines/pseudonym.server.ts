import { createHmac } from 'node:crypto'
import { secretFile } from '#sql/db/secret-file.server.ts'

/** What somebody or something of a foreign file is called here: the same for the same kind and key, and told by neither. */
export type Pseudonym = (kind: string, key: string) => string

/**
 * The pseudonyms of this installation: a keyed hash (HMAC-SHA-256, the first 132 bits), whose key is made at the first use and
 * kept beside the database, readable for its owner only. Whoever loses the key can't read a file again without counting its
 * guests twice.
 */
export function pseudonyms(data_dir: string): Pseudonym {
  const secret = secretFile(data_dir, 'guest-key')
  return (kind, key) =>
    createHmac('sha256', secret).update(`${kind}\0${key}`).digest('base64url').slice(0, 22)
}
