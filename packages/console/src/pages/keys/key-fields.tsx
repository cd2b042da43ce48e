import { MultiSelect, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FieldError } from '../../api/api-problem.ts'
import { connectorsQuery, effects } from '../../api/connectors.ts'
import { roles } from '../../api/keys.ts'
import { toolsetsQuery } from '../../api/toolsets.ts'
import { useMay } from '../../session/session-context.ts'
import type { KeyDraft } from './key-draft.ts'

interface KeyFieldsProps {
  readonly draft: KeyDraft
  readonly onChange: (draft: KeyDraft) => void
  /** What the server finds wrong. */
  readonly errors: readonly FieldError[]
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
export function KeyFields({ draft, onChange, errors }: KeyFieldsProps) {
  const { data: connectors = [] } = useQuery({ ...connectorsQuery, enabled: useMay('connectors.read') })
  const { data: toolsets = [] } = useQuery({ ...toolsetsQuery, enabled: useMay('toolsets.read') })
  const change = (part: Partial<KeyDraft>) => onChange({ ...draft, ...part })
  const errorOf = (place: string) => {
    const message = errors.find(({ path }) => `${path}/`.startsWith(`${place}/`))?.message
    return message === undefined ? {} : { error: message }
  }
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
        {...errorOf('/name')}
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
        {...errorOf('/expiresAt')}
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
        {...errorOf('/restrictions/connectors')}
      />
      <TagsInput
        label="Operations"
        description="As connector/operation, such as gsc/sites.list; Enter adds one."
        placeholder={draft.operations.length === 0 ? 'All' : ''}
        value={[...draft.operations]}
        onChange={(written) => change({ operations: written })}
        acceptValueOnBlur
        clearable
        {...errorOf('/restrictions/operations')}
      />
      <TagsInput
        label="Addresses"
        description="Where it may be used from: addresses and networks, such as 10.0.0.0/8."
        placeholder={draft.addresses.length === 0 ? 'Anywhere' : ''}
        value={[...draft.addresses]}
        onChange={(written) => change({ addresses: written })}
        acceptValueOnBlur
        clearable
        {...errorOf('/addresses')}
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
        {...errorOf('/toolsets')}
      />
      <Switch
        label="For tests: reaches nothing but emulators"
        checked={draft.isTest}
        onChange={(event) => change({ isTest: event.currentTarget.checked })}
      />
    </Stack>
  )
}
