import { Button, Collapse, Fieldset, Stack } from '@mantine/core'
import { useState } from 'react'
import type { FieldError } from '../../api/api-problem.ts'
import { FieldControl } from './field-control.tsx'
import type { Field, Member } from './field.ts'
import { asObject, pointerTo, withMember } from './form-value.ts'

export interface FormProps {
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly errors: readonly FieldError[]
  /** JSON Pointer of the value, by which errors find their field. */
  readonly pointer?: string
  readonly onValid?: (pointer: string, isValid: boolean) => void
}

/** More optional fields than this are folded away until they are asked for. */
const shownOptional = 6

/** The fields of an object: those that are required first, and the many others folded. */
export function SchemaForm({ field, value, onChange, errors, pointer = '', onValid }: FormProps) {
  const [isOpen, setIsOpen] = useState(false)
  if (field.kind !== 'object') {
    const props = { field, value, onChange, errors, pointer, ...(onValid === undefined ? {} : { onValid }) }
    return <FieldControl {...props} name="Input" isRequired />
  }
  const object = asObject(value)
  const optional = field.members.filter(({ isRequired }) => !isRequired)
  const isLong = optional.length > shownOptional
  const isGiven = ({ name }: Member): boolean => object[name] !== undefined
  const hasError = ({ name }: Member): boolean =>
    errors.some(({ path }) => `${path}/`.startsWith(`${pointerTo(pointer, name)}/`))
  const rest = isLong ? optional : []
  const first = field.members.filter((member) => !rest.includes(member))
  const isShown = isOpen || rest.some(hasError)
  const control = ({ name, isRequired, field: member }: Member) => (
    <FieldControl
      key={name}
      name={name}
      isRequired={isRequired}
      field={member}
      value={object[name]}
      onChange={(next) => onChange(withMember(value, name, next))}
      errors={errors}
      pointer={pointerTo(pointer, name)}
      {...(onValid === undefined ? {} : { onValid })}
    />
  )
  const given = rest.filter(isGiven).length
  return (
    <Stack gap="md">
      {first.map(control)}
      {rest.length > 0 && (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={isShown}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isShown
              ? 'Fewer fields'
              : `${rest.length} more fields${given > 0 ? `, ${given} filled in` : ''}`}
          </Button>
          <Collapse expanded={isShown}>
            <Stack gap="md" pt="sm">
              {rest.map(control)}
            </Stack>
          </Collapse>
        </div>
      )}
    </Stack>
  )
}

/** An object within an object. */
export function Group({ legend, ...form }: FormProps & { readonly legend: string }) {
  return (
    <Fieldset legend={legend} p="sm">
      <SchemaForm {...form} />
    </Fieldset>
  )
}
