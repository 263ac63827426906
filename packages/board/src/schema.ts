import {
  createShapePropsMigrationSequence,
  createTLSchema,
  defaultBindingSchemas,
  defaultShapeSchemas,
  type RecordProps,
  richTextValidator,
  type TLBaseShape,
  type TLRichText,
  type TLSchema,
} from '@tldraw/tlschema'
import { T } from '@tldraw/validate'
import { canonicalJson } from './canonical-json.ts'
import type { LocalisedText } from './language.ts'

/** What a zone of a template collects. */
export const ZONE_KINDS = ['sticky', 'list', 'row', 'score', 'text', 'date', 'link', 'vote'] as const

/** What one zone collects. */
export type ZoneKind = (typeof ZONE_KINDS)[number]

/** The four families of methods; a family gives its boards their colour. */
export const FAMILIES = ['needs', 'stakeholders', 'change', 'intervision'] as const

/** One family of methods. */
export type Family = (typeof FAMILIES)[number]

/** The props of a zone, the titled area that notes are laid in; lengths in board units. */
export interface ZoneProps {
  w: number
  h: number
  zoneId: string
  kind: ZoneKind
  family: Family
  title: LocalisedText
  prompt: LocalisedText
}

/** The props of the banner above the zones: the method's name and aim; lengths in board units. */
export interface BannerProps {
  w: number
  h: number
  family: Family
  title: LocalisedText
  purpose: LocalisedText
}

/** The props of a sheet, the one text of a text zone, which everybody writes together; lengths in board units. */
export interface SheetProps {
  w: number
  h: number
  zoneId: string
  richText: TLRichText
}

const localisedText = T.object({ fr: T.string, nl: T.string, en: T.string })

/** Validators of a zone's props, for the schema and the canvas' shape. */
export const zoneShapeProps: RecordProps<TLBaseShape<'zone', ZoneProps>> = {
  w: T.nonZeroNumber,
  h: T.nonZeroNumber,
  zoneId: T.string,
  kind: T.literalEnum(...ZONE_KINDS),
  family: T.literalEnum(...FAMILIES),
  title: localisedText,
  prompt: localisedText,
}

/** Validators of a banner's props, for the schema and the canvas' shape. */
export const bannerShapeProps: RecordProps<TLBaseShape<'banner', BannerProps>> = {
  w: T.nonZeroNumber,
  h: T.nonZeroNumber,
  family: T.literalEnum(...FAMILIES),
  title: localisedText,
  purpose: localisedText,
}

/** Validators of a sheet's props, for the schema and the canvas' shape. */
export const sheetShapeProps: RecordProps<TLBaseShape<'sheet', SheetProps>> = {
  w: T.nonZeroNumber,
  h: T.nonZeroNumber,
  zoneId: T.string,
  richText: richTextValidator,
}

/** How stored zones of older versions are brought up; none yet. */
export const zoneShapeMigrations = createShapePropsMigrationSequence({ sequence: [] })

/** How stored banners of older versions are brought up; none yet. */
export const bannerShapeMigrations = createShapePropsMigrationSequence({ sequence: [] })

/** How stored sheets of older versions are brought up; none yet. */
export const sheetShapeMigrations = createShapePropsMigrationSequence({ sequence: [] })

/** The schema of every board: tldraw's shapes without those that fetch from elsewhere, plus zone, banner and sheet. */
export function createBoardSchema(): TLSchema {
  // Left out: what loads foreign content (embed, bookmark) and video, whose upload the product does not offer.
  const { embed: _embed, bookmark: _bookmark, video: _video, ...shapes } = defaultShapeSchemas
  return createTLSchema({
    shapes: {
      ...shapes,
      zone: { props: zoneShapeProps, migrations: zoneShapeMigrations },
      banner: { props: bannerShapeProps, migrations: bannerShapeMigrations },
      sheet: { props: sheetShapeProps, migrations: sheetShapeMigrations },
    },
    bindings: defaultBindingSchemas,
  })
}

let sharedSchema: TLSchema | undefined

/** The one schema of this process: building it costs about 40 ms. */
export function boardSchema(): TLSchema {
  sharedSchema ??= createBoardSchema()
  return sharedSchema
}

const FNV_OFFSET = 0xcbf29ce484222325n
const FNV_PRIME = 0x100000001b3n
let fingerprint: string | undefined

/** A short stable hash (FNV-1a, 64 bits) of the schema's versions; a client whose value differs must reload. */
export function schemaFingerprint(): string {
  fingerprint ??= fnv1a(canonicalJson(boardSchema().serialize()))
  return fingerprint
}

function fnv1a(text: string): string {
  let hash = FNV_OFFSET
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * FNV_PRIME)
  }
  return hash.toString(16).padStart(16, '0')
}
