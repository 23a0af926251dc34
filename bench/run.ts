/**
 * Runs all scenarios one after the other, each in a process of its own, and prints the ratios that matter.
 * By hand, on a quiet machine: npm run bench [-- FOLDER [facts]]. See README.md.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { messagesOf, type PortfolioSize } from './portfolio.ts'

const folder = process.argv[2] ?? path.join(tmpdir(), 'insights-bench')
mkdirSync(folder, { recursive: true })

function scenario(
  name: string,
  { homes, days }: PortfolioSize,
  order: 'time' | 'shuffled' = 'time',
): Record<string, number> {
  const args = [
    '--max-old-space-size=8192',
    '--import',
    'tsx',
    'bench/scenario.ts',
    name,
    folder,
    String(homes),
    String(days),
    order,
  ]
  const out = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  const figures = JSON.parse(out) as Record<string, number>
  process.stdout.write(`${name} ${homes} homes × ${days} days, ${order}: ${JSON.stringify(figures)}\n`)
  return figures
}

function ratio(what: string, limit: string, value: number): void {
  process.stdout.write(`  → ${what}: ${value.toFixed(2)} (${limit})\n`)
}

/** What facts and their layout gain, on ten million messages. */
function factsAgainstLanding(): void {
  const large: PortfolioSize = { homes: 1000, days: 2000 }
  process.stdout.write(`${large.homes} × ${large.days}: ${messagesOf(large)} messages\n`)
  scenario('generate', large)
  if (!existsSync(path.join(folder, `${large.homes}x${large.days}-time`))) scenario('import', large)
  const month = scenario('landing', large)
  for (const [name, value] of Object.entries(month))
    if (name.endsWith('_ratio')) ratio(`owner's month from the landing tables: ${name}`, 'at least 20', value)
  const whole = scenario('year', large)
  for (const [name, value] of Object.entries(whole))
    if (name.endsWith('_ratio')) ratio(`portfolio's year, of its month: ${name}`, 'at most 12', value)
}

if (process.argv[3] === 'facts') {
  factsAgainstLanding()
  process.exit(0)
}

const small: PortfolioSize = { homes: 100, days: 400 }
const manyHomes: PortfolioSize = { homes: 1000, days: 400 }
const longHistory: PortfolioSize = { homes: 100, days: 4000 }
for (const size of [small, manyHomes, longHistory])
  process.stdout.write(`${size.homes} × ${size.days}: ${messagesOf(size)} messages\n`)

const figure = (figures: Record<string, number>, name: string) => figures[name] ?? NaN

scenario('generate', small)
scenario('import', small)
const smallRead = figure(scenario('read', small), 'owner_month_ms')
const smallOverview = figure(scenario('overview', small), 'overview_ms')

for (const order of ['time', 'shuffled'] as const) {
  scenario('generate', manyHomes, order)
  const bare = scenario('bare', manyHomes, order)
  const imported = scenario('import', manyHomes, order)
  ratio(
    `import, ${order}, of the bare insert's rate`,
    'at least 0.4',
    figure(imported, 'rows_per_s') / figure(bare, 'rows_per_s'),
  )
  const rebuilt = scenario('rebuild', manyHomes, order)
  ratio('rebuild of the import', 'at most 0.25', figure(rebuilt, 'seconds') / figure(imported, 'seconds'))
}
ratio(
  'owner month, ten times the homes',
  'at most 1.5',
  figure(scenario('read', manyHomes), 'owner_month_ms') / smallRead,
)
ratio(
  'server time of the overview, ten times the homes',
  'at most 1.5',
  figure(scenario('overview', manyHomes), 'overview_ms') / smallOverview,
)
const late = scenario('late', manyHomes)
ratio(
  "a late message's thread, of a current one's",
  'at most 3',
  figure(late, 'late_ms') / figure(late, 'current_ms'),
)
const busy = scenario('busy', manyHomes)
ratio('reads while a bulk derivation runs', 'at most 3', figure(busy, 'during_ms') / figure(busy, 'alone_ms'))

scenario('generate', longHistory)
scenario('import', longHistory)
ratio(
  'owner month, ten times the history',
  'at most 1.5',
  figure(scenario('read', longHistory), 'owner_month_ms') / smallRead,
)
ratio(
  'server time of the overview, ten times the history',
  'at most 1.5',
  figure(scenario('overview', longHistory), 'overview_ms') / smallOverview,
)
