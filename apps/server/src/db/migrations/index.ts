import type { MigrationStep } from '../dialect.ts'
import { accounts } from './001-accounts.ts'
import { cohorts } from './002-cohorts.ts'
import { boards } from './003-boards.ts'
import { sync } from './004-sync.ts'
import { snapshots } from './005-snapshots.ts'
import { cases } from './006-cases.ts'
import { syncParts } from './007-sync-parts.ts'
import { nodes } from './008-nodes.ts'
import { templates } from './009-templates.ts'
import { ballots } from './010-ballots.ts'
import { workshops } from './011-workshops.ts'
import { privateWriting } from './012-private-writing.ts'
import { ballotVoices } from './013-ballot-voices.ts'
import { doors } from './014-doors.ts'
import { deletedNotes } from './015-deleted-notes.ts'
import { packs } from './016-packs.ts'
import { comments } from './017-comments.ts'
import { rehearsals } from './018-rehearsals.ts'
import { boardTitles } from './019-board-titles.ts'
import { deletedByAuthors } from './020-deleted-by-authors.ts'
import { commentsWithoutMoment } from './021-comments-without-moment.ts'
import { consents } from './022-consents.ts'
import { caseChecks } from './023-case-checks.ts'
import { library } from './027-library.ts'
import { votesMeetingsPasswords } from './028-votes-meetings-passwords.ts'
import { erasures } from './029-erasures.ts'
import { caseOwners } from './030-case-owners.ts'
import { syncManners } from './033-sync-manners.ts'
import { caseArtefacts } from './034-case-artefacts.ts'
import { caseImagesVaults } from './035-case-images-vaults.ts'
import { waitingByHand } from './037-waiting-by-hand.ts'
import { sealedRostersSpreads } from './038-sealed-rosters-spreads.ts'
import { caseCounts } from './040-case-counts.ts'
import { synthesesRead } from './041-syntheses-read.ts'
import { narrowedErased } from './042-narrowed-erased.ts'

/** Every migration in order. A name that has been released is never changed nor taken out. */
export const MIGRATIONS: Readonly<Record<string, MigrationStep>> = {
  '001-accounts': accounts,
  '002-cohorts': cohorts,
  '003-boards': boards,
  '004-sync': sync,
  '005-snapshots': snapshots,
  '006-cases': cases,
  '007-sync-parts': syncParts,
  '008-nodes': nodes,
  '009-templates': templates,
  '010-ballots': ballots,
  '011-workshops': workshops,
  '012-private-writing': privateWriting,
  '013-ballot-voices': ballotVoices,
  '014-doors': doors,
  '015-deleted-notes': deletedNotes,
  '016-packs': packs,
  '017-comments': comments,
  '018-rehearsals': rehearsals,
  '019-board-titles': boardTitles,
  '020-deleted-by-authors': deletedByAuthors,
  '021-comments-without-moment': commentsWithoutMoment,
  '022-consents': consents,
  '023-case-checks': caseChecks,
  '027-library': library,
  '028-votes-meetings-passwords': votesMeetingsPasswords,
  '029-erasures': erasures,
  '030-case-owners': caseOwners,
  '033-sync-manners': syncManners,
  '034-case-artefacts': caseArtefacts,
  '035-case-images-vaults': caseImagesVaults,
  '037-waiting-by-hand': waitingByHand,
  '038-sealed-rosters-spreads': sealedRostersSpreads,
  '040-case-counts': caseCounts,
  '041-syntheses-read': synthesesRead,
  '042-narrowed-erased': narrowedErased,
}
