import { Button, CloseButton, Fieldset, Flex, Stack, Text } from '@mantine/core'
import { useFieldControl } from './control-context.ts'
import type { Field } from './field.ts'
import type { FieldControlProps } from './form-props.ts'
import { errorAt, pointerTo } from './form-value.ts'

interface ListControlProps extends FieldControlProps {
  readonly field: Field & { readonly kind: 'list' }
  readonly label: string
}

/** A list, item by item. */
export function ListControl({
  field,
  label,
  isRequired,
  value,
  onChange,
  errors,
  pointer,
  onValid,
}: ListControlProps) {
  const FieldControl = useFieldControl()
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const error = errorAt(errors, pointer)
  const drop = (index: number): void => {
    const left = items.filter((_, at) => at !== index)
    onChange(left.length === 0 && !isRequired ? undefined : left)
  }
  return (
    <Fieldset legend={isRequired ? `${label} *` : label} p="sm">
      <Stack gap="xs">
        {field.description !== undefined && (
          <Text size="xs" c="dimmed">
            {field.description}
          </Text>
        )}
        {items.map((item, index) => (
          // Items have no other name than their place.
          <Flex key={index} gap="xs" align="flex-end">
            <Stack flex={1} miw={0}>
              <FieldControl
                name={`${label} ${index + 1}`}
                isRequired
                field={field.item}
                value={item ?? undefined}
                onChange={(next) =>
                  onChange(items.map((old, at) => (at === index ? (next ?? startOf(field.item)) : old)))
                }
                errors={errors}
                pointer={pointerTo(pointer, index)}
                {...(onValid === undefined ? {} : { onValid })}
              />
            </Stack>
            <CloseButton aria-label={`Remove ${label} ${index + 1}`} onClick={() => drop(index)} />
          </Flex>
        ))}
        {error !== undefined && (
          <Text size="xs" c="red" role="alert">
            {error}
          </Text>
        )}
        <div>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onChange([...items, startOf(field.item)])}
          >
            Add to {label}
          </Button>
        </div>
      </Stack>
    </Fieldset>
  )
}

function startOf(field: Field): unknown {
  if (field.default !== undefined) return field.default
  if (field.kind === 'object') return {}
  if (field.kind === 'list') return []
  if (field.kind === 'choice') return field.choices[0]
  return field.kind === 'text' ? '' : null
}
