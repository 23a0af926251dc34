import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take long. Begun last in their project, they would run alone, with the other workers idle. */
const SLOW = [
  'tests/faults/processes.test.ts',
  'tests/faults/pipeline.test.ts',
  'tests/reports/month.test.ts',
  'tests/cli.test.ts',
  'tests/cases.test.ts',
  'tests/scope.test.ts',
  'tests/worlds.test.ts',
  'tests/catalogue.test.ts',
  'tests/reports/restate.test.ts',
  'tests/imports.test.ts',
  'reports/pdf/layout.test.ts',
  'tests/e2e/pages.test.ts',
  'tests/e2e/reports.test.ts',
  'tests/e2e/non-interference.test.ts',
  'tests/e2e/odd-homes.test.ts',
  'tests/e2e/parity.test.ts',
]
/**
 * One project after the other: a worker goes on with what it has loaded as long as the next file is of the same project,
 * and ends otherwise. The pages last: their demo is made meanwhile (tests/e2e/support/demo.ts), and who needs it would
 * hold a worker that waits.
 */
const PROJECTS = ['alone', 'faults', 'numbers', 'pages']

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId, project }: TestSpecification) => {
      const place = SLOW.findIndex((slow) => moduleId.endsWith(slow))
      return PROJECTS.indexOf(project.name) * 1000 + (place === -1 ? SLOW.length : place)
    }
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b))
  }
}
