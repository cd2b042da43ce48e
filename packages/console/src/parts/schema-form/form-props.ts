import type { FieldError } from '../../api/api-problem.ts'
import type { Field } from './field.ts'

export interface FormProps {
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly errors: readonly FieldError[]
  /** JSON Pointer of the value, by which errors find their field. */
  readonly pointer?: string
  readonly onValid?: (pointer: string, isValid: boolean) => void
}

export interface FieldControlProps extends FormProps {
  readonly name: string
  readonly isRequired: boolean
  readonly pointer: string
}
