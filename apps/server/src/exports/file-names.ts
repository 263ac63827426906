/** Longest name of a file without its ending, in characters: zips and disks cut longer ones. */
const STEM_MAX = 80
/** What Windows, zips or headers do not take in a name: separators, wildcards, controls, direction marks. */
const UNFIT = /[\\/:*?"<>|;%\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
/** Names that Windows keeps for devices. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** A title as the name of a file, accents kept. */
export function fileStem(title: string): string {
  const stem = [...title.normalize('NFC').replace(UNFIT, ' ').replace(/\s+/g, ' ').trim()]
    .slice(0, STEM_MAX)
    .join('')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return stem === '' || DEVICES.test(stem) ? 'tablee' : stem
}

/** Names in one folder: a second one of the same name gets a number. */
export function distinctNames(): (stem: string) => string {
  const used = new Set<string>()
  return (stem) => {
    let name = stem
    for (let n = 2; used.has(name.toLowerCase()); n++) name = `${stem} (${n})`
    used.add(name.toLowerCase())
    return name
  }
}

/** The header that offers a file under its name: plain letters for old clients, the true name beside (RFC 6266). */
export function attachmentHeader(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9 ._()-]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
