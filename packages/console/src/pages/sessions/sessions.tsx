import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { browserSessionsQuery, type BrowserSession } from '../../api/browser-sessions.ts'
import { Empty } from '../../parts/empty.tsx'
import { Page } from '../../parts/page.tsx'
import { Paged } from '../../parts/paged.tsx'
import { EndSession } from './end-session.tsx'
import { SessionTable } from './session-table.tsx'

/** Everybody may see their own, so no permission is asked for. */
export function Component() {
  const query = useInfiniteQuery(browserSessionsQuery)
  const [ending, setEnding] = useState<BrowserSession>()
  return (
    <Page
      title="Sessions"
      about="The browsers that are signed in as you. End those that you do not know, or no longer use."
    >
      <Paged query={query} empty={<Empty title="No browser is signed in as you" />}>
        {(sessions) => <SessionTable sessions={sessions} onEnd={setEnding} />}
      </Paged>
      {ending !== undefined && <EndSession session={ending} onClose={() => setEnding(undefined)} />}
    </Page>
  )
}
