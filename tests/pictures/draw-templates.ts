import { resolve } from 'node:path'
import { TEMPLATES } from '@tablee/templates'
import { drawTemplates } from './template-pictures.ts'

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
const files = await drawTemplates(
  TEMPLATES.filter(({ id }) => id.includes(only)),
  folder,
)
process.stdout.write(`${files.length} pictures in ${folder}\n`)
