/** Where a metric stands in the code: docs/metrics.md and `insights metric` lead there. */
import { readFileSync } from 'node:fs'
import { projectFile } from '../paths.ts'
import { metricsOf, type Subject } from './index.ts'

export interface Source {
  /** from the root of the project */
  file: string
  /** of the line that names it, from 1 */
  line: number
  /** its entry, and before it what the entry uses of the same file */
  text: string
}

/** The entry of a metric in the catalogue; of one that is a form of another that of the other. */
export function sourceOf(subject: Subject, id: string): Source {
  const files = [`${subject}.ts`, ...(FURTHER[subject] ?? [])]
  for (const file of files) {
    const lines = linesOf(file)
    const index = lineOf(lines, [id, metricsOf(subject)[id]?.of ?? id])
    if (index === -1) continue
    const entry = blockAt(lines, index, MEMBER)
    const top = new Map([...topOf(linesOf(SHARED)), ...topOf(lines)])
    return { file: `sql/metrics/${file}`, line: index + 1, text: [...usedBy(entry, top), entry].join('\n\n') }
  }
  throw new Error(`${id} stands nowhere in ${files.join(', ')}`)
}

/** A subject's file takes these in. */
const FURTHER: Partial<Record<Subject, readonly string[]>> = { turns: ['turn-waits.ts', 'bots-and-calls.ts'] }
/** What the entries of several files use. */
const SHARED = 'forms.ts'

function linesOf(file: string): string[] {
  return readFileSync(projectFile('sql', 'metrics', file), 'utf8').split('\n')
}

/** Of an entry the line of its key; of one that a function makes the line that gives it the beginning of the id. */
function lineOf(lines: readonly string[], ids: readonly string[]): number {
  for (const id of ids) {
    const key = new RegExp(`^  ${id}: (\\{|\\w+\\()$`)
    const found = lines.findIndex((line) => key.test(line))
    if (found !== -1) return found
  }
  const words = ids.at(-1)?.split('_') ?? []
  for (let length = words.length; length > 0; length--) {
    const stem = words.slice(0, length).join('_')
    const found = lines.findIndex((line) => line.includes(`'${stem}',`) || line.includes(`\`${stem}_$`))
    if (found !== -1) return found
  }
  return -1
}

/** Indentation, as Prettier gives it, of statements at the top of a file, and of the entries of a group of metrics. */
const TOP = 0
const MEMBER = 2

/** The statement or entry around a line. */
function blockAt(lines: readonly string[], index: number, indent: number): string {
  const isInside = (line: string | undefined) =>
    line !== undefined && (line === '' || line.length - line.trimStart().length > indent)
  let start = index
  while (isInside(lines[start])) start--
  let end = start + 1
  // what closes may open again: the parameters of a function, then its body
  while (isInside(lines[end]) || /^\s*[)}\]].*[({[]$/.test(lines[end] ?? '')) end++
  if (/^\s*[)}\]]/.test(lines[end] ?? '')) end++
  return lines.slice(start, end).join('\n').trimEnd()
}

/** The functions and constants at the top of a file, by name. */
function topOf(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.flatMap((line, index) => {
      const names = /^(?:export )?(?:function|const) (\w+|\[[^\]]*\])/.exec(line)?.[1]?.match(/\w+/g) ?? []
      return names.map((name): [string, string] => [name, blockAt(lines, index, TOP)])
    }),
  )
}

/** What an entry uses of the file's functions and constants, directly or over others, in the order of the file. */
function usedBy(entry: string, top: ReadonlyMap<string, string>): string[] {
  const used = new Set<string>()
  const add = (code: string) => {
    const bare = bareOf(code)
    for (const [name, block] of top) {
      if (used.has(block) || !new RegExp(`\\b${name}\\b(?!:)`).test(bare)) continue
      used.add(block)
      add(block)
    }
  }
  add(entry)
  return [...new Set(top.values())].filter((block) => used.has(block))
}

/** Code without comments and what is said in strings, without members of things and what is only spread into an entry. */
function bareOf(code: string): string {
  return code
    .replace(/\/\/.*$/gm, '')
    .replace(/'(?:[^'\\]|\\.)*'/g, "''")
    .replace(/`[^`]*`/g, (text) => [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, value]) => value).join(' '))
    .replace(/\.{1,3}\w+\b(?!\()/g, '')
}
