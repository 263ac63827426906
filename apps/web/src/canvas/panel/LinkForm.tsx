import {
  type BoardAuthor,
  cellKey,
  findTerm,
  type Lang,
  LINK_META,
  type Method,
  type ZoneDefinition,
} from '@tablee/board'
import { useTranslation } from 'react-i18next'
import { type Editor, type TLArrowShape, useEditor } from 'tldraw'
import { useMeaning } from '../meaning/use-meaning.ts'
import { refusalOf } from '../rules.ts'

/** Key of an arrow's meta: the term that says what kind of link it is. */
const LABEL_META = cellKey('label')

interface LinkFormProps {
  arrow: TLArrowShape
  zones: readonly ZoneDefinition[]
  author: BoardAuthor
}

/** What an arrow between two items says: which list of links it belongs to, and what flows along it. */
export function LinkForm({ arrow, zones, author }: LinkFormProps) {
  const editor = useEditor()
  const { method, lang } = useMeaning()
  const { t } = useTranslation('canvas')
  if (!method) return null
  const chosen =
    zones.find(({ id }) => id === arrow.meta[LINK_META]) ?? (zones.length === 1 ? zones[0] : undefined)
  const terms = method.sets.find(({ id }) => id === chosen?.options.label)?.terms ?? []
  const isForeign = refusalOf(arrow, author) !== null
  const set = (zone: ZoneDefinition, termId: string | null) =>
    setLink(editor, arrow, { zone, termId, method, lang })
  return (
    <div className="board-fields">
      {isForeign && <p className="board-field__help">{t('panel.notYours')}</p>}
      {zones.length > 1 && (
        <fieldset className="board-choices" disabled={isForeign}>
          <legend>{t('panel.linkZone')}</legend>
          {zones.map((zone) => (
            <label key={zone.id}>
              <input
                type="radio"
                name="link-zone"
                checked={zone.id === chosen?.id}
                onChange={() => set(zone, null)}
              />
              {zone.label[lang]}
            </label>
          ))}
        </fieldset>
      )}
      {chosen && terms.length > 0 && (
        <fieldset className="board-choices" disabled={isForeign}>
          <legend>{t('panel.linkLabel')}</legend>
          {terms.map((term) => (
            <label key={term.id}>
              <input
                type="radio"
                name="link-label"
                checked={arrow.meta[LABEL_META] === term.id}
                onChange={() => set(chosen, term.id)}
              />
              {term.label[lang]}
            </label>
          ))}
        </fieldset>
      )}
      {chosen && <p className="board-field__help">{t('panel.linkIn', { zone: chosen.label[lang] })}</p>}
    </div>
  )
}

function setLink(
  editor: Editor,
  arrow: TLArrowShape,
  { zone, termId, method, lang }: { zone: ZoneDefinition; termId: string | null; method: Method; lang: Lang },
): void {
  const term = termId === null ? undefined : findTerm(method, zone.options.label, termId)
  editor.markHistoryStoppingPoint('link')
  editor.run(() => {
    editor.updateShape<TLArrowShape>({
      id: arrow.id,
      type: 'arrow',
      props: { text: term?.label[lang] ?? '' },
    })
    editor.store.update(arrow.id, (record) => {
      const { [LABEL_META]: _former, ...meta } = record.meta
      return {
        ...record,
        meta: { ...meta, [LINK_META]: zone.id, ...(term ? { [LABEL_META]: term.id } : {}) },
      }
    })
  })
}
