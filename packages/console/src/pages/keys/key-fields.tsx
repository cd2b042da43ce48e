import { MultiSelect, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectorsQuery, effects } from '../../api/connectors.ts'
import { roles } from '../../api/keys.ts'
import { toolsetsQuery } from '../../api/toolsets.ts'
import { useMay } from '../../session/session-context.ts'
import type { KeyDraft } from './key-draft.ts'

interface KeyFieldsProps {
  readonly draft: KeyDraft
  readonly onChange: (draft: KeyDraft) => void
}

const spans = [
  { value: '7', label: 'In a week' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never by itself' },
]

const aboutRoles: Readonly<Record<KeyDraft['role'], string>> = {
  owner: 'All that admins may, and the tenant itself.',
  admin: 'Everything within the tenant: keys, flags, alerts, the audit.',
  developer: 'Calls operations, and manages connections.',
  viewer: 'Reads, and changes nothing.',
  agent: 'Calls operations, and sees what it needs for that.',
}

/** What a key is called, what it may do, and how long. */
export function KeyFields({ draft, onChange }: KeyFieldsProps) {
  const { data: connectors = [] } = useQuery({ ...connectorsQuery, enabled: useMay('connectors.read') })
  const { data: toolsets = [] } = useQuery({ ...toolsetsQuery, enabled: useMay('toolsets.read') })
  const change = (part: Partial<KeyDraft>) => onChange({ ...draft, ...part })
  return (
    <Stack gap="sm">
      <TextInput
        label="Name"
        description="The program that it is for."
        required
        data-autofocus
        maxLength={100}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label="Role"
        description={aboutRoles[draft.role]}
        allowDeselect={false}
        data={roles}
        value={draft.role}
        onChange={(chosen) => change({ role: roles.find((role) => role === chosen) ?? draft.role })}
      />
      <Select
        label="Ends"
        allowDeselect={false}
        data={spans}
        value={draft.days === null ? 'never' : String(draft.days)}
        onChange={(chosen) => change({ days: chosen === 'never' ? null : Number(chosen) })}
      />
      <MultiSelect
        label="Effects"
        description="Calls with one of these effects only."
        placeholder={draft.effects.length === 0 ? 'All' : ''}
        data={effects}
        value={[...draft.effects]}
        onChange={(chosen) => change({ effects: effects.filter((effect) => chosen.includes(effect)) })}
        clearable
      />
      <MultiSelect
        label="Connectors"
        placeholder={draft.connectors.length === 0 ? 'All' : ''}
        data={connectors.filter(({ state }) => state === 'loaded').map(({ id }) => id)}
        value={[...draft.connectors]}
        onChange={(chosen) => change({ connectors: chosen })}
        clearable
      />
      <MultiSelect
        label="Toolsets"
        description="What an agent is offered through MCP."
        placeholder={draft.toolsets.length === 0 ? 'All that it may call' : ''}
        data={toolsets.map(({ name }) => name)}
        value={[...draft.toolsets]}
        onChange={(chosen) => change({ toolsets: chosen })}
        searchable
        clearable
      />
      <Switch
        label="For tests: reaches nothing but emulators"
        checked={draft.isTest}
        onChange={(event) => change({ isTest: event.currentTarget.checked })}
      />
    </Stack>
  )
}
