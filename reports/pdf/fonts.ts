import PDFDocument from 'pdfkit'
import { FONT } from './style.ts'

/** A text as glyphs in places, as PDFKit draws and measures it. */
interface GlyphRun {
  glyphs: { id: number; advanceWidth: number; codePoints: number[] }[]
  positions: unknown[]
  advanceWidth: number
}

/** What of PDFKit's embedded font is used here: its types don't know it. */
interface Embedded {
  font: { hasGlyphForCodePoint: (code: number) => boolean }
  layoutRun: (text: string, features?: readonly string[]) => GlyphRun
}

/** More texts than this are forgotten at once, so that many reports don't fill the memory. */
const MOST_RUNS = 20_000

/** Fonts that only lay out: of a document that is never written. */
const layouts = new Map<string, Embedded>()
let runs = new Map<string, GlyphRun>()

/**
 * Opens the report's fonts under their paths. TRICKY: PDFKit reads a font's tables of glyphs again for each document, and
 * lays out each text anew where it has features; both take most of a report's time. So a thread lays out with fonts of its
 * own and keeps what it has laid out. Each document embeds from a font that it alone has read: embedding spoils fontkit's
 * glyphs, which then no longer know their letters.
 */
export function openFonts(doc: PDFKit.PDFDocument) {
  for (const path of Object.values(FONT)) openFont(doc, path)
  doc.font(FONT.regular)
}

/** A font of a document, opened when it is first asked for. */
export interface OpenFont {
  has: (code: number) => boolean
}

const opened = new WeakMap<PDFKit.PDFDocument, Map<string, OpenFont>>()

export function openFont(doc: PDFKit.PDFDocument, path: string): OpenFont {
  let fonts = opened.get(doc)
  if (fonts === undefined) opened.set(doc, (fonts = new Map<string, OpenFont>()))
  let font = fonts.get(path)
  if (font === undefined) {
    const embedded = openedIn(doc, path)
    embedded.layoutRun = (text, features) => {
      const key = `${path}\n${features?.join() ?? ''}\n${text}`
      let run = runs.get(key)
      if (run === undefined) {
        if (runs.size >= MOST_RUNS) runs = new Map()
        run = plain(layoutFont(path).layoutRun(text, features))
        runs.set(key, run)
      }
      return run
    }
    font = { has: (code) => embedded.font.hasGlyphForCodePoint(code) }
    fonts.set(path, font)
  }
  return font
}

function layoutFont(path: string): Embedded {
  let font = layouts.get(path)
  if (font === undefined) {
    font = openedIn(new PDFDocument({ font: '', autoFirstPage: false }), path)
    layouts.set(path, font)
  }
  return font
}

function openedIn(doc: PDFKit.PDFDocument, path: string): Embedded {
  doc.font(path)
  return (doc as unknown as { _font: Embedded })._font
}

/** Without what it hangs on. */
function plain({ glyphs, positions, advanceWidth }: GlyphRun): GlyphRun {
  return {
    glyphs: glyphs.map(({ id, advanceWidth: width, codePoints }) => ({
      id,
      advanceWidth: width,
      codePoints,
    })),
    positions,
    advanceWidth,
  }
}
