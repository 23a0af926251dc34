import PDFDocument from 'pdfkit'
import { openFonts } from './fonts.ts'
import { Letters } from './letters.ts'
import { INK } from './style.ts'

/** mm to pt */
const MM = 72 / 25.4
const MARGIN = 18 * MM
const A4 = { width: 595.28, height: 841.89 }
export const LEFT = MARGIN
export const WIDTH = A4.width - 2 * MARGIN
/** Where the foot's line is; text ends above it. */
const FOOT_Y = A4.height - MARGIN + 6
const TEXT_END = A4.height - MARGIN - 6

const RENDER_LIMIT_MS = 20_000

export type Element = PDFKit.PDFStructureElement
type Tag =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'BlockQuote'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'TOC'
  | 'TOCI'
  | 'Link'

/** PDFKit takes two more than its types know. */
interface ElementOptions {
  alt?: string
  /** left, top, right, bottom on the page */
  bbox?: [number, number, number, number]
  scope?: 'Column' | 'Row'
}

/** Where something begins, to be found from the outline and the contents page. */
export interface Place {
  title: string
  page: number
  /** of its named destination */
  name: string
  /** below the part before it, such as a home in the table of homes */
  isInside: boolean
}

/** A picture that PDFKit has read. */
interface Opened {
  width: number
  height: number
}

export interface PaperOptions {
  title: string
  author: string
  lang: string
  /** the file's dates */
  at: Date
}

/**
 * A document that is filled from top to bottom: A4 pages, the height reached, and the tree of tags. Everything painted is
 * either tagged or an artifact.
 */
export class Paper {
  readonly doc: PDFKit.PDFDocument
  readonly root: Element
  /** where the next thing goes, pt from the page's upper edge */
  y = MARGIN
  pages = 1
  readonly places: Place[] = []
  private part: PDFKit.PDFOutline | null = null
  private logo: Opened | undefined
  /** widths of texts at 1 pt, by font and text */
  readonly widths = new Map<string, number>()
  readonly letters: Letters

  constructor({ title, author, lang, at }: PaperOptions) {
    const options: PDFKit.PDFDocumentOptions = {
      size: [A4.width, A4.height],
      margin: 0,
      pdfVersion: '1.7',
      bufferPages: true,
      tagged: true,
      lang,
      displayTitle: true,
      font: '',
      // fixed dates make the file's bytes a function of its contents
      info: { Title: title, Author: author, Creator: 'Butler Insights', CreationDate: at, ModDate: at },
    }
    this.doc = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' }))
    openFonts(this.doc)
    this.letters = new Letters(this.doc)
    escapeMetadata(this.doc)
    this.root = this.doc.struct('Document')
    this.doc.addStructure(this.root)
  }

  get room(): number {
    return TEXT_END - this.y
  }

  /** Height of an empty page. */
  get whole(): number {
    return TEXT_END - MARGIN
  }

  /** Nothing stands on the page yet. */
  get isFresh(): boolean {
    return this.y === MARGIN
  }

  /** Goes on to the next page unless so much room is left on this one. */
  ensure(height: number): boolean {
    if (this.room >= height || this.isFresh) return false
    this.newPage()
    return true
  }

  newPage() {
    this.doc.addPage()
    this.pages += 1
    this.y = MARGIN
  }

  /** Remembers that something begins at this height of this page. */
  mark(title: string, { isInside = false, y = this.y } = {}) {
    const name = `place-${String(this.places.length + 1).padStart(4, '0')}`
    const shown = this.letters.printable(title)
    this.places.push({ title: shown, page: this.pages, name, isInside })
    this.doc.addNamedDestination(name, 'XYZ', 0, Math.max(0, y - 12), null)
    if (isInside && this.part !== null) this.part.addItem(shown)
    else this.part = this.doc.outline.addItem(shown)
  }

  /** A part of a page that leads to a place, hung on an element. */
  linkTo(
    element: Element,
    { name, title }: Place,
    box: { x: number; y: number; width: number; height: number },
  ) {
    // what is hung on an element needs words of its own (PDF/UA)
    const options = {
      structParent: element,
      Contents: new String(title),
    } as unknown as PDFKit.Mixins.AnnotationOption
    this.doc.goTo(box.x, box.y, box.width, box.height, name, options)
  }

