import type { Company } from '#reports/month/company.ts'
import type { Note } from '#reports/month/contents.ts'
import { noteBy, type Beside } from '#reports/month/note-words.ts'
import type { RenderContext } from './draft.ts'
import type { RowNote } from './table.ts'

/** Letters of comments that stand below a row of a table: they keep to its page. */
export const ROW_ROOM = 1800

/** Comments by what they are about; each stands once, beside the first thing that asks for it. */
export class Footnotes {
  private left: Note[]

  constructor(
    private readonly context: RenderContext,
    private readonly staff: Company['staff'],
  ) {
    this.left = [...context.contents.notes]
  }

  /**
   * Those about this, with who wrote them and when.
   * @param where.room letters that fit; what is longer stays for the end of the report
   * @param where.home what is about another home stays, too
   */
  take(
    kind: string,
    about: readonly string[],
    { room = Infinity, home }: { room?: number; home?: string } = {},
  ): RowNote[] {
    const found: Note[] = []
    let left = room
    for (const note of this.left) {
      const { about_kind, property_id = '' } = note
      if (about_kind !== kind || !about.includes(note.about)) continue
      if (home !== undefined && property_id !== '' && property_id !== home) continue
      left -= note.text.length
      if (left >= 0) found.push(note)
    }
    this.left = this.left.filter((note) => !found.includes(note))
    return found.map((note) => ({ text: note.text.trim(), by: this.by(note, besideOf(note, home)) }))
  }

  has(kind: string, about: string): boolean {
    return this.left.some((note) => note.about_kind === kind && note.about === about)
  }

  /** Those that nothing asked for. */
  rest(): Note[] {
    return this.left.splice(0)
  }

  /** «Ольга, 3 ноября», and what it is about where that does not stand beside it. */
  by(note: Note, beside: Beside = {}): string {
    const { contents, locale, t } = this.context
    const author = this.staff === 'on_duty' || note.author === '' ? t('pdf.notes.onDuty') : note.author
    return noteBy(contents, note, { locale, author, beside })
  }
}

/** What was asked for stands beside it. */
function besideOf({ about_kind, about }: Note, home: string | undefined): Beside {
  return {
    ...(about_kind === 'night' ? { night: about } : {}),
    ...(about_kind === 'incident_id' ? { incident: about } : {}),
    ...(home === undefined ? {} : { home }),
  }
}
