import { LANGUAGES } from '@tablee/board'
import * as z from 'zod'
import type { Template } from '../template.ts'
import { checkTemplate } from './check-template.ts'
import { leavesNumbers } from './next-version.ts'
import { templateDraftSchema } from './template-draft.ts'
import type { TemplateFault } from './template-fault.ts'
import type { CurrentVocabulary } from './vocabulary-history.ts'

/** What the first field of a package says. */
const PACKAGE_FORMAT = 'tablee-method'
/** The one version of the format so far. */
const PACKAGE_VERSION = 1
/** Largest package, in bytes: forty zones with every text at its longest in three languages. */
export const PACKAGE_MAX_BYTES = 512 * 1024
/** Longest licence and credits, in characters. */
export const LICENCE_MAX = 120
export const CREDITS_MAX = 500

/** Most words that a package brings along, over all its lists: the shipped lists together have fewer than half. */
const PACKAGE_TERMS_MAX = 2_000

/** A name in one language at least: a word without any could not be chosen by anybody. */
const localised = z
  .strictObject({ fr: z.string().max(200), nl: z.string().max(200), en: z.string().max(200) })
  .refine((label) => LANGUAGES.some((lang) => label[lang].trim() !== ''), { error: 'label_empty' })
const localisedTitle = z.strictObject({
  fr: z.string().max(2_000),
  nl: z.string().max(2_000),
  en: z.string().max(2_000),
})
const termSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/),
  label: localised,
  retired: z.boolean().default(false),
})

/** One method in a file, with everything that it needs to be used elsewhere. */
const templatePackageSchema = z.strictObject({
  format: z.literal(PACKAGE_FORMAT),
  formatVersion: z.literal(PACKAGE_VERSION),
  /** Under which terms it may be used, such as CC BY-SA 4.0. */
  licence: z.string().max(LICENCE_MAX),
  /** Who made it. */
  credits: z.string().max(CREDITS_MAX),
  /** Which method it was copied from, where it was; packages of before do not say. */
  origin: z
    .strictObject({ templateId: z.string().max(64), version: z.string().max(20), title: localisedTitle })
    .nullable()
    .default(null),
  template: templateDraftSchema.refine(({ version }) => leavesNumbers(version), {
    path: ['version'],
    error: 'version_too_high',
  }),
  /** The vocabularies and choice sets that its columns offer. */
  vocabularies: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Za-z0-9_-]{1,80}$/),
        label: localised,
        terms: z.array(termSchema).max(500),
      }),
    )
    .max(200)
    .refine((lists) => lists.reduce((sum, { terms }) => sum + terms.length, 0) <= PACKAGE_TERMS_MAX, {
      error: 'too_many_terms',
    }),
})

/** A method in a file. */
export type TemplatePackage = z.infer<typeof templatePackageSchema>

/** Why a file is not taken. */
export type PackageTrouble =
  | 'too_large'
  | 'not_json'
  | 'format_unknown'
  | 'version_unknown'
  | 'shape_wrong'
  | 'faulty'

/** A file that is no package, or holds a method that cannot be used. */
export class PackageRefused extends Error {
  override readonly name = 'PackageRefused'
  readonly trouble: PackageTrouble
  /** The fields that do not fit, for `shape_wrong`. */
  readonly fields: readonly string[]
  /** What is wrong with the method, for `faulty`. */
  readonly faults: readonly TemplateFault[]

  constructor(
    trouble: PackageTrouble,
    more: { fields?: readonly string[]; faults?: readonly TemplateFault[] } = {},
  ) {
    super(trouble)
    this.trouble = trouble
    this.fields = more.fields ?? []
    this.faults = more.faults ?? []
  }
}

/** The package of a method; of all vocabularies it takes those that the method uses. */
export function packTemplate(
  template: Template,
  more: {
    licence: string
    credits: string
    origin?: TemplatePackage['origin']
    vocabularies: readonly CurrentVocabulary[]
  },
): TemplatePackage {
  const used = vocabulariesOf(template)
  return {
    format: PACKAGE_FORMAT,
    formatVersion: PACKAGE_VERSION,
    licence: more.licence,
    credits: more.credits,
    origin: more.origin ?? null,
    template,
    vocabularies: more.vocabularies
      .filter(({ id }) => used.has(id))
      .map(({ id, label, terms }) => ({ id, label, terms: terms.map((term) => ({ ...term })) })),
  }
}

/**
 * Reads a package; the vocabularies that its method may refer to are its own and those that are known here.
 * @throws {PackageRefused} when it is too large, of another format, misshapen or not fit for use.
 */
export function readPackage(
  text: string,
  knownVocabularies: ReadonlySet<string>,
): { file: TemplatePackage; template: Template } {
  if (new TextEncoder().encode(text).length > PACKAGE_MAX_BYTES) throw new PackageRefused('too_large')
  const json = parseJson(text)
  const head = z.looseObject({ format: z.unknown(), formatVersion: z.unknown() }).safeParse(json)
  if (!head.success || head.data.format !== PACKAGE_FORMAT) throw new PackageRefused('format_unknown')
  if (head.data.formatVersion !== PACKAGE_VERSION) throw new PackageRefused('version_unknown')
  const parsed = templatePackageSchema.safeParse(json)
  if (!parsed.success)
    throw new PackageRefused('shape_wrong', { fields: parsed.error.issues.map(({ path }) => path.join('.')) })
  const file = parsed.data
  const vocabularies = new Set([...knownVocabularies, ...file.vocabularies.map(({ id }) => id)])
  const { template, faults } = checkTemplate(file.template, { vocabularies, zonesInUse: [], partsInUse: [] })
  if (template === null)
    throw new PackageRefused('faulty', { faults: faults.filter(({ severity }) => severity === 'error') })
  return { file, template }
}

/** The ids of the vocabularies and choice sets that a method refers to. */
function vocabulariesOf({ zones }: Pick<Template, 'zones'>): Set<string> {
  const ids = zones.flatMap(({ options: { cols = [], vocab, label } }) => [
    ...cols.flatMap(({ set }) => (set ? [set] : [])),
    ...(vocab ? [vocab] : []),
    ...(label ? [label] : []),
  ])
  return new Set(ids)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PackageRefused('not_json')
  }
}
