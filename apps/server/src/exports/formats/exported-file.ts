/** One file of an export. */
export interface ExportedFile {
  /** With its ending, without folders. */
  name: string
  bytes: Uint8Array
}
