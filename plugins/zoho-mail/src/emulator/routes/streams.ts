import { bookmarks } from './bookmarks.ts'
import { notes } from './notes.ts'
import { tasks } from './tasks.ts'
import type { Route } from '../router.ts'

/** What hangs at the person and not at a mailbox. */
export const streams: readonly Route[] = [...tasks, ...notes, ...bookmarks]
