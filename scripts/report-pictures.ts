/**
 * Draws made-up months as reports and their pages as PNG, to be looked at: `npm run docs:reports [FOLDER] [NAME…]`.
 * Needs pdftoppm (Debian: poppler-utils) for the pictures; without it the PDFs alone are written.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { drawPages } from '#reports/pdf/pages.ts'
import { COMPANY } from '#tests/support/sample-month.ts'
import { PICTURES } from '#tests/support/sample-months.ts'

const [folder = path.join(tmpdir(), 'report-pictures'), ...names] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
for (const [name, { contents, locale, ...options }] of Object.entries(PICTURES)) {
  if (names.length > 0 && !names.includes(name)) continue
  const file = path.join(folder, `${name}.pdf`)
  writeFileSync(file, await drawPages(contents, { locale, company: COMPANY, ...options }))
  const { error, status } = spawnSync('pdftoppm', ['-r', '80', '-png', file, path.join(folder, name)])
  const isDrawn = error === undefined && status === 0
  process.stdout.write(`${file}${isDrawn ? '' : ': no pictures, pdftoppm is not there or failed'}\n`)
}
