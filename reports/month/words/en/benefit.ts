import type { Same } from '../same.ts'
import type { benefit as ru } from '../ru/benefit.ts'

/** What was done for the owner. */
export const benefit: Same<typeof ru> = {
  benefit: {
    title: {
      owner_one: 'Outside office hours {{count}} question was answered for you, {{night}} at night.',
      owner_other:
        'Outside office hours {{count}} questions were answered for you, {{night}} of them at night.',
      management_one:
        'Outside office hours {{count}} question was answered for the owners, {{night}} at night.',
      management_other:
        'Outside office hours {{count}} questions were answered for the owners, {{night}} of them at night.',
    },
    none: 'Nobody asked outside office hours this month.',
    spared: {
      owner: 'Answering yourself, day and night, would take about {{time}} a month.',
      management:
        'Answering themselves, day and night, would have taken the owners about {{time}} this month.',
    },
    assumed:
      'This is an estimate: a question is taken to cost {{day}} in the daytime and {{night}} at night, and the instructions to cover {{topics}}. The management company sets these.',
  },
}
