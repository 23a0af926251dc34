/**
 * A database folder with the schema and nothing in it, copied for every test that wants one: a copy takes milliseconds, a
 * migration a second and more. Its tables do not wait for the disk (the settings lie in the folder, so processes that are
 * started over a copy of it do not either). Made once, and again when the schema, or what brings it about, is another.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { projectFile } from '#sql/paths.ts'
import { programFile } from '../../bin/program.mjs'

/** With node_modules it goes when they do. */
const KEPT_IN = projectFile('node_modules', '.cache', 'butler-insights')

function keyOfSchema(): string {
  const schema = readdirSync(projectFile('sql', 'schema')).sort()
  const files = [
    ...schema.map((file) => projectFile('sql', 'schema', file)),
    projectFile('sql', 'db', 'migrate.ts'),
    projectFile('node_modules', 'chdb', 'package.json'),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${path.basename(file)}\n`).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

const template = path.join(KEPT_IN, `schema-${keyOfSchema()}`)

/** Before all tests: makes the template where it is not there, and the program that processes run (vitest's globalSetup). */
export async function setup(): Promise<() => void> {
  await programFile(projectFile())
  makeTemplate()
  return () => {
    for (const name of readdirSync(tmpdir()))
      if (name.startsWith(keptName(process.pid))) rmSync(path.join(tmpdir(), name), { recursive: true })
  }
}

const keptName = (run: number) => `insights-kept-${run}-`

/** As migratedDir(), for a process that holds it to its end: the run removes it. */
export function keptDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), keptName(process.ppid)))
  copyMigrated(dir)
  return dir
}

function makeTemplate(): void {
  if (existsSync(template)) return
  // several runs may make it at the same time: it is there only when it is whole
  const own = `${template}-${process.pid}`
  execFileSync(process.execPath, [
    ...['--import', 'tsx', projectFile('tests', 'support', 'make-template.ts'), own],
  ])
  try {
    renameSync(own, template)
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    // another was first
    if (!existsSync(template)) throw error
  }
}

/** A fresh folder with the schema in it, for DATA_DIR. */
export function migratedDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'insights-'))
  copyMigrated(dir)
  return dir
}

export function copyMigrated(dir: string): void {
  // a project's own setup may run before that of all
  makeTemplate()
  cpSync(template, dir, { recursive: true, verbatimSymlinks: true })
}
