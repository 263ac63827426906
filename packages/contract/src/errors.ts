/**
 * Every error that the API answers with: its HTTP status. Codes are public and never reused; the sentence that
 * a person reads is in the locale files under `errors.<code>`.
 */
export const ERRORS = {
  /** The request's JSON, query or parameters do not fit the schema; `fields` names each. */
  request_invalid: 400,
  /** The body is not JSON at all. */
  json_malformed: 400,
  /** Nobody is signed in. */
  not_signed_in: 401,
  /** Address or password is wrong; the same answer for both. */
  credentials_wrong: 401,
  /** The right is missing on something that the person may see. What she may not see is `not_found`. */
  forbidden: 403,
  /** The request comes from another site. */
  origin_refused: 403,
  /** It does not exist, or this person may not know that it does. */
  not_found: 404,
  /** The set-up link was used, has expired or is wrong. */
  setup_code_wrong: 403,
  setup_done: 409,
  email_taken: 409,
  /** The invitation does not exist, was revoked, has expired or is used up; one answer per case that the joiner can act on. */
  invitation_unknown: 404,
  invitation_revoked: 410,
  invitation_expired: 410,
  invitation_used_up: 410,
  /** The password of the invitation is missing or wrong. */
  invitation_password_wrong: 403,
  role_scope_mismatch: 400,
  /** A person cannot invite to, or remove, a role wider than what she may grant. */
  role_not_grantable: 403,
  last_admin: 409,
  /** She is something in places that whoever asks does not look after: an administrator may. */
  person_elsewhere: 403,
  /** Longer than the programme, or the instance, allows; `details.max` says how many months. */
  retention_too_long: 409,
  /** The raw boards are gone: nothing can be decided about them any more. */
  retention_over: 409,
  name_taken: 409,
  demo_not_empty: 409,
  template_unknown: 400,
  /** An item that was to be taken is not on its board any more. */
  reference_source_gone: 409,
  /** The zone holds arrows or one text, or is not on the board. */
  reference_zone_unfit: 409,
  /** `details`: `max`, how many are `present`, how many `items` were to come. */
  reference_zone_full: 409,
  reference_board_full: 409,
  /** Something is wrong with the method; `details.faults` names each as `code place`. */
  template_faulty: 409,
  /** Nothing differs from the last version. */
  template_unchanged: 409,
  /** The draft was saved elsewhere meanwhile; `details` says at which revision and when. */
  template_draft_conflict: 409,
  /** The file is not a method's package, or not one that can be used; `details.trouble` says why. */
  template_package_refused: 400,
  /** People have written on the board, and the new version differs in more than words. */
  board_started: 409,
  vocabulary_unknown: 400,
  board_archived: 409,
  /** The zone is not on the board, or asks for nothing that people vote on. */
  ballot_zone_unknown: 400,
  /** A ballot is open on that zone already. */
  ballot_open: 409,
  ballot_closed: 409,
  /** Somebody has placed dots already: what each has stays as it is. */
  ballot_begun: 409,
  /** More dots than a person has; `details` says how many. */
  ballot_over_budget: 409,
  /** More dots on one item than are allowed. */
  ballot_over_item: 409,
  /** Each organisation has one ballot, and this person is in none of them. */
  ballot_of_organisations: 403,
  /** The method asks each person of this zone, not her organisation. */
  ballot_per_person: 409,
  /** Somebody else of the organisation changed its ballot meanwhile. */
  ballot_overtaken: 409,
  /** Scores are given by each person herself. */
  ballot_no_proxy: 409,
  /** As many ballots were given for people without a device as one vote takes. */
  ballot_proxies_full: 409,
  /** An answer or a score that the ballot does not offer. */
  ballot_value_unknown: 400,
  /** The step is not in the script any more, or there is none further. */
  script_step_gone: 409,
  /** The step that is running cannot be removed. */
  script_step_running: 409,
  /** The script has as many steps as it may have. */
  script_full: 409,
  /** There is no step to begin with. */
  script_empty: 409,
  /** A step names a zone that the board does not have. */
  script_zone_unknown: 400,
  /** The cohort has a rehearsal that runs, or the server has enough of them. */
  rehearsal_running: 409,
  /** So much stands on the board that only `max` simulated people have room in memory. */
  rehearsal_too_large: 409,
  /** The step that is running does not let participants do that, or not there. */
  step_closed: 409,
  /** The door of the board is locked: she waits until whoever leads lets her in. */
  door_locked: 403,
  /** Whoever leads did not let her in. */
  door_refused: 403,
  /** Whoever leads has sent her out. */
  door_removed: 403,
  /** What a comment was to be on, or to answer, is not there any more. */
  comment_target_gone: 409,
  /** `details`: `max`. */
  comments_full: 409,
  /** The session is not closed, or the closing has not kept every board yet. */
  pack_not_ready: 409,
  /** The workshop is over; `POST …/here` and placements are refused. */
  workshop_closed: 409,
  /** Something is still hidden or voted on on a board of it: its pack would lack that. */
  workshop_unfinished: 409,
  /** Two organisations that are kept apart would meet; says neither which nor why. */
  workshop_placement_excluded: 409,
  /** Somebody is of an organisation, or says so, and who does not plan the session puts her at another table. */
  workshop_guest_elsewhere: 409,
  /** No placement respects all exclusions; `details.organisationIds` names the pair that makes it impossible. */
  workshop_groups_impossible: 409,
  /** The board is no group of this workshop. */
  workshop_group_unknown: 400,
  /** A curtain hangs before the zone: what is written there is private until it is lifted. */
  zone_curtained: 409,
  /** A note that was taken away does not fit in its zone any more; the others are back. */
  restored_zone_full: 409,
  /** The zone takes no notes of participants, or is not on the board. */
  curtain_zone_unfit: 409,
  /** Another curtain hangs there: whether it is anonymous does not change under those who write. */
  curtain_other_kind: 409,
  /** The curtain was lifted before the note came. */
  curtain_lifted: 409,
  /** Whoever leads reads the notes before they are revealed: nothing is added meanwhile. */
  curtain_reading: 409,
  /** Only anonymous notes are read before they are revealed. */
  curtain_named: 409,
  /** The zone is not on the board any more: its notes stay hidden until it is. */
  curtain_zone_gone: 409,
  /** The note was changed on another device; the answer holds what is stored. */
  private_note_conflict: 409,
  /** Whoever leads has taken the note out. */
  private_note_removed: 409,
  /** The zone takes no more; `details` has its `max`. */
  private_zone_full: 409,
  /** As many notes as one person may write there, or as one curtain hides; `details` has the `max`. */
  private_notes_too_many: 409,
  /** A cell does not fit its column, or there is no such column. */
  private_cell_unfit: 400,
  /** The board holds more than this format can carry, or the boards together more than one download. */
  export_too_large: 413,
  /** The file is no drawing of tldraw, or of a version that this server does not know. */
  import_unreadable: 400,
  /** The board has no room for so many shapes; nothing was imported. */
  import_board_full: 409,
  /** The zone does not take so many notes; `details` has its `max`, how many are `present`, and the `rows`. */
  import_zone_full: 409,
  /** The board has no such zone, it takes no notes, or it lacks a column that the rows should fill. */
  import_zone_unfit: 409,
  case_findings_undecided: 409,
  case_statements_undecided: 409,
  case_residue_found: 409,
  /** A text of the library names somebody or says how to reach her; `details.kinds`, never the words. */
  synthesis_identifies: 409,
  /** Names that are looked for in the text were sealed with another key: nobody can say that they are not in it. */
  roster_unreadable: 409,
  /** A file of the case holds what its reader does not understand; `details.artefacts` names it. */
  case_artefact_unreadable: 409,
  case_sections_missing: 409,
  /** A picture enters without a word of what it shows, or was drawn of other words than those that are read; `details.imageIds`. */
  case_images_open: 409,
  /** The file is no picture that can be read: PNG or JPEG, and not larger than a camera's. */
  case_image_unreadable: 400,
  /** The case has as many pictures as it can have; `details.max`. */
  case_images_full: 409,
  /** Not every organisation of the case has agreed to exactly this text; `details.organisationIds` for the team. */
  case_consent_missing: 409,
  /** Nobody said how many organisations fit the case as it is described now. */
  case_population_unanswered: 409,
  /** Too few organisations fit the facets that are shown. */
  case_facets_identify: 409,
  /** Something leads to another organisation or case and was not answered. */
  case_links_open: 409,
  /** A text, a picture or a facet tells about what the organisation asked not to be told; `statementIds`, `imageIds`, `facets`. */
  case_reservation_open: 409,
  /** An organisation has not agreed that the case, as it reads now, is counted without being told; `organisationIds`. */
  case_count_unagreed: 409,
  /** Somebody's words are repeated and she was not asked; `statementIds`. */
  case_quote_unagreed: 409,
  /** Nobody who has not touched the draft has read it as it stands now. */
  case_second_reader_missing: 409,
  /** Whoever changed a draft is not its second reader. */
  case_second_reader_same: 403,
  /** An organisation was not asked yet, or has not answered: silence is no. */
  consent_missing: 409,
  /** An organisation has said no, or has taken its agreement back. */
  consent_refused: 409,
  /** The agreement does not reach so far: a name that was to be hidden, or more readers than were agreed to. */
  consent_level_exceeded: 409,
  /** The text is not the one that was read. */
  consent_text_changed: 409,
  /** Somebody else has answered for this organisation meanwhile. */
  consent_answered_meanwhile: 409,
  /** Who asks organisations for their agreement does not give it in their place. */
  consent_asker_answers: 403,
  consent_link_unknown: 404,
  consent_link_expired: 410,
  consent_link_revoked: 410,
  case_published: 409,
  case_withdrawn: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  /** Too many tries; `retryAfterSeconds` says when to come back. */
  rate_limited: 429,
  /** Something broke on the server; nothing was saved by this request. */
  internal: 500,
  /** The storage refuses writes (full disk, database down). */
  storage_unavailable: 503,
  /** The server is busy or stopping. */
  unavailable: 503,
} as const satisfies Record<string, number>

/** A stable error code. */
export type ErrorCode = keyof typeof ERRORS

/** One field that the schema refused: a dotted path and a machine code (zod's issue code). */
export interface FieldProblem {
  readonly path: string
  readonly problem: string
}

/** The body of every error answer. */
export interface ErrorBody {
  readonly error: {
    readonly code: ErrorCode
    /** A sentence in the language of the request. */
    readonly message: string
    readonly fields?: readonly FieldProblem[]
    readonly retryAfterSeconds?: number
    /** Ids and counts only. */
    readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  }
}
