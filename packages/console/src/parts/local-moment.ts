const two = (value: number): string => String(value).padStart(2, '0')

/** A moment as a field of the kind `datetime-local` wants it, by the local clock, to the minute. */
export function toLocalInput(value: number): string {
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) return ''
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Milliseconds since 1970; NaN for what is no moment. */
export const fromLocalInput = (text: string): number => new Date(text).getTime()
