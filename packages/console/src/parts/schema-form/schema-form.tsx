import { ControlProvider } from './control-context.ts'
import { FieldControl } from './field-control.tsx'
import type { FormProps } from './form-props.ts'
import { ObjectControl } from './object-control.tsx'

/** The form of what a schema describes. */
export function SchemaForm({ field, pointer = '', ...rest }: FormProps) {
  return (
    <ControlProvider value={FieldControl}>
      {field.kind === 'object' ? (
        <ObjectControl field={field} pointer={pointer} {...rest} />
      ) : (
        <FieldControl field={field} pointer={pointer} {...rest} name="Input" isRequired />
      )}
    </ControlProvider>
  )
}
