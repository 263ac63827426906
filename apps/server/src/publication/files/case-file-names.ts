/** Most pictures of one case: each has a name of its own. */
const IMAGE_FILES = {
  'image-1.png': { path: '/image-1.png', type: 'image/png' },
  'image-2.png': { path: '/image-2.png', type: 'image/png' },
  'image-3.png': { path: '/image-3.png', type: 'image/png' },
  'image-4.png': { path: '/image-4.png', type: 'image/png' },
  'image-5.png': { path: '/image-5.png', type: 'image/png' },
  'image-6.png': { path: '/image-6.png', type: 'image/png' },
} as const

/** The names of pictures, in the order in which a case shows them: what they were called before says nothing here. */
export const IMAGE_FILE_NAMES = Object.keys(IMAGE_FILES) as (keyof typeof IMAGE_FILES)[] // Object.keys loses literal keys

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
  ...IMAGE_FILES,
  'report.json': { path: '/verification.json', type: 'application/json; charset=utf-8' },
} as const

/** One of them. */
export type CaseFileName = keyof typeof CASE_FILES

/** All of them. */
export const CASE_FILE_NAMES = Object.keys(CASE_FILES) as CaseFileName[] // Object.keys loses literal keys

/** Whether a case has such a file: most have no picture beside the one that is drawn of them. */
export function hasFile(
  { images = [] }: { readonly images?: readonly unknown[] | undefined },
  name: CaseFileName,
): boolean {
  // any name may be looked for among those of pictures
  const at = (IMAGE_FILE_NAMES as readonly CaseFileName[]).indexOf(name)
  return at < images.length
}

/** The folder of a published document's files: never one that another attempt may write to. */
export function caseFolder(documentId: string): string {
  return `cases/${documentId}`
}

/** Where one of them is kept. */
export function caseFileKey(documentId: string, name: CaseFileName): string {
  return `${caseFolder(documentId)}/${name}`
}
