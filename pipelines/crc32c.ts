/** CRC-32C (Castagnoli), as Kafka writes it over each batch; the CRC-32 of zlib is another one. */
export function crc32c(bytes: Uint8Array): number {
  let crc = -1
  // not for … of: its iterator is twenty times slower
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  return ~crc >>> 0
}

const TABLE = Int32Array.from({ length: 256 }, (_, index) => {
  let crc = index
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  return crc
})
