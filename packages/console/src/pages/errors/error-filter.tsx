import { Group, SegmentedControl, Select } from '@mantine/core'
import { useRef } from 'react'
import type { ErrorGroup, ErrorGroupFilter } from '../../api/error-groups.ts'
import { errorStates } from './error-filter-search.ts'
import { errorSources, sourceWords } from './error-sources.ts'

interface ErrorFilterProps {
  readonly filter: ErrorGroupFilter
  readonly onChange: (filter: ErrorGroupFilter) => void
  /** Those that are shown: what they are of can be chosen. */
  readonly groups: readonly ErrorGroup[]
}

const states = [
  { value: 'open', label: 'Open' },
  { value: 'muted', label: 'Muted' },
  { value: 'resolved', label: 'Resolved' },
  { value: 'all', label: 'All' },
]

/** Which errors are looked at. */
export function ErrorFilter({ filter, onChange, groups }: ErrorFilterProps) {
  const connectors = useSeen(
    filter.connector,
    groups.flatMap(({ connector }) => (connector === '' ? [] : [connector])),
  )
  const codes = useSeen(
    filter.code,
    groups.map(({ code }) => code),
  )
  return (
    <Group gap="sm" align="flex-end">
      <SegmentedControl
        aria-label="State"
        size="sm"
        data={states}
        value={filter.state ?? 'all'}
        onChange={(value) => onChange({ ...filter, state: errorStates.find((state) => state === value) })}
      />
      <Select
        aria-label="Source"
        placeholder="All sources"
        clearable
        w={190}
        data={errorSources.map((source) => ({ value: source, label: sourceWords[source] }))}
        value={filter.source ?? null}
        onChange={(value) => onChange({ ...filter, source: errorSources.find((source) => source === value) })}
      />
      <Select
        aria-label="Connector"
        placeholder="All connectors"
        clearable
        searchable
        w={190}
        data={connectors}
        value={filter.connector ?? null}
        onChange={(value) => onChange({ ...filter, connector: value ?? undefined })}
      />
      <Select
        aria-label="Code"
        placeholder="All codes"
        clearable
        searchable
        w={220}
        data={codes}
        value={filter.code ?? null}
        onChange={(value) => onChange({ ...filter, code: value ?? undefined })}
      />
    </Group>
  )
}

/** Every value that was there since the page was opened, so that a filter can be changed to another one. */
function useSeen(chosen: string | undefined, values: readonly string[]): string[] {
  const seen = useRef(new Set<string>())
  for (const value of chosen === undefined ? values : [chosen, ...values]) seen.current.add(value)
  return [...seen.current].toSorted()
}
