// What processes and threads run, and all that it imports, as plain JavaScript, made once for each state of the sources: read as they are, a few hundred
// files of TypeScript and of packages take two seconds at every start.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'

const SOURCES = ['app', 'cli', 'cli.ts', 'package-lock.json', 'pipelines', 'reports', 'sql', 'tsconfig.json']
/** Programs of other states of the sources are kept so long: a process that runs one may not have read all of it yet. */
const KEPT_MS = 30 * 86_400_000

const ENTRIES = { cli: 'cli.ts', render: 'reports/pdf/render/render.ts' }

/**
 * @param entry which of ENTRIES
 * @returns the file to import; with node_modules it goes when they do
 */
export async function programFile(root, entry = 'cli') {
  const kept = path.join(root, 'node_modules', '.cache', 'butler-insights')
  const folder = path.join(kept, `program-${keyOf(root)}`)
  const file = path.join(folder, `${entry}.js`)
  if (existsSync(file)) return file
  const own = folderBeside(folder, root)
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: own,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
  })
  if (path.dirname(own) !== kept) return path.join(own, `${entry}.js`)
  try {
    renameSync(own, folder)
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    // another process was first
    if (!existsSync(file)) throw error
  }
  forget(kept)
  return file
}

function keyOf(root) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesOf(root, source))
      hash.update(`${file}\n`).update(readFileSync(path.join(root, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

function filesOf(root, source) {
  if (!statSync(path.join(root, source)).isDirectory()) return [source]
  return readdirSync(path.join(root, source), { recursive: true })
    .map((file) => path.join(source, file))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    .sort()
}

/** A fresh folder on the same disk; where nothing may be written there, one for this process alone. */
function folderBeside(folder, root) {
  try {
    mkdirSync(path.dirname(folder), { recursive: true })
    return mkdtempSync(`${folder}-`)
  } catch {
    const own = mkdtempSync(path.join(tmpdir(), 'butler-insights-'))
    symlinkSync(path.join(root, 'node_modules'), path.join(own, 'node_modules'))
    process.on('exit', () => rmSync(own, { recursive: true, force: true }))
    return own
  }
}

function forget(kept) {
  for (const name of readdirSync(kept)) {
    const folder = path.join(kept, name)
    if (name.startsWith('program-') && statSync(folder).mtimeMs < Date.now() - KEPT_MS)
      rmSync(folder, { recursive: true, force: true })
  }
}
