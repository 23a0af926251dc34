import { benefitInWords } from '#reports/month/benefit.ts'
import type { Draft } from './draft.ts'
import { drawFigureColumns, figuresHeight } from './figures.ts'
import { paragraph, section } from './section.ts'
import { FONT, TYPE } from './style.ts'
import { named } from './words.ts'

/** What was done for the owner and told to guests beforehand, what they still asked, and what that rests on. */
export function drawBenefit(draft: Draft) {
  const { paper, contents, locale, words } = draft
  if (Object.keys(contents.benefit.answer.total).length === 0) return
  const told = benefitInWords(contents.benefit, contents.audience, locale)
  const first = [
    [{ title: named(contents, words.benefit.done), rows: told.done }],
    [{ title: words.benefit.questions, rows: told.questions }],
  ]
  const second = [
    [{ title: words.benefit.sent, rows: told.sent }],
    [{ title: words.benefit.stays, rows: told.stays }],
  ]
  const title = told.title.replace(/\.$/, '')
  section(paper, title, told.second === '' ? null : told.second, figuresHeight(draft, first))
  drawFigureColumns(draft, first)
  paper.y += 18
  drawFigureColumns(draft, second)
  paper.y += 9
  if (told.topics.length > 0) {
    paragraph(
      paper,
      [
        { text: `${words.benefit.topics} ` },
        ...told.topics.flatMap(({ label, value }, index) => [
          { text: `${index === 0 ? '' : ', '}${label}\u00a0` },
          { text: value, font: FONT.medium },
        ]),
        { text: '.' },
      ],
      TYPE.note,
      { isPretty: true },
    )
    paper.y += 3
  }
  paragraph(paper, told.assumptions, TYPE.note, { isPretty: true })
}
