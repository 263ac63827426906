import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { LANGUAGES } from '@tablee/board'
import { TEMPLATES, templateMethod, templateRecords } from '@tablee/templates'
import { pngJob } from '../../apps/server/src/background/draw-job.ts'

/**
 * `npm run templates:pictures [folder] [-- --only <part of an id>]`: every method's empty board as a PNG in every
 * language, drawn by the server as it draws snapshots.
 */
const args = process.argv.slice(2)
const onlyAt = args.indexOf('--only')
const only = onlyAt >= 0 ? (args[onlyAt + 1] ?? '') : ''
const folder = resolve(
  args.find((arg, at) => !arg.startsWith('--') && (onlyAt < 0 || at !== onlyAt + 1)) ?? 'template-pictures',
)
const fontFolder = join(folder, '.fonts')
await mkdir(folder, { recursive: true })

let written = 0
for (const template of TEMPLATES) {
  if (!template.id.includes(only)) continue
  const content = JSON.stringify({ records: templateRecords(template) })
  for (const lang of LANGUAGES) {
    const picture = await pngJob({ content, lang, method: templateMethod(template), fontFolder })
    await writeFile(join(folder, `${template.id}.${lang}.png`), picture)
    written += 1
  }
}
process.stdout.write(`${written} pictures in ${folder}\n`)
