import type { Folder, Label } from '../state.ts'

const system = (id: string, type: string): Folder => ({
  id: `48452140000000080${id}`,
  name: type,
  type,
  isSystem: true,
  path: `/${type}`,
  parentId: undefined,
})

const custom = (id: string, name: string, path: string, parentId?: string): Folder => ({
  id: `48452140000000090${id}`,
  name,
  type: 'Inbox',
  isSystem: false,
  path,
  parentId,
})

export const seededFolders = (): Folder[] => [
  system('14', 'Inbox'),
  system('16', 'Drafts'),
  system('18', 'Templates'),
  system('20', 'Snoozed'),
  system('22', 'Sent'),
  system('24', 'Spam'),
  system('26', 'Trash'),
  system('28', 'Outbox'),
  custom('11', 'Clients', '/Clients'),
  custom('13', 'Holm & Sons', '/Clients/Holm & Sons', '4845214000000009011'),
  custom('15', 'Invoices', '/Invoices'),
]

export const seededLabels = (): Label[] => [
  { id: '4845214000000009101', name: 'To pay', color: '#FF0000' },
  { id: '4845214000000009103', name: 'Team', color: '#0066CC' },
]
