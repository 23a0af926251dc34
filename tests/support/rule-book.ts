/** docs/rules.md by its headings. */
import { readFileSync } from 'node:fs'
import { projectFile } from '#sql/paths.ts'

/** Anchor, as GitHub makes it of a heading, → the text under it, up to the next heading of any level. */
export function sections(): Map<string, string> {
  const [, ...parts] = `\n${readFileSync(projectFile('docs', 'rules.md'), 'utf8')}`.split(/\n#+ /)
  return new Map(
    parts.map((part) => {
      const [heading = '', ...lines] = part.split('\n')
      return [anchorOf(heading), lines.join('\n')]
    }),
  )
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}
