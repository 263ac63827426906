import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take longest, longest first: begun last, one of them would run alone at the end. What mostly waits stands
 * between what mostly works, so that a core has always something to do.
 */
const LONGEST = [
  // a minute of it is waiting
  'tests/collaboration/workshop-faults.test.ts',
  'tests/collaboration/several-nodes.test.ts',
  'tests/collaboration/erasures-clean.test.ts',
  'tests/collaboration/every-method.test.ts',
  'tests/security/routes.test.ts',
  'tests/collaboration/private-writing.test.ts',
  'tests/collaboration/faults.test.ts',
  'tests/collaboration/refused-start.test.ts',
  'tests/collaboration/postgres.test.ts',
  'tests/collaboration/crash.test.ts',
  'tests/security/sockets.test.ts',
  'tests/security/forgery.test.ts',
  'tests/collaboration/random-convergence.test.ts',
  'tests/collaboration/storage.test.ts',
  'tests/collaboration/stock-client.test.ts',
  'tests/collaboration/workshop-s1.test.ts',
  'packages/sync/src/attendance.test.ts',
  'packages/sync/src/client/connect-room.test.ts',
  'packages/cases/src/detect/long-text.test.ts',
  'packages/sync/src/snapshot-parts.test.ts',
  'packages/board/src/rules/convergence.test.ts',
  'apps/server/src/consents/scenario-s3.test.ts',
  'apps/server/src/cases/routes.test.ts',
  'apps/server/src/script/late-writers.test.ts',
  'apps/server/src/cases/case-images.test.ts',
  'apps/server/src/cases/verify/verify-files.test.ts',
  'apps/server/src/sync/cut-off.test.ts',
  'apps/server/src/cases/checks/check-case.test.ts',
  'apps/server/src/snapshots/routes.test.ts',
  'apps/server/src/nodes/this-node.test.ts',
  'apps/server/src/exports/every-method.test.ts',
  'apps/server/src/rehearsal/rehearsal.test.ts',
  'apps/server/src/library/reserved-cases.test.ts',
  'apps/server/src/nodes/kicks.test.ts',
  'apps/server/src/cases/verify/verify-case.test.ts',
  'apps/server/src/templates/board-versions.test.ts',
  'apps/server/src/db/lost-database.test.ts',
  'apps/server/src/cases/decide-case.test.ts',
  'apps/server/src/workshops/workshops.test.ts',
  'apps/server/src/sync/route.test.ts',
  'apps/server/src/workshops/closed-groups.test.ts',
  'apps/server/src/private-writing/routes.test.ts',
  'apps/server/src/comments/comments.test.ts',
  'apps/server/src/ballots/routes.test.ts',
  'apps/server/src/comments/comment-promises.test.ts',
  'apps/server/src/invitations/who-may-invite.test.ts',
  'apps/server/src/vault/case-vault.test.ts',
  'apps/server/src/cohorts/routes.test.ts',
  'apps/server/src/sync/forward.test.ts',
  'apps/server/src/erasure/erasure.test.ts',
  'apps/server/src/packs/packs.test.ts',
  'apps/server/src/script/routes.test.ts',
  'apps/server/src/extracts/routes.test.ts',
  'apps/server/src/library/library.test.ts',
  'apps/server/src/sync/sql-update-log.test.ts',
  'apps/server/src/accounts/routes.test.ts',
  'tests/e2e/workshop-to-case.test.ts',
  'tests/e2e/workshop-s1.test.ts',
  'tests/e2e/every-template.test.ts',
  'tests/e2e/template-boards.test.ts',
  'tests/e2e/together.test.ts',
  'tests/e2e/light-page.test.ts',
  'tests/e2e/write-method.test.ts',
  'tests/e2e/typed-notes.test.ts',
  'tests/e2e/take-away.test.ts',
  'tests/e2e/attention.test.ts',
  'tests/e2e/library.test.ts',
  'tests/e2e/fuzz/canvas-fuzz.test.ts',
  'tests/e2e/thread-and-numbers.test.ts',
  'tests/e2e/workshop-pages.test.ts',
  'tests/e2e/results.test.ts',
  'tests/e2e/every-kind.test.ts',
  'tests/e2e/after-session.test.ts',
  'tests/e2e/script.test.ts',
]

/** Projects in their turn: those whose tests start servers as processes come when what these run is built. */
const PROJECTS = ['packages', 'server', 'web', 'collaboration', 'browser']

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
        left.project - right.project ||
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
    project: PROJECTS.indexOf(project.name),
    isPage: readFileSync(moduleId, 'utf8').includes('@vitest-environment'),
    rank: rank === -1 ? LONGEST.length : rank,
  }
}
