import { decode, decodeValue } from '/work/main/pipelines/decode.ts'
const zones = new Set(Intl.supportedValuesOf('timeZone'))
const ctx = { received_at: Date.UTC(2026,9,4), origin: 'bench', zones }
function run(name: string, make: (i: number) => object) {
  const n = 200000
  const lines = Array.from({length: n}, (_, i) => Buffer.from(JSON.stringify(make(i))))
  for (let r = 0; r < 4; r++) {
    const t = process.hrtime.bigint(); let rows = 0
    for (const l of lines) if (decode(l, ctx).fate === 'row') rows++
    const s = Number(process.hrtime.bigint() - t) / 1e9
    if (r === 3) console.log(name, rows, 'rows', Math.round(n / s), '/s', lines[0]!.length, 'B')
  }
}
const base = (i: number) => ({ specversion: '1.0', id: '01JB2QK6C1T9' + i, source: 'crm://butler', type: 'butler.message.v1', time: new Date(Date.UTC(2026,9,3) + i * 977).toISOString() })
run('short', (i) => ({ ...base(i), data: { conversation_id: 'c-' + (i % 5000), property_id: 'nevsky-24-7', channel: 'telegram', author: { role: i % 2 ? 'guest' : 'manager', id: i % 2 ? undefined : 'm' + i % 9 }, needs_reply: true, topic: 'wifi', language: 'ru' } }))
run('unknown', (i) => ({ ...base(i), data: { conversation_id: 'c-' + (i % 5000), property_id: 'nevsky-24-7', channel: 'telegram', author: { role: 'guest' }, foo: 'bar' + i, needs_reply: true } }))
run('text ru', (i) => ({ ...base(i), data: { conversation_id: 'c-' + (i % 5000), property_id: 'nevsky-24-7', channel: 'telegram', author: { role: 'guest' }, text: 'Здравствуйте! Подскажите, пожалуйста, какой пароль от вайфая ' + i } }))
run('text thanks', (i) => ({ ...base(i), data: { conversation_id: 'c-' + (i % 5000), property_id: 'nevsky-24-7', channel: 'telegram', author: { role: 'guest' }, text: 'Спасибо большое, все отлично!' } }))
run('incident', (i) => ({ ...base(i), type: 'butler.incident.v1', data: { incident_id: 'i' + i, property_id: 'p', action: 'opened', category: 'wifi', reported_at: '2026-10-01T00:00:00Z', actor: { role: 'manager', id: 'm' } } }))
