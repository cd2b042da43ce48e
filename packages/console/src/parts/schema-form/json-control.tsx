import { JsonInput } from '@mantine/core'
import { useState } from 'react'

interface JsonControlProps {
  readonly label: string
  readonly description?: string
  readonly error?: string
  readonly required?: boolean
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** Told whether the text is JSON: what is sent otherwise is not what is seen. */
  readonly onValid?: (isValid: boolean) => void
}

/** JSON as text. What is no JSON yet stays in the text, and goes nowhere. */
export function JsonControl({ value, onChange, onValid, error, ...rest }: JsonControlProps) {
  const [draft, setDraft] = useState<string>()
  const [isWrong, setIsWrong] = useState(false)
  const shown = draft ?? (value === undefined ? '' : JSON.stringify(value, null, 2))
  const change = (text: string): void => {
    setDraft(text)
    try {
      onChange(text.trim() === '' ? undefined : (JSON.parse(text) as unknown))
      setIsWrong(false)
      onValid?.(true)
    } catch {
      setIsWrong(true)
      onValid?.(false)
    }
  }
  return (
    <JsonInput
      {...rest}
      autosize
      minRows={3}
      maxRows={24}
      spellCheck={false}
      value={shown}
      onChange={change}
      error={isWrong ? 'This is no valid JSON.' : error}
      onBlur={() => !isWrong && setDraft(undefined)}
    />
  )
}
