import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take half a minute or more. Begun last, they would run alone, with the other workers idle. The first need no
 * demo, which is made meanwhile (tests/e2e/support/demo.ts); who needs it would hold a worker that waits.
 */
const SLOW = [
  'tests/faults/pipeline.test.ts',
  'tests/reports/month.test.ts',
  'tests/cli.test.ts',
  'tests/cases.test.ts',
  'tests/e2e/pages.test.ts',
  'tests/e2e/reports.test.ts',
  'tests/e2e/non-interference.test.ts',
  'tests/e2e/odd-homes.test.ts',
  'tests/e2e/parity.test.ts',
  'tests/worlds.test.ts',
  'tests/faults/processes.test.ts',
  'tests/catalogue.test.ts',
  'tests/reports/restate.test.ts',
  'tests/scope.test.ts',
]
/** Other page tests come after these. */
const isPageTest = (file: string) => file.includes('/tests/e2e/')

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = SLOW.findIndex((slow) => moduleId.endsWith(slow))
      if (rank !== -1) return rank
      return isPageTest(moduleId) ? SLOW.length : SLOW.length + 1
    }
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b))
  }
}
