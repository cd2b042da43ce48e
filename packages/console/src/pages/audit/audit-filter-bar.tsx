import { Button, Group, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AuditFilter } from '../../api/audit.ts'
import { MomentInput } from '../../parts/moment-input.tsx'

interface AuditFilterBarProps {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
}

const outcomes = [
  { value: 'ok', label: 'Done' },
  { value: 'failed', label: 'Failed' },
  { value: 'replayed', label: 'Replayed' },
]

const texts = [
  { field: 'actor', label: 'Who', placeholder: 'Id of a principal' },
  { field: 'action', label: 'Action', placeholder: 'key.create or call.gsc/*' },
  { field: 'target', label: 'Done to', placeholder: 'Id' },
] as const

const toMoment = (text: string | undefined): number => (text === undefined ? Number.NaN : Date.parse(text))
const toText = (moment: number): string | undefined =>
  Number.isNaN(moment) ? undefined : new Date(moment).toISOString()

/** Which entries are looked at. Nothing is asked while somebody is still writing. */
export function AuditFilterBar({ filter, onChange }: AuditFilterBarProps) {
  const [draft, setDraft] = useState(filter)
  return (
    <form
      aria-label="Filter"
      onSubmit={(event) => {
        event.preventDefault()
        onChange(draft)
      }}
    >
      <Group gap="sm" align="flex-end">
        {texts.map(({ field, label, placeholder }) => (
          <TextInput
            key={field}
            label={label}
            placeholder={placeholder}
            w={190}
            maxLength={500}
            value={draft[field] ?? ''}
            onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
          />
        ))}
        <Select
          label="Outcome"
          placeholder="All"
          clearable
          w={130}
          data={outcomes}
          value={outcomes.some(({ value }) => value === draft.outcome) ? (draft.outcome ?? null) : null}
          onChange={(outcome) => setDraft({ ...draft, outcome: outcome ?? undefined })}
        />
        <MomentInput
          label="From"
          value={toMoment(draft.from)}
          onChange={(from) => setDraft({ ...draft, from: toText(from) })}
        />
        <MomentInput
          label="To"
          value={toMoment(draft.to)}
          onChange={(to) => setDraft({ ...draft, to: toText(to) })}
        />
        <Button type="submit" variant="default">
          Filter
        </Button>
        <Button
          variant="subtle"
          onClick={() => {
            setDraft({})
            onChange({})
          }}
        >
          Clear
        </Button>
      </Group>
    </form>
  )
}
