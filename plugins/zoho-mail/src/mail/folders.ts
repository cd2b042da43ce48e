import { Problem, Type, type Static } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { ask } from '../wire/ask.ts'
import { decoded } from '../wire/html-text.ts'
import { OutputId } from '../wire/id.ts'
import { Loose, textOf, textOrNull } from '../wire/scalars.ts'

export const WireFolder = Type.Object({
  folderId: Loose,
  folderName: Loose,
  folderType: Type.Optional(Loose),
  path: Type.Optional(Loose),
  parentFolderId: Type.Optional(Type.Union([Loose, Type.Null()])),
})

export const FolderRecord = Type.Object({
  id: OutputId(),
  name: Type.String(),
  path: Type.String({ description: 'From the top, such as `/Clients/Acme`.' }),
  system: Type.Union([Type.String(), Type.Null()], {
    description:
      'Which of the system folders it is, such as `inbox` or `sent`; null for folders of the person.',
  }),
  parentId: Type.Union([OutputId(), Type.Null()]),
})

export type FolderRecord = Static<typeof FolderRecord>

/** Custom folders say that they are of the type of the inbox, so the path decides. */
export function folderOf(wire: Static<typeof WireFolder>): FolderRecord {
  const name = decoded(textOf(wire.folderName))
  const path = decoded(textOf(wire.path)) || `/${name}`
  const type = textOf(wire.folderType).toLowerCase()
  const isSystem = type !== '' && (type !== 'inbox' || path.toLowerCase() === '/inbox')
  return {
    id: textOf(wire.folderId),
    name,
    path,
    system: isSystem ? type : null,
    parentId: textOrNull(wire.parentFolderId),
  }
}

const WireFolders = Type.Array(WireFolder)

/** All folders of a mailbox. */
export async function foldersOf(
  { http }: Pick<ZohoContext, 'http'>,
  mailbox: string,
): Promise<FolderRecord[]> {
  const folders = await ask(http, { method: 'GET', path: `${mailbox}/folders`, effect: 'read' }, WireFolders)
  return folders.map(folderOf)
}

/** A folder in an input: by id, by the name of a system folder, or by path. */
export const FolderName = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: 500,
    description: `${description} An id, a system folder (\`inbox\`, \`sent\`, \`drafts\`, \`spam\`, \`trash\`), or a path such as \`/Clients/Acme\`; all but an id take one more request.`,
  })

/** The id of the folder that an input means. `path` is where the field is in the input. */
export async function folderIdOf(
  context: Pick<ZohoContext, 'http'>,
  mailbox: string,
  named: string,
  path: string,
): Promise<string> {
  if (/^\d{1,20}$/.test(named)) return named
  const folder = findFolder(await foldersOf(context, mailbox), named)
  if (folder !== undefined) return folder.id
  throw new Problem('invalid_input', {
    detail: `The mailbox has no folder "${named}".`,
    advice: 'folders.list shows the folders with their ids and paths.',
    errors: [{ path, message: 'is no folder of the mailbox' }],
  })
}

/** By system name or by path, whatever the case; a name without a slash is one at the top. */
export function findFolder(folders: readonly FolderRecord[], named: string): FolderRecord | undefined {
  const wanted = named.toLowerCase()
  const path = wanted.startsWith('/') ? wanted : `/${wanted}`
  return (
    folders.find(({ system }) => system === wanted) ??
    folders.find((folder) => folder.path.toLowerCase() === path)
  )
}
