import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LANGUAGES } from '@tablee/board'
import { type Template, templateMethod, templateRecords } from '@tablee/templates'
import { pngJob } from '../../apps/server/src/background/draw-job.ts'

/** Draws the empty board of each method in every language, as a PNG of its own in a folder. @returns the files' names */
export async function drawTemplates(templates: readonly Template[], folder: string): Promise<string[]> {
  const fontFolder = join(folder, '.fonts')
  await mkdir(folder, { recursive: true })
  const files: string[] = []
  for (const template of templates) {
    const content = JSON.stringify({ records: templateRecords(template) })
    for (const lang of LANGUAGES) {
      const picture = await pngJob({ content, lang, method: templateMethod(template), fontFolder })
      const name = `${template.id}.${lang}.png`
      await writeFile(join(folder, name), picture)
      files.push(name)
    }
  }
  return files
}
