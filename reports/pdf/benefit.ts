import { benefitInWords } from '#reports/month/benefit.ts'
import { audienceKey, type Draft } from './draft.ts'
import { drawFigureColumns, figuresHeight } from './figures.ts'
import { paragraph, section } from './section.ts'
import { FONT, TYPE } from './style.ts'

/** What was done for the owner and told to guests beforehand, what they still asked, and what that rests on. */
export function drawBenefit(draft: Draft) {
  const { paper, contents, locale, t } = draft
  if (Object.keys(contents.benefit.answer.total).length === 0) return
  const words = benefitInWords(contents.benefit, contents.audience, locale)
  const first = [
    [{ title: t(`pdf.benefit.done.${audienceKey(contents)}`), rows: words.done }],
    [{ title: t('pdf.benefit.questions'), rows: words.questions }],
  ]
  const second = [
    [{ title: t('pdf.benefit.sent'), rows: words.sent }],
    [{ title: t('pdf.benefit.stays'), rows: words.stays }],
  ]
  const title = words.title.replace(/\.$/, '')
  section(paper, title, words.second === '' ? null : words.second, figuresHeight(draft, first))
  drawFigureColumns(draft, first)
  paper.y += 18
  drawFigureColumns(draft, second)
  paper.y += 9
  if (words.topics.length > 0) {
    paragraph(
      paper,
      [
        { text: `${t('pdf.benefit.topics')} ` },
        ...words.topics.flatMap(({ label, value }, index) => [
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
  paragraph(paper, words.assumptions, TYPE.note, { isPretty: true })
}
