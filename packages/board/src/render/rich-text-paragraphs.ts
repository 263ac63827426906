import * as z from 'zod'
import type { TextRun } from './wrap-text.ts'

const nodeSchema = z.object({
  type: z.string(),
  text: z.string().optional(),
  marks: z.array(z.object({ type: z.string() })).optional(),
  get content() {
    return z.array(nodeSchema).optional()
  },
})

type RichTextNode = z.infer<typeof nodeSchema>

/** The paragraphs of a rich text, list items marked with a bullet or their number; none when it is not one. */
export function richTextParagraphs(richText: unknown): TextRun[][] {
  const parsed = nodeSchema.safeParse(richText)
  return parsed.success ? blockParagraphs(parsed.data, '') : []
}

function blockParagraphs(node: RichTextNode, marker: string): TextRun[][] {
  const children = node.content ?? []
  switch (node.type) {
    case 'paragraph':
    case 'heading':
    case 'codeBlock':
      return inlineParagraphs(children, marker, node.type === 'heading')
    case 'bulletList':
      return children.flatMap((item) => listItem(item, '•\u00a0'))
    case 'orderedList':
      return children.flatMap((item, i) => listItem(item, `${i + 1}.\u00a0`))
    default:
      return children.flatMap((child) => blockParagraphs(child, ''))
  }
}

function listItem(item: RichTextNode, marker: string): TextRun[][] {
  return (item.content ?? []).flatMap((child, i) => blockParagraphs(child, i === 0 ? marker : ''))
}

function inlineParagraphs(children: readonly RichTextNode[], marker: string, bold: boolean): TextRun[][] {
  let current: TextRun[] = marker ? [{ text: marker, bold }] : []
  const paragraphs = [current]
  for (const child of children) {
    if (child.type === 'hardBreak') {
      current = []
      paragraphs.push(current)
    } else if (child.type === 'text' && child.text) {
      const isBold = bold || (child.marks?.some((mark) => mark.type === 'bold') ?? false)
      for (const [i, text] of child.text.split('\n').entries()) {
        if (i > 0) {
          current = []
          paragraphs.push(current)
        }
        if (text) current.push({ text, bold: isBold })
      }
    }
  }
  return paragraphs
}
