import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take a minute or more. Begun last, they would run alone, with the other workers idle. */
const SLOW = [
  'tests/faults/pipeline.test.ts',
  'tests/e2e/pages.test.ts',
  'tests/cli.test.ts',
  'tests/worlds.test.ts',
  'tests/e2e/parity.test.ts',
  'tests/e2e/reports.test.ts',
  'tests/catalogue.test.ts',
  'tests/reports/month.test.ts',
]

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = SLOW.findIndex((slow) => moduleId.endsWith(slow))
      return rank === -1 ? SLOW.length : rank
    }
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b))
  }
}
