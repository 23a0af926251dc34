import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // chdb holds one data directory per process
    pool: 'forks',
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'var/**'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
