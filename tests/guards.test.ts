/** That ESLint holds what docs/architecture.md and CONTRIBUTING.md say it holds: a configuration can be there and do nothing. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '..')
const ARROWS = ['import-x/no-restricted-paths', 'no-restricted-imports']
const CYCLES = ['import-x/no-cycle']

/** The repository's own configuration, these rules of it, without types: the files asked about are made up. */
function guards(cwd: string, rules: readonly string[]): ESLint {
  return new ESLint({
    cwd,
    overrideConfigFile: path.join(ROOT, 'eslint.config.js'),
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => rules.includes(ruleId),
  })
}

async function broken(eslint: ESLint, file: string, text: string): Promise<string[]> {
  const [found] = await eslint.lintText(text, { filePath: file })
  return (found?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`)
}

const MAY: Record<string, readonly string[]> = {
  sql: [],
  pipelines: ['sql'],
  reports: ['sql'],
  app: ['pipelines', 'reports', 'sql'],
  cli: ['app', 'pipelines', 'reports', 'sql'],
  tests: ['app', 'cli', 'pipelines', 'reports', 'sql'],
  bench: ['app', 'cli', 'pipelines', 'reports', 'sql', 'tests'],
}
/** A file that each folder really has: of one that is not there the rule knows no folder. */
const HAS: Record<string, string> = {
  sql: 'zone.ts',
  pipelines: 'decode.ts',
  reports: 'month/format.ts',
  app: 'env.server.ts',
  cli: 'format.ts',
  tests: 'support/events.ts',
}

describe('import arrows', () => {
  // looking for cycles reads all that a file leads to
  const eslint = guards(ROOT, ARROWS)

  test.each(Object.entries(MAY))(
    '%s imports from where it may, and nowhere else',
    async (folder, allowed) => {
      for (const [other, file] of Object.entries(HAS)) {
        if (other === folder) continue
        const ways = [`import type {} from '../${other}/${file}'`, `import '../../${other}/${file}'`]
        if (other !== 'cli') ways.push(`import '#${other}/${file}'`, `await import('#${other}/${file}')`)
        for (const [at, way] of ways.entries()) {
          const made = path.join(ROOT, folder, at === 1 ? 'deep/made-up.ts' : 'made-up.ts')
          const found = await broken(eslint, made, `${way}\n`)
          expect(found.length, `${folder}: ${way}`).toBe(allowed.includes(other) ? 0 : 1)
          if (found.length > 0) expect(found[0]).toContain('CONTRIBUTING.md, "Import arrows"')
        }
      }
    },
  )

  test.each([
    ['reports/month', 'reports/pdf/report.ts', false],
    ['reports/month', 'reports/mailing/schedule.ts', false],
    ['reports/pdf', 'reports/month/format.ts', true],
    ['reports/pdf', 'reports/mailing/schedule.ts', false],
    ['reports/mailing', 'reports/month/format.ts', true],
    ['reports/mailing', 'reports/pdf/report.ts', true],
  ])('inside reports/: %s imports %s: %s', async (folder, other, isAllowed) => {
    const found = await broken(eslint, path.join(ROOT, folder, 'made-up.ts'), `import '#${other}'\n`)
    expect(found).toHaveLength(isAllowed ? 0 : 1)
  })

  test('what only tests may use is for tests, beside the code too', async () => {
    const way = `import '#tests/support/events.ts'\n`
    expect(await broken(eslint, path.join(ROOT, 'reports/month/made-up.test.ts'), way)).toEqual([])
    expect(await broken(eslint, path.join(ROOT, 'reports/month/made-up.ts'), way)).toHaveLength(1)
  })

  test.each([
    'sql/made-up.ts',
    'sql/facts/client.server.ts',
    'app/routes/made-up.tsx',
    'reports/x.test.ts',
    'cli/x.ts',
  ])('the driver is not for %s', async (file) => {
    for (const name of ['chdb', 'chdb/connection', '@clickhouse/client']) {
      const found = await broken(eslint, path.join(ROOT, file), `import '${name}'\n`)
      expect(found).toEqual([expect.stringContaining('only sql/db/client.server.ts knows the driver')])
    }
  })

  test.each([
    ["import { createHash } from 'node:crypto'\n", 'pipelines/readers/made-up.ts', 1],
    ["import { x } from '../imports.server.ts'\n", 'pipelines/readers/made-up.ts', 1],
    ["import 'chdb'\n", 'pipelines/readers/made-up.ts', 1],
    ["import { createHash } from 'node:crypto'\n", 'pipelines/readers/made-up.test.ts', 0],
    ["import { createHash } from 'node:crypto'\n", 'pipelines/made-up.ts', 0],
  ])('what reads files runs in a browser, too: %s in %s', async (text, file, count) => {
    expect(await broken(eslint, path.join(ROOT, file), text)).toHaveLength(count)
  })

  test('the section that the message names is there, and so is each folder in the table of the architecture', async () => {
    expect(await readFile(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8')).toContain('\n## Import arrows\n')
    const architecture = await readFile(path.join(ROOT, 'docs/architecture.md'), 'utf8')
    for (const folder of Object.keys(MAY))
      expect(architecture).toMatch(new RegExp(`^\\| \`${folder}/(month/)?\``, 'm'))
  })
})

