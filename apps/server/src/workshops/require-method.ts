import type { SignedIn } from '../accounts/session.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findReadableTemplate } from '../templates/find-template.ts'
import { listsFor } from '../vocabularies/lists-for.ts'
import type { WorkshopMethod } from './create-workshop.ts'

/**
 * The method that somebody names for boards of a cohort, with the lists that its columns offer there.
 * @throws {AppError} `template_unknown`
 */
export async function requireMethod(
  context: Context,
  signedIn: SignedIn,
  of: { templateId: string; cohortId: string },
): Promise<WorkshopMethod> {
  const template = await findReadableTemplate(context, signedIn, { id: of.templateId })
  if (!template) throw new AppError('template_unknown')
  return { template, lists: await listsFor(context.db, of) }
}
