import { type KeyboardEvent, useState } from 'react'
import { useSelectedOnEntry } from '../../ui/use-selected-on-entry.ts'
import { type CellOption, matchingOptions } from './cell-options.ts'
import type { Draft } from './use-draft.ts'

interface OptionFieldProps {
  id: string
  draft: Draft
  options: readonly CellOption[]
  placeholder: string
  'aria-describedby'?: string
  /** Writes an option that was picked. */
  write(option: CellOption): void
}

/** A field with a list of proposals (the combobox of WAI-ARIA): arrows and Enter pick one, anything else is kept as typed. */
export function OptionField({ id, draft, options, placeholder, write, ...described }: OptionFieldProps) {
  const entry = useSelectedOnEntry()
  const [isOpen, setOpen] = useState(false)
  const [isTyping, setTyping] = useState(false)
  const [active, setActive] = useState(-1)
  const shown = isTyping ? matchingOptions(options, draft.value) : [...options]
  const listId = `${id}-list`
  const close = () => {
    setOpen(false)
    setTyping(false)
    setActive(-1)
  }
  const pick = (option: CellOption) => {
    draft.drop()
    write(option)
    close()
  }
  return (
    <div className="board-options">
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={isOpen && shown.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(active >= 0 ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
        {...described}
        placeholder={placeholder}
        value={draft.value}
        onChange={(event) => {
          draft.type(event.currentTarget.value)
          setTyping(true)
          setOpen(true)
          setActive(-1)
        }}
        onFocus={entry.enter}
        onClick={() => setOpen(true)}
        onBlur={(event) => {
          entry.leave(event)
          draft.commit()
          close()
        }}
        onKeyDown={onKeyDown}
      />
      {isOpen && shown.length > 0 && (
        <div className="board-options__list" id={listId} role="listbox" aria-labelledby={id}>
          {shown.map((option, at) => (
            <div
              key={option.value}
              id={`${listId}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              ref={(element) => {
                if (at === active) element?.scrollIntoView({ block: 'nearest' })
              }}
              // before the field loses its focus, which would write what is half typed
              onPointerDown={(event) => {
                event.preventDefault()
                pick(option)
              }}
            >
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </div>
          ))}
        </div>
      )}
    </div>
  )

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const option = shown[active]
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault()
        const step = event.key === 'ArrowDown' ? 1 : -1
        setActive(isOpen ? (active + step + shown.length) % Math.max(1, shown.length) : active)
        setOpen(true)
        return
      }
      case 'Enter':
        event.preventDefault()
        if (isOpen && option) pick(option)
        else {
          draft.commit()
          close()
        }
        return
      case 'Escape':
        if (!isOpen) return
        event.preventDefault()
        draft.drop()
        close()
        return
      default:
    }
  }
}
