/** A method that a coach writes. Its draft may hold anything; what boards are made from are its versions. */
interface OwnTemplateTable {
  id: string
  programme_id: string
  /** Null when the account was removed: then it can be read and copied, and nobody changes it. */
  owner_id: string | null
  /** JSON `{ templateId, version, title }` of what it was copied from; null for one from nothing or from a file. */
  origin: string | null
  /** The version that the first one of its own follows. */
  base_version: string
  licence: string
  credits: string
  /** JSON of the method as it is being written. */
  draft: string
  /** Goes up with every save. */
  revision: number
  saved_at: string
  /** The revision that the newest version was made of; null before the first. */
  published_revision: number | null
  /** 1 when it is no longer offered. */
  archived: number
  created_at: string
}

/** One version of a method: never changed, never deleted, since boards are pinned to it. */
interface TemplateVersionTable {
  template_id: string
  /** Such as 1.2.0. */
  version: string
  /** 1 for the first. */
  position: number
  /** JSON of the method. */
  content: string
  licence: string
  credits: string
  /** What its author says about it. */
  note: string
  published_at: string
  published_by: string | null
}

/** Tables of this feature. */
export interface TemplateTables {
  own_template: OwnTemplateTable
  template_version: TemplateVersionTable
}
