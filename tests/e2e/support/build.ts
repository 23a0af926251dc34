/** The built pages, built anew where they are not those of the sources that are there. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { projectFile } from '#sql/paths.ts'

const SOURCES = [
  ...['app', 'pipelines', 'public', 'reports', 'sql'],
  ...['package-lock.json', 'remix.config.js', 'tsconfig.json', 'vite.config.ts'],
]
const CACHE = path.join('node_modules', '.cache', 'butler-insights')
/** Of which sources the pages were built, and what came of it. */
const NOTED_IN = projectFile(CACHE, 'build.txt')

export async function buildPages(): Promise<void> {
  const sources = hashOf(SOURCES)
  const noted = existsSync(NOTED_IN) ? readFileSync(NOTED_IN, 'utf8') : ''
  if (existsSync(projectFile('build')) && noted === `${sources} ${hashOf(['build'])}`) return
  // beside it: processes that run meanwhile find a whole one, of before or of now
  const fresh = path.join(CACHE, `build-${process.pid}`)
  const cli = projectFile('node_modules', '@remix-run', 'dev', 'dist', 'cli.js')
  const child = spawn(process.execPath, [cli, 'vite:build', '--logLevel', 'warn'], {
    cwd: projectFile(),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', BUILD_DIRECTORY: fresh },
  })
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0) throw new Error(`the pages could not be built (status ${status ?? 'none'}): see above`)
  const old = `${fresh}-old`
  if (existsSync(projectFile('build'))) renameSync(projectFile('build'), projectFile(old))
  renameSync(projectFile(fresh), projectFile('build'))
  rmSync(projectFile(old), { recursive: true, force: true })
  writeFileSync(NOTED_IN, `${sources} ${hashOf(['build'])}`)
}

function hashOf(places: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of places.flatMap(filesOf)) hash.update(`${file}\n`).update(readFileSync(projectFile(file)))
  return hash.digest('hex').slice(0, 16)
}

function filesOf(place: string): string[] {
  if (!statSync(projectFile(place)).isDirectory()) return [place]
  return readdirSync(projectFile(place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => path.relative(projectFile(), path.join(entry.parentPath, entry.name)))
    .sort()
}
