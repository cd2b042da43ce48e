import { Fieldset, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import type { Field } from './field.ts'
import type { FieldControlProps } from './form-props.ts'
import { errorAt } from './form-value.ts'
import { JsonControl } from './json-control.tsx'
import { ListControl } from './list-control.tsx'
import { ObjectControl } from './object-control.tsx'
import { VariantControl } from './variant-control.tsx'

/** The control of one value. A field that is emptied is left out, or null where it has to be there and may be null. */
export function FieldControl(props: FieldControlProps) {
  const { name, isRequired, field, value, onChange, errors, pointer, onValid } = props
  const label = field.label ?? name
  const error = errorAt(errors, pointer)
  const common = {
    label,
    required: isRequired,
    ...(field.description === undefined ? {} : { description: field.description }),
    ...(error === undefined ? {} : { error }),
  }
  const nothing = isRequired && field.isNullable ? null : undefined
  const hint =
    field.default === undefined ? {} : { placeholder: `${JSON.stringify(field.default)} by default` }
  switch (field.kind) {
    case 'text': {
      const text = {
        ...common,
        ...hint,
        value: typeof value === 'string' ? value : '',
        onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
          onChange(currentTarget.value === '' ? nothing : currentTarget.value),
      }
      if (field.type === 'password') return <PasswordInput {...text} autoComplete="new-password" />
      return (
        <TextInput
          {...text}
          type={field.type}
          {...(field.pattern === undefined ? {} : { title: `As ${field.pattern}` })}
        />
      )
    }
    case 'number':
      return (
        <NumberInput
          {...common}
          {...hint}
          allowDecimal={!field.isInteger}
          clampBehavior="none"
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : nothing)}
          {...(field.minimum === undefined ? {} : { min: field.minimum })}
          {...(field.maximum === undefined ? {} : { max: field.maximum })}
        />
      )
    case 'boolean':
    case 'choice': {
      const choices = choicesOf(field)
      return (
        <Select
          {...common}
          {...hint}
          data={choices.map(String)}
          searchable={choices.length > 8}
          clearable={!isRequired || field.isNullable}
          value={choices.find((choice) => choice === value)?.toString() ?? null}
          onChange={(next) => onChange(choices.find((choice) => String(choice) === next) ?? nothing)}
        />
      )
    }
    case 'list':
      return <ListControl {...props} field={field} label={label} />
    case 'variants':
      return <VariantControl {...props} field={field} label={label} />
    case 'object':
      return (
        <Fieldset legend={isRequired ? `${label} *` : label} p="sm">
          <ObjectControl {...props} field={field} />
        </Fieldset>
      )
    case 'json':
      return (
        <JsonControl
          {...common}
          value={value}
          onChange={onChange}
          onValid={(isValid) => onValid?.(pointer, isValid)}
        />
      )
  }
}

const choicesOf = (field: Field): ReadonlyArray<string | number | boolean> =>
  field.kind === 'choice' ? field.choices : [true, false]
