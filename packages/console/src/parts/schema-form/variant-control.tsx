import { Fieldset, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useFieldControl } from './control-context.ts'
import type { Field } from './field.ts'
import type { FieldControlProps } from './form-props.ts'
import { variantOf } from './variant-of.ts'

interface VariantControlProps extends FieldControlProps {
  readonly field: Field & { readonly kind: 'variants' }
  readonly label: string
}

/** A value that has one of several shapes: which one, and then the value. */
export function VariantControl({ field, label, value, onChange, ...rest }: VariantControlProps) {
  const FieldControl = useFieldControl()
  const [chosen, setChosen] = useState<number>()
  const index = chosen ?? variantOf(field, value)
  const variant = field.variants[index]
  return (
    <Fieldset legend={rest.isRequired ? `${label} *` : label} p="sm">
      <Stack gap="sm">
        <Select
          label={`Kind of ${label}`}
          {...(field.description === undefined ? {} : { description: field.description })}
          data={field.variants.map((one, at) => ({ value: String(at), label: `${at + 1}. ${one.label}` }))}
          allowDeselect={false}
          value={String(index)}
          onChange={(next) => {
            setChosen(Number(next))
            onChange(undefined)
          }}
        />
        {variant !== undefined && (
          <FieldControl
            key={index}
            {...rest}
            name={variant.label}
            field={variant.field}
            value={value}
            onChange={onChange}
          />
        )}
      </Stack>
    </Fieldset>
  )
}
