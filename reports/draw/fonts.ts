import { FONT } from './style.ts'

/** What of PDFKit's embedded font is used here: its types don't know it. */
interface Embedded {
  /** as fontkit read it */
  font: object
  layoutRun: (text: string, features?: readonly string[]) => unknown
}

/** More texts than this are forgotten at once, so that many reports don't fill the memory. */
const MOST_RUNS = 20_000

const fonts = new Map<string, object>()
let runs = new Map<string, unknown>()

/**
 * Opens the report's fonts under their paths. TRICKY: PDFKit reads a font file again for each document, and lays out each
 * text anew where it has features; both take most of a report's time. A thread keeps what it has read and laid out:
 * both follow from file and text alone.
 */
export function openFonts(doc: PDFKit.PDFDocument) {
  for (const path of Object.values(FONT)) {
    const known = fonts.get(path)
    // a font that was read already takes the path as its name
    if (known === undefined) doc.font(path)
    else doc.font(known as unknown as string, path)
    const embedded = (doc as unknown as { _font: Embedded })._font
    fonts.set(path, embedded.font)
    const layOut = embedded.layoutRun.bind(embedded)
    embedded.layoutRun = (text, features) => {
      const key = `${path}\n${features?.join() ?? ''}\n${text}`
      let run = runs.get(key)
      if (run === undefined) {
        if (runs.size >= MOST_RUNS) runs = new Map()
        run = layOut(text, features)
        runs.set(key, run)
      }
      return run
    }
  }
  doc.font(FONT.regular)
}
