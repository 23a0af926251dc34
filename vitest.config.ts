import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './tests/support/slowest-first.ts'

const shared = {
  // chdb holds one data directory per process
  pool: 'forks' as const,
  exclude: ['node_modules/**', 'var/**', 'build/**'],
  testTimeout: 180_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    maxWorkers: 3,
    globalSetup: ['tests/support/template.ts'],
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'numbers',
          include: ['**/*.test.ts'],
          exclude: [...shared.exclude, 'tests/e2e/**', 'tests/faults/**'],
        },
      },
      {
        // the Kafka pipeline, with a real broker
        test: { ...shared, name: 'faults', include: ['tests/faults/**/*.test.ts'] },
      },
      {
        // the built pages over the demo, in a real browser
        test: {
          ...shared,
          name: 'pages',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/support/demo.ts'],
        },
      },
    ],
  },
})
