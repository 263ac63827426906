/** What is looked at in the files of a public case, in the order of the report. */
export const CHECKS = {
  readable: 'every file was read to its end, and says every sentence that was published',
  identifiers: 'no name, number or address that identifies somebody',
  removed: 'nothing that was taken out, or must not be there',
  ids: 'no id of boards, snapshots, notes or people',
  dates: 'no date finer than the year',
  metadata: 'no author, program or history of the file',
  origins: 'nothing is fetched from elsewhere',
} as const

/** One of them. */
export type CheckId = keyof typeof CHECKS

/** What came of a check: where something is wrong, and why; never what. Nothing when all is well. */
export interface Check {
  readonly id: CheckId
  readonly problems: readonly { readonly place: string; readonly why: string }[]
}
