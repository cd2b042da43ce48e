import { TextInput } from '@mantine/core'
import { fromLocalInput, toLocalInput } from './local-moment.ts'

interface MomentInputProps {
  readonly label: string
  readonly description?: string
  /** Milliseconds since 1970; NaN while what is written is no moment. */
  readonly value: number
  readonly onChange: (value: number) => void
}

/** A day and a time of it, by the clock of who reads the page: the browser's own field, which phones know well. */
export function MomentInput({ label, description, value, onChange }: MomentInputProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      {...(description === undefined ? {} : { description })}
      value={toLocalInput(value)}
      onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))}
    />
  )
}
