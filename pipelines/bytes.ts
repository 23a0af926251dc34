/** Bytes without Node's Buffer: what reads a foreign file runs in a browser too. */

/** One after the other, in memory of their own. */
export function joinedBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Each byte as the character of its number. @param bytes some hundreds at most */
export function byteText(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
