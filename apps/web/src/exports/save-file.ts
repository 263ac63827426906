import type { DownloadedFile } from '../api/request.ts'

/** Long enough for any browser to have begun writing the file, in ms. */
const KEPT_MS = 60_000

/** Hands a file to the browser, which saves it under its name. */
export function saveFile({ name, content }: DownloadedFile): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
