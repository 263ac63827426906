import { type FileChild, HeadingLevel, PageBreak, Paragraph } from 'docx'
import { docxFile } from '../../exports/formats/docx/docx-file.ts'
import { docxSection } from '../../exports/formats/docx/docx-section.ts'
import { docxAbout } from '../../exports/formats/write-docx.ts'
import type { Minutes } from '../minutes.ts'
import { packWords } from '../words.ts'

/** The minutes of a session as a Word document: the whole first, then each board on pages of its own. */
export function writeMinutesDocx({ lang, title, about, chapters }: Minutes): Promise<Uint8Array> {
  let instance = 0
  const body: FileChild[] = [
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    ...docxAbout(about, lang),
    ...chapters.flatMap((chapter, at): FileChild[] => [
      ...(at === 0
        ? []
        : [
            new Paragraph({ children: [new PageBreak()] }),
            new Paragraph({ text: chapter.title, heading: HeadingLevel.HEADING_1 }),
          ]),
      ...chapter.sections.flatMap((section) => {
        instance += 1
        return docxSection(section, { instance, lang, level: at === 0 ? 1 : 2 })
      }),
    ]),
  ]
  return docxFile({ lang, title, description: packWords(lang).minutes, body })
}
