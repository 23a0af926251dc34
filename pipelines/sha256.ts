/** SHA-256 wherever it runs: Node and the browser's worker give the same, and neither has to be waited for. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Of the UTF-8 bytes of a text, 64 hex digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** The same in 43 letters of base64url. */
export function sha256Base64url(text: string): string {
  return btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

/** Of what comes in pieces. */
export function openSha256(): { add: (bytes: Uint8Array) => void; hex: () => string } {
  const hash = sha256.create()
  return { add: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) }
}
