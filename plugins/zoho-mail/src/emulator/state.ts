import type { OAuthState } from './oauth.ts'
import type { Profile } from './profile.ts'
import type { Throttle } from './throttle.ts'

export interface Account {
  readonly accountId: string
  readonly zuid: string
  readonly zoid: string
  readonly address: string
  readonly aliases: readonly string[]
  displayName: string
  replyTo: string
  vacation: Readonly<Record<string, unknown>> | undefined
  forward: { address: string; isVerified: boolean; isOn: boolean; deletesCopy: boolean } | undefined
}

export interface Folder {
  readonly id: string
  name: string
  /** Of system folders; custom ones say `Inbox`. */
  readonly type: string
  readonly isSystem: boolean
  path: string
  parentId: string | undefined
}

export interface Label {
  readonly id: string
  name: string
  color: string
}

export interface Attachment {
  readonly id: string
  readonly name: string
  readonly bytes: Uint8Array
  /** Of an inline image. */
  readonly contentId?: string
}

export interface Message {
  readonly id: string
  threadId: string | undefined
  folderId: string
  readonly mailId: string
  readonly from: string
  readonly fromName: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  readonly content: string
  readonly receivedTime: number
  isRead: boolean
  flag: string
  readonly priority: string
  labelIds: string[]
  isArchived: boolean
  readonly attachments: readonly Attachment[]
  readonly replyTo?: string
}

export interface Upload {
  readonly storeName: string
  readonly path: string
  readonly name: string
  readonly bytes: Uint8Array
}

export type Fields = Record<string, unknown>

export interface State {
  readonly profile: Profile
  readonly oauth: OAuthState
  readonly throttle: Throttle
  readonly account: Account
  folders: Folder[]
  labels: Label[]
  messages: Message[]
  readonly uploads: Map<string, Upload>
  signatures: Fields[]
  tasks: Fields[]
  notes: Fields[]
  books: Fields[]
  bookmarks: Fields[]
  collections: Fields[]
  users: Fields[]
  domains: Fields[]
  groups: Fields[]
  /** What was made since the start, which numbers new ids. */
  count: number
}

/** A new id with as many digits as Zoho's have. */
export function nextId(state: State, kind: 'message' | 'other' = 'other'): string {
  state.count += 1
  return kind === 'message'
    ? String(1_784_105_487_965_000_000n + BigInt(state.count) * 154_200n)
    : String(4_845_214_000_000_010_000n + BigInt(state.count) * 2n + 1n)
}

export const folderOf = (state: State, type: string): Folder | undefined =>
  state.folders.find((folder) => folder.isSystem && folder.type === type)

/** Its id; all system folders are there from the start. */
export const folderIdOf = (state: State, type: string): string => folderOf(state, type)?.id ?? ''
