/** What vendors sign with or ask for, at rest: AES-256-GCM under a key that is not in the database. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { PlainError } from '#sql/db/errors.ts'
import { secretFile } from '#sql/db/secret-file.server.ts'
import type { Credentials } from './hook.ts'

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * The key of this installation: CREDENTIALS_KEY, or one that is made at the first use and kept in DATA_DIR, readable for its
 * owner only.
 */
export function credentialsKey(data_dir: string, env: NodeJS.ProcessEnv = process.env): Buffer {
  const given = env['CREDENTIALS_KEY'] ?? ''
  if (given !== '' && given.length < 32)
    throw new PlainError(
      "the environment variable CREDENTIALS_KEY can't be used: it must have at least 32 characters; see .env.example",
    )
  return createHash('sha256')
    .update(given === '' ? secretFile(data_dir, 'credentials-key') : given)
    .digest()
}

/** @returns '' for none */
export function encrypted(credentials: Credentials, key: Buffer): string {
  if (Object.keys(credentials).length === 0) return ''
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(JSON.stringify(credentials)), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

/** @throws PlainError where they were encrypted with another key */
export function decrypted(text: string, key: Buffer): Credentials {
  if (text === '') return {}
  const whole = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, whole.subarray(0, IV_BYTES))
  decipher.setAuthTag(whole.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  try {
    const body = Buffer.concat([decipher.update(whole.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
    return JSON.parse(body.toString()) as Credentials
  } catch {
    throw new PlainError(
      'the credentials of a connection can\u2019t be read: CREDENTIALS_KEY is not the one with which they were kept; set it again, or make the connection anew',
    )
  }
}
