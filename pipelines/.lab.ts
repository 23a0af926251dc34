import * as L from '/work/main/pipelines/text/labelled.ts'
import { deriveAll } from '/work/main/pipelines/text/derive.ts'
const which = process.argv[2] ?? 'first'
const s = (L as any)[which]
let n=0, bad=0
for (const [t] of s.asking) if (!deriveAll(t).needs_reply) console.log('LEAK', t), bad++
let c=0; for (const t of s.closing) if (!deriveAll(t).needs_reply) c++; else console.log('closing missed:', t)
let h=0; for (const t of s.holding) if (deriveAll(t).holding) h++; else console.log('holding missed:', t)
let f=0; for (const [t] of s.answering) if (deriveAll(t).holding) console.log('FALSE HOLD', t), f++
let tt=0, tr=0; for (const [t, topic] of [...s.asking, ...s.answering]) if (topic) { tt++; const g = deriveAll(t).topic; if (g===topic) tr++; else console.log('topic', topic, '->', g, ':', t) }
let other=0,on=0; for (const [t, topic] of [...s.asking, ...s.answering]) if (!topic) { on++; const g = deriveAll(t).topic; if (g!=='other'&&g!=='') { console.log('  untopical ->', g, ':', t); other++ } }
let ln=0; for (const t of [...s.asking.map((x:any)=>x[0]),...s.answering.map((x:any)=>x[0]),...s.closing,...s.holding]) { const cyr=/[а-я]/i.test(t), lat=/[a-z]{3}/i.test(t); const l=deriveAll(t).language; if ((cyr && l!=='ru')||(!cyr&&lat&&l!=='en')) console.log('lang', l, t), ln++ }
console.log({asking:s.asking.length,leaks:bad, closing: `${c}/${s.closing.length}`, holding:`${h}/${s.holding.length}`, falseHold: f+'/'+s.answering.length, topics:`${tr}/${tt}`, untopical: other+'/'+on, lang: ln})
