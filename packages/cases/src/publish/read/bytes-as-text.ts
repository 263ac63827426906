const PART = 8192

/** Each byte as the character of its number: for formats whose frame is ASCII around arbitrary bytes. */
export function bytesAsText(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += PART)
    text += String.fromCharCode(...bytes.subarray(at, at + PART))
  return text
}

/** The bytes of such a text. */
export function textAsBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
