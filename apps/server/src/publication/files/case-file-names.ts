/** Files of a public case that are made once, at its publication: where they stand under its address, and what they are. */
export const CASE_FILES = {
  'picture.svg': { path: '.svg', type: 'image/svg+xml; charset=utf-8' },
  'picture.png': { path: '.png', type: 'image/png' },
  'case.pdf': { path: '.pdf', type: 'application/pdf' },
  'case.docx': {
    path: '.docx',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  'card.png': { path: '/carte.png', type: 'image/png' },
  'report.json': { path: '/verification.json', type: 'application/json; charset=utf-8' },
} as const

/** One of them. */
export type CaseFileName = keyof typeof CASE_FILES

/** All of them. */
export const CASE_FILE_NAMES = Object.keys(CASE_FILES) as CaseFileName[] // Object.keys loses literal keys

/** The folder of a published document's files: never one that another attempt may write to. */
export function caseFolder(documentId: string): string {
  return `cases/${documentId}`
}

/** Where one of them is kept. */
export function caseFileKey(documentId: string, name: CaseFileName): string {
  return `${caseFolder(documentId)}/${name}`
}
