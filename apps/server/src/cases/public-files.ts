import type { Context } from '../context.ts'
import type { LibraryCase } from '../library/library-case.ts'
import { type CaseFileName, caseFileKey, caseFolder } from '../publication/files/case-file-names.ts'
import { remadeFiles } from './verify/remade-files.ts'

/** A file of a public case; null for one that cannot be made again. */
export type PublicFiles = (found: LibraryCase, name: CaseFileName) => Promise<Uint8Array | null>

/**
 * Reads the files of published cases, and makes from the document alone what the disk has lost or never had; `isPresent`:
 * whether a case is still published.
 */
export function publicFiles(
  context: Context,
  isPresent: (found: LibraryCase) => Promise<boolean>,
): PublicFiles {
  const { files } = context
  const making = new Map<string, Promise<void>>()
  /** Documents of which no file can be shown: not tried at each request. */
  const refused = new Set<string>()
  const make = async (found: LibraryCase): Promise<void> => {
    const { caseId, document, isNamed } = found
    const naming = isNamed ? 'named' : 'pseudonym'
    const made = await remadeFiles(context, caseId, { document, naming, counted: [] })
    if (made === 'refused') refused.add(document.id)
    if (made === 'refused' || made === 'unread') return
    for (const { name, bytes } of made.files) await files.put(caseFileKey(document.id, name), bytes)
    // withdrawn meanwhile: its files were deleted before these came
    if (!(await isPresent(found))) await files.deleteFolder(caseFolder(document.id))
  }
  return async (found, name) => {
    const { id } = found.document
    const kept = await files.get(caseFileKey(id, name))
    // what was found when it was published is not found again
    if (kept !== null || name === 'report.json' || refused.has(id)) return kept
    const known = making.get(id) ?? make(found).finally(() => making.delete(id))
    making.set(id, known)
    await known
    return files.get(caseFileKey(id, name))
  }
}