  /** An element of the tree that others are hung on. */
  branch(parent: Element, tag: Tag, options: ElementOptions = {}): Element {
    const element = this.doc.struct(tag, options)
    parent.add(element)
    return element
  }

  /** Paints an element's content; what goes on over the page's end paints again. */
  paint(element: Element, tag: Tag, draw: () => void) {
    const content = this.doc.markStructureContent(tag)
    draw()
    this.doc.endMarkedContent()
    element.add(content)
  }

  /** An element with its content. */
  tagged(parent: Element, tag: Tag, draw: () => void, options: ElementOptions = {}) {
    const element = this.branch(parent, tag, options)
    this.paint(element, tag, draw)
    element.end()
  }

  /** What a screen reader passes over: lines, marks, what is said elsewhere. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout') {
    this.doc.markContent('Artifact', { type })
    draw()
    this.doc.endMarkedContent()
  }

  /** A hairline across the text, or a part of it. */
  hairline(y: number, x = LEFT, width = WIDTH) {
    this.artifact(() => {
      this.doc
        .lineWidth(0.6)
        .moveTo(x, y)
        .lineTo(x + width, y)
        .stroke(INK.line)
    })
  }

  /** Draws a PNG or JPEG as large as fits into the box, from its upper left corner. */
  image(bytes: Uint8Array, x: number, y: number, { width, height }: { width: number; height: number }) {
    this.doc.image(this.opened(bytes) as unknown as PDFKit.Mixins.ImageSrc, x, y, {
      fit: [width, height],
      valign: 'center',
    })
  }

  /** How wide it is then. */
  imageWidth(bytes: Uint8Array, { width, height }: { width: number; height: number }): number {
    const image = this.opened(bytes)
    return Math.min(width, (image.width / image.height) * height)
  }

  private opened(bytes: Uint8Array): { width: number; height: number } {
    const { doc } = this
    this.logo ??= (doc as unknown as { openImage: (bytes: Uint8Array) => Opened }).openImage(bytes)
    return this.logo
  }

  /** Draws on a page that is filled already. */
  onPage(page: number, draw: () => void) {
    const y = this.y
    this.doc.switchToPage(page - 1)
    this.y = MARGIN
    draw()
    this.doc.switchToPage(this.pages - 1)
    this.y = y
  }

  /** Draws the foot of every page, closes the file and gives its bytes. */
  async close(foot: (page: number, of: number, y: number) => void): Promise<Buffer> {
    const { doc } = this
    // readers open the outline beside a long report alone
    const root = doc as unknown as { _root: { data: Record<string, unknown> } }
    root._root.data['PageMode'] = this.places.some(({ isInside }) => isInside) ? 'UseOutlines' : 'UseNone'
    for (let page = 0; page < this.pages; page++) {
      doc.switchToPage(page)
      this.hairline(FOOT_Y)
      this.artifact(() => {
        foot(page + 1, this.pages, FOOT_Y + 7)
      }, 'Pagination')
    }
    this.root.end()
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      // an element of the tree that hangs on nothing keeps PDFKit from ever ending the file
      const timer = setTimeout(() => {
        reject(
          new Error('The report was not finished within 20 seconds: a part of its tag tree hangs on nothing'),
        )
      }, RENDER_LIMIT_MS)
      doc.on('data', (chunk: Buffer) => chunks.push(chunk))
      doc.on('error', reject)
      doc.on('end', () => {
        clearTimeout(timer)
        resolve(Buffer.concat(chunks))
      })
      doc.end()
    })
  }
}

/**
 * TRICKY: PDFKit writes title and author into the file's XML as they are, so that a company with an & in its name makes
 * it unreadable (found by parsing the XML; viewers don't complain). Its writer gets an escaped copy.
 */
function escapeMetadata(doc: PDFKit.PDFDocument) {
  const inner = doc as unknown as { _addInfo: () => void; info: Record<string, unknown> }
  const addInfo = inner._addInfo.bind(doc)
  inner._addInfo = () => {
    const plain = inner.info
    inner.info = Object.fromEntries(
      Object.entries(plain).map(([key, value]) => [
        key,
        typeof value === 'string' ? escapeXml(value) : value,
      ]),
    )
    addInfo()
    inner.info = plain
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
