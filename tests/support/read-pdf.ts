import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import { getDocument, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ReportContents } from '#reports/month/contents.ts'
import type { Locale } from '#reports/month/format.ts'
import { drawPages, type ReportOptions } from '#reports/pdf/pages.ts'
import { COMPANY } from './sample-month.ts'

/** A piece of text where it stands, pt. */
export interface TextItem {
  text: string
  x: number
  /** of the baseline, from the page's upper edge */
  y: number
  width: number
  size: number
}

/** A report as its readers get it. */
export interface Read {
  bytes: Buffer
  pdf: PDFDocumentProxy
  /** text of each page, spaces plain and single */
  pages: string[]
  items: TextItem[][]
  text: string
}

/** Spaces plain and single. */
export const plain = (text: string) => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ')

const drawn = new Map<string, Promise<Read>>()

/** A month drawn and its file read: once in this process for the same contents and options. */
export function read(
  contents: ReportContents,
  locale: Locale = 'ru',
  options: Partial<ReportOptions> = {},
): Promise<Read> {
  const key = createHash('sha256')
    .update(serialize([contents, locale, options]))
    .digest('hex')
  const found = drawn.get(key) ?? readAnew(contents, locale, options)
  drawn.set(key, found)
  return found
}

/** The same, drawn again whatever was drawn before. */
export async function readAnew(
  contents: ReportContents,
  locale: Locale = 'ru',
  options: Partial<ReportOptions> = {},
): Promise<Read> {
  const bytes = await drawPages(contents, { locale, company: COMPANY, ...options })
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS }).promise
  const items: TextItem[][] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { height } = page.getViewport({ scale: 1 })
    const content = await page.getTextContent()
    items.push(
      content.items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [size = 0, , , , x = 0, y = 0] = item.transform as number[]
        const trailing = item.str.length - item.str.trimEnd().length
        return [{ text: item.str, x, y: height - y, width: item.width - trailing * size * 0.25, size }]
      }),
    )
  }
  const pages = items.map((page) => plain(page.map(({ text }) => text).join(' ')))
  return { bytes, pdf, pages, items, text: pages.join(' ') }
}

/** An element of the tag tree. */
export interface TreeNode {
  role?: string
  alt?: string
  type?: string
  bbox?: number[]
  children?: TreeNode[]
}

/** All elements, page by page. */
export async function treeOf({ pdf }: Read): Promise<TreeNode[]> {
  const nodes: TreeNode[] = []
  const walk = (node: TreeNode) => {
    nodes.push(node)
    node.children?.forEach(walk)
  }
  for (let number = 1; number <= pdf.numPages; number++) {
    const tree = (await (await pdf.getPage(number)).getStructTree()) as TreeNode | null
    if (tree !== null) walk(tree)
  }
  return nodes
}
