import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, longest first: begun last, one of them would run alone at the end. */
const LONGEST = [
  'tests/collaboration/every-method.test.ts',
  'tests/collaboration/several-nodes.test.ts',
  'tests/collaboration/faults.test.ts',
  'tests/collaboration/random-convergence.test.ts',
  'tests/collaboration/crash.test.ts',
  'tests/collaboration/refused-start.test.ts',
  'apps/server/src/cases/routes.test.ts',
  'apps/server/src/snapshots/routes.test.ts',
  'apps/server/src/accounts/routes.test.ts',
  'apps/server/src/invitations/who-may-invite.test.ts',
  'apps/server/src/db/lost-database.test.ts',
]

/**
 * The longest files first; and within a kind of test those that need a page's environment together: a process serves
 * files of one environment, and to start another takes seconds.
 */
export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const places = new Map(sorted.map((file) => [file, placeOf(file)]))
    const compare = (a: TestSpecification, b: TestSpecification) => {
      const [left, right] = [places.get(a), places.get(b)]
      if (left === undefined || right === undefined) return 0
      return (
        left.group - right.group ||
        left.project.localeCompare(right.project) ||
        Number(right.isPage) - Number(left.isPage) ||
        left.rank - right.rank
      )
    }
    return sorted.toSorted(compare)
  }
}

function placeOf({ moduleId, project }: TestSpecification) {
  const rank = LONGEST.findIndex((path) => moduleId.endsWith(path))
  return {
    group: project.config.sequence.groupOrder,
    project: project.name,
    isPage: readFileSync(moduleId, 'utf8').includes('@vitest-environment'),
    rank: rank === -1 ? LONGEST.length : rank,
  }
}
