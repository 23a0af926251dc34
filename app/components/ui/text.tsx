import { Fragment, type ReactNode } from 'react'
import { isolates } from '#reports/month/names.ts'

/** A word of so many letters or more may break anywhere: it may be wider than a phone. */
const LONG = /\S{24,}/u
const PIECE = 12

/**
 * Text with names in it: one that could turn the text around it stands in a <bdi>, and a word that no line would hold may
 * break.
 */
export function Text({ children }: { children: string }): ReactNode {
  return isolates(children).map(({ text, isIsolated }, index) =>
    isIsolated ? (
      <bdi key={index}>{breakable(text)}</bdi>
    ) : (
      <Fragment key={index}>{breakable(text)}</Fragment>
    ),
  )
}

/** A name by itself. */
export function Name({ children }: { children: string }): ReactNode {
  return (
    <bdi>
      <Text>{children}</Text>
    </bdi>
  )
}

function breakable(text: string): ReactNode {
  if (!LONG.test(text)) return text
  return text.split(/(\S{24,})/u).map((part, index) => (
    <Fragment key={index}>
      {LONG.test(part)
        ? pieces(part).map((piece, at) => (
            <Fragment key={at}>
              {at === 0 ? null : <wbr />}
              {piece}
            </Fragment>
          ))
        : part}
    </Fragment>
  ))
}

/** Some letters each; what belongs to the letter before it is not torn off. */
function pieces(word: string): string[] {
  const letters = word.match(/\P{M}(?:\p{M}|\u200d\P{M})*/gu) ?? [word]
  return Array.from({ length: Math.ceil(letters.length / PIECE) }, (_, index) =>
    letters.slice(index * PIECE, (index + 1) * PIECE).join(''),
  )
}
