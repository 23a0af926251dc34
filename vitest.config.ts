import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './tests/support/slowest-first.ts'

const shared = {
  // chdb holds one data directory per process
  pool: 'forks' as const,
  exclude: [
    ...['node_modules/**', 'var/**', 'build/**'],
    // npm run test:long
    ...(process.env['LONG'] === 'yes' ? [] : ['**/*.long.test.ts']),
  ],
  testTimeout: 180_000,
  // a browser, a broker and a demo beside each other on two cores
  hookTimeout: 180_000,
}

/** Files share a process, what it has loaded, and its database, which each finds empty (tests/support/database.ts). */
const TOGETHER = { isolate: false }
const ALONE = ['sql/db/client.server.test.ts', 'tests/privacy.test.ts']

export default defineConfig({
  test: {
    maxWorkers: 3,
    globalSetup: ['tests/support/template.ts'],
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          ...shared,
          ...TOGETHER,
          name: 'numbers',
          include: ['**/*.test.ts'],
          exclude: [...shared.exclude, 'tests/e2e/**', 'tests/faults/**', ...ALONE],
        },
      },
      {
        // each opens a database in another way than the other files
        test: { ...shared, name: 'alone', include: ALONE },
      },
      {
        // the Kafka pipeline, with a real broker
        test: { ...shared, ...TOGETHER, name: 'faults', include: ['tests/faults/**/*.test.ts'] },
      },
      {
        // the built pages over the demo, in a real browser
        test: {
          ...shared,
          ...TOGETHER,
          name: 'pages',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/support/demo.ts'],
        },
      },
    ],
  },
})
