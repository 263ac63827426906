import { setItemText, settleItem } from '@tablee/board/edit'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { FieldState } from './FieldState.tsx'
import { useLive } from './live-context.ts'
import { tellWriting } from './people.ts'
import { shareText, textOf } from './shared-text.ts'

/** The longest text of one note, in UTF-16 units: 64 KB of a record hold it with its marks. */
const TEXT_MAX = 12_000

interface SharedTextProps {
  /** The record whose text it is; null before there is one. */
  id: string | null
  label: string
  placeholder?: string
  readOnly?: boolean
  describedBy?: string | undefined
  /** Makes the record when the first letter is typed. @returns its id */
  onFirst?(text: string): string | null
  onKeyDown?(event: KeyboardEvent<HTMLTextAreaElement>): void
  ref?: Ref<HTMLTextAreaElement>
}

/** A field for a text that several people write together; it grows with it. */
export function SharedText(props: SharedTextProps): ReactNode {
  const { id, label, placeholder, readOnly = false, describedBy, onFirst, onKeyDown, ref } = props
  const { live } = useLive()
  const field = useRef<HTMLTextAreaElement>(null)
  const [isWritten, setWritten] = useState(false)
  useImperativeHandle(ref, () => field.current as HTMLTextAreaElement, []) // mounted before anybody asks
  const fragment = id === null ? null : textOf(live.doc, id)

  useEffect(() => {
    const element = field.current
    if (!element || !fragment || id === null) return
    const stop = shareText({
      field: element,
      fragment,
      save: (text, base) => setItemText(live.writer, id, text, { base }),
    })
    growToText(element)
    return stop
  }, [fragment, id, live])

  useEffect(() => {
    const element = field.current
    if (!element) return
    const refit = () => growToText(element)
    element.addEventListener('textshown', refit)
    return () => element.removeEventListener('textshown', refit)
  }, [])

  return (
    <div className="light-field">
      <textarea
        ref={field}
        className="light-text"
        aria-label={label}
        aria-describedby={describedBy}
        placeholder={placeholder}
        readOnly={readOnly}
        rows={1}
        maxLength={TEXT_MAX}
        onInput={({ currentTarget }) => {
          setWritten(true)
          if (id === null && currentTarget.value !== '') onFirst?.(currentTarget.value)
          growToText(currentTarget)
        }}
        onKeyDown={onKeyDown}
        onFocus={() => !readOnly && tellWriting(live.client.awareness, id)}
        onBlur={() => {
          tellWriting(live.client.awareness, null)
          if (id !== null && !readOnly) settleItem(live.writer, id)
        }}
      />
      <FieldState isWritten={isWritten} />
    </div>
  )
}

const growsByItself = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')

/** Makes a field as high as its text, where the browser does not by itself. */
export function growToText(field: HTMLTextAreaElement): void {
  if (growsByItself) return
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}