describe('import cycles', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cycles-'))
    await mkdir(path.join(folder, 'sql'))
    const write = (file: string, text: string) => writeFile(path.join(folder, file), text)
    await write('package.json', await readFile(path.join(ROOT, 'package.json'), 'utf8'))
    await write('sql/a.ts', "import { b } from './b.ts'\nexport const a = (): number => b()\n")
    await write('sql/b.ts', "import { c } from '#sql/c.ts'\nexport const b = (): number => c()\n")
    await write('sql/c.ts', "import { a } from './a.ts'\nexport const c = (): number => a()\n")
    await write('sql/d.ts', "import { a } from './a.ts'\nexport const d = (): number => a()\n")
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('are found among .ts files, by a path and by a folder of package.json', async () => {
    const found = await guards(folder, CYCLES).lintFiles(['sql/*.ts'])
    expect(
      found.map(({ filePath, messages }) => [path.basename(filePath), messages.map(({ ruleId }) => ruleId)]),
    ).toEqual([
      ['a.ts', ['import-x/no-cycle']],
      ['b.ts', ['import-x/no-cycle']],
      ['c.ts', ['import-x/no-cycle']],
      ['d.ts', []],
    ])
  })
})

describe('length of files', () => {
  const LINES = 400
  /** What only lists words may be as long as it needs. */
  const WORD_LISTS = [
    'app/i18n/',
    'reports/month/words/',
    'pipelines/text/words/',
    'tests/support/labelled.ts',
  ]
  const SOURCES = ['app', 'bench', 'cli', 'pipelines', 'reports', 'scripts', 'sql', 'tests']

  test(`no file but word lists has more than ${LINES} lines`, async () => {
    const inside = SOURCES.map(async (folder) =>
      (await readdir(path.join(ROOT, folder), { recursive: true })).map((name) =>
        path.posix.join(folder, name),
      ),
    )
    const all = [...(await readdir(ROOT)), ...(await Promise.all(inside)).flat()]
    const files = all.filter((name) => /\.tsx?$/.test(name))
    expect(files.length).toBeGreaterThan(300)
    const long: string[] = []
    for (const file of files.filter((one) => !WORD_LISTS.some((list) => one.startsWith(list)))) {
      const lines = (await readFile(path.join(ROOT, file), 'utf8')).split('\n').length - 1
      if (lines > LINES) long.push(`${file}: ${lines} lines; split it by what it is about`)
    }
    expect(long).toEqual([])
  })
})
