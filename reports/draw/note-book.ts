import type { Company } from '#reports/company.ts'
import type { Note } from '#reports/contents.ts'
import { formatMoment } from '#reports/format.ts'
import type { Telling } from './draft.ts'
import type { RowNote } from './table.ts'

/** Letters of comments that stand below a row of a table: they keep to its page. */
export const ROW_ROOM = 1800

/** Comments by what they are about; each stands once, beside the first thing that asks for it. */
export class NoteBook {
  private left: Note[]

  constructor(
    private readonly telling: Telling,
    private readonly staff: Company['staff'],
  ) {
    this.left = [...telling.contents.notes]
  }

  /**
   * Those about this, with who wrote them and when.
   * @param room letters that fit; what is longer stays for the end of the report
   */
  take(kind: string, about: readonly string[], room = Infinity): RowNote[] {
    const found: Note[] = []
    for (const note of this.left) {
      room -= note.about_kind === kind && about.includes(note.about) ? note.text.length : 0
      if (room >= 0 && note.about_kind === kind && about.includes(note.about)) found.push(note)
    }
    this.left = this.left.filter((note) => !found.includes(note))
    return found.map((note) => ({ text: note.text.trim(), by: this.by(note) }))
  }

  has(kind: string, about: string): boolean {
    return this.left.some((note) => note.about_kind === kind && note.about === about)
  }

  /** Those that nothing asked for. */
  rest(): Note[] {
    return this.left.splice(0)
  }

  /** «Ольга, 3 ноября» */
  by({ author, written_at }: Note): string {
    const { contents, locale, words } = this.telling
    const [day = ''] = formatMoment(written_at, contents.timezone, locale).split(', ')
    const name = this.staff === 'on_duty' || author === '' ? words.notes.onDuty : author
    return words.notes.by(name, day)
  }
}
