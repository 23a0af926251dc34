import { createHmac } from 'node:crypto'
import { secretFile } from '#sql/db/secret-file.server.ts'
import { digestOf } from './sealed-names.ts'

/** What somebody or something of a foreign file is called here: the same for the same kind and key, and told by neither. */
type Pseudonym = (kind: string, key: string) => string

/** Pseudonyms of names that are read here. */
export function pseudonyms(data_dir: string): Pseudonym {
  const pseudonymOf = pseudonymsOfDigests(data_dir)
  return (kind, key) => pseudonymOf(digestOf(kind, key))
}

/**
 * The pseudonyms of this installation: a keyed hash (HMAC-SHA-256, the first 132 bits) of the digest of kind and key, so that who
 * read the name elsewhere need not tell it. Its key is made at the first use and kept beside the database, readable for its
 * owner only. Whoever loses the key can't read a file again without counting its guests twice.
 */
export function pseudonymsOfDigests(data_dir: string): (digest: string) => string {
  const secret = secretFile(data_dir, 'guest-key')
  return (digest) => createHmac('sha256', secret).update(digest).digest('base64url').slice(0, 22)
}
