import type { Route } from '../router.ts'
import { accounts } from './accounts.ts'
import { attachments } from './attachments.ts'
import { folders } from './folders.ts'
import { labels } from './labels.ts'
import { messageReads } from './message-reads.ts'
import { messageSends } from './message-sends.ts'
import { messageUpdates } from './message-updates.ts'
import { organization } from './organization.ts'
import { signatures } from './signatures.ts'
import { streams } from './streams.ts'

export const routes: readonly Route[] = [
  ...signatures,
  ...accounts,
  ...folders,
  ...labels,
  ...attachments,
  ...messageReads,
  ...messageSends,
  ...messageUpdates,
  ...streams,
  ...organization,
]
