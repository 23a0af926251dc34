import { decode } from './decode.ts'
import { readFileSync } from 'node:fs'
const zones = new Set(Intl.supportedValuesOf('timeZone'))
const count: Record<string, number> = {}
for (const line of readFileSync('/work/shared/real/care.ndjson','utf8').split('\n')) {
  const f = decode(line, { received_at: Date.now(), origin: 'care', zones })
  const k = f.fate === 'row' ? f.table : f.fate === 'dead' ? f.letter.detail : f.reason
  count[k] = (count[k] ?? 0) + 1
}
console.log(count)
