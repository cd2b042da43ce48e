import { Button, Collapse, Stack } from '@mantine/core'
import { useState } from 'react'
import { useFieldControl } from './control-context.ts'
import type { Field, Member } from './field.ts'
import type { FormProps } from './form-props.ts'
import { asObject, pointerTo, withMember } from './form-value.ts'

interface ObjectControlProps extends FormProps {
  readonly field: Field & { readonly kind: 'object' }
}

/** More optional fields than this are folded away until they are asked for. */
const shownOptional = 6

/** The fields of an object: those that are required first, and the many others folded while nothing is in them. */
export function ObjectControl({ field, value, onChange, errors, pointer = '', onValid }: ObjectControlProps) {
  const FieldControl = useFieldControl()
  const object = asObject(value)
  const isGiven = ({ name }: Member): boolean => object[name] !== undefined
  const hasError = ({ name }: Member): boolean =>
    errors.some(({ path }) => `${path}/`.startsWith(`${pointerTo(pointer, name)}/`))
  const optional = field.members.filter(({ isRequired }) => !isRequired)
  const rest = optional.length > shownOptional ? optional : []
  const first = field.members.filter((member) => !rest.includes(member))
  const [isOpen, setIsOpen] = useState(rest.some(isGiven))
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
