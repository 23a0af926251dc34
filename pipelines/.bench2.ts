import { readText } from './text/read.ts'
import { topicOf } from './text/topic.ts'
import { needsReply } from './text/needs-reply.ts'
import { languageOf } from './text/language.ts'
const texts = ['Здравствуйте! Подскажите, пожалуйста, какой пароль от вайфая', 'Спасибо большое, все отлично!', 'Could we get two more towels please']
for (const t of texts) for (const [n, f] of [['read', () => readText(t)], ['topic', (() => { const r = readText(t); return () => topicOf(r) })()], ['needs', (() => { const r = readText(t); return () => needsReply(r) })()], ['lang', (() => { const r = readText(t); return () => languageOf(r) })()]] as const) {
  for (let i = 0; i < 20000; i++) f()
  const s = process.hrtime.bigint(); for (let i = 0; i < 100000; i++) f(); console.log(n, Number(process.hrtime.bigint() - s) / 1e5, 'ns', t.slice(0, 20))
}
